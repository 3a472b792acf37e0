package dev.loomscope.view.shell;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import dev.loomscope.view.settings.Key;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Veil;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** All settings, a page a concern. What is chosen takes effect at once. */
final class SettingsSheet extends BorderPane {
    static final double WIDTH = 780;
    private static final double HEIGHT = 500;

    /** The pages of the sheet. */
    enum Page {
        LOOK("Look", Feather.SUN),
        FINDINGS("Findings", Feather.ALERT_TRIANGLE),
        HISTORY("History", Feather.DATABASE),
        REMEMBERED("Remembered", Feather.BOOKMARK);

        private final String title;
        private final Feather icon;

        Page(String title, Feather icon) {
            this.title = title;
            this.icon = icon;
        }
    }

    private final SettingsViewModel settings;
    private final VBox pages = new VBox(2);
    private final Map<Page, ToggleButton> buttons = new EnumMap<>(Page.class);
    private Subscription kept = Subscription.EMPTY;

    SettingsSheet(SettingsViewModel settings, Page first) {
        this.settings = settings;
        getStyleClass().add("settings");
        pages.getStyleClass().add("settings-pages");
        for (Page page : Page.values()) {
            ToggleButton button = new ToggleButton(page.title, Icons.of(page.icon, "small"));
            button.setId("settings-" + page.title.toLowerCase(Locale.ROOT));
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(_ -> open(page));
            buttons.put(page, button);
            pages.getChildren().add(button);
        }
        setLeft(pages);
        setMinHeight(0);
        setPrefHeight(HEIGHT);
        open(first);
    }

    /** Shows the sheet over a screen. */
    static void show(Veil veil, SettingsViewModel settings, Page first) {
        SettingsSheet sheet = new SettingsSheet(settings, first);
        veil.show("Settings", sheet, WIDTH, sheet::close);
    }

    /** Lets go of the settings, and keeps them. */
    void close() {
        kept.unsubscribe();
        settings.settings().save();
    }

    private void open(Page page) {
        buttons.forEach((each, button) -> button.setSelected(each == page));
        kept.unsubscribe();
        kept = Subscription.EMPTY;
        VBox content = switch (page) {
            case LOOK -> {
                LookSettings look = new LookSettings(settings.settings());
                kept = look::close;
                yield look;
            }
            case FINDINGS -> new FindingSettings(settings);
            case HISTORY -> history();
            case REMEMBERED -> remembered();
        };
        content.getStyleClass().add("settings-page");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        setCenter(scroll);
    }

    // ---- history

    private VBox history() {
        CheckedField memory = new CheckedField("memory", Long.toString(settings.settings().property(Keys.MEMORY).get()),
                "MiB", settings::setMemory);
        Label used = Words.wrapped(settings.memoryUsed(), "muted");
        return new VBox(
                line("Memory of a session",
                        "The oldest history goes first. Holds for sessions that are opened from now on.",
                        new VBox(4, memory, used)),
                line("Closing a session", "", box(Keys.ASK_RECORDING, "Ask while it is being recorded")),
                line("Closing a window", "", box(Keys.ASK_SEVERAL, "Ask while it holds several sessions")));
    }

    private CheckBox box(Key<Boolean> key, String words) {
        CheckBox box = new CheckBox(words);
        box.setId(key.name());
        var value = settings.settings().property(key);
        box.setSelected(value.get());
        box.setOnAction(_ -> {
            value.set(box.isSelected());
            settings.settings().save();
        });
        return box;
    }

    // ---- remembered

    private VBox remembered() {
        Settings all = settings.settings();
        Path file = all.store().file();
        VBox box = new VBox(
                line("Recent sessions", "Recordings that were opened, programs that were attached to, filters.",
                        forget("Forget them", all::forgetRecent)),
                line("Window", "Place and size, the open view, how panes are divided, columns of the table.",
                        forget("Forget them", all::forgetLayout)),
                line("Kept in", "", Words.copyable(file == null ? "nowhere" : file.toString(), "mono")));
        if (!all.store().problem().isEmpty()) {
            box.getChildren().add(Words.wrapped(all.store().problem(), "problem"));
        }
        return box;
    }

    private static Node forget(String words, Runnable action) {
        Button button = new Button(words);
        button.getStyleClass().add("slim");
        button.setOnAction(_ -> {
            action.run();
            button.setText("Forgotten");
            button.setDisable(true);
        });
        return button;
    }

    static HBox line(String title, String says, Node control) {
        VBox words = new VBox(2, Words.label(title, "strong"));
        if (!says.isEmpty()) {
            words.getChildren().add(Words.wrapped(says, "muted"));
        }
        words.setMinWidth(220);
        words.setPrefWidth(220);
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(20, words, control);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("settings-line");
        return line;
    }
}
