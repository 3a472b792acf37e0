package dev.loomscope.view.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;

import dev.loomscope.session.State;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The bar on top: where one is, the filter, how much time is in view, live or held, recording, settings. */
final class TopBar extends HBox {
    private static final double NS_PER_SECOND = 1e9;

    private final SessionViewModel session;
    private final TextField filter = new TextField();
    private final Button product = new Button("Loomscope", Icons.of(Feather.LAYERS, "accent"));
    private final Region wide;
    private final Region zoom;

    /**
     * @param keys shows what the keys do
     * @param gear shows the settings
     */
    TopBar(SessionViewModel session, Runnable home, Runnable keys, Runnable gear) {
        this.session = session;
        getStyleClass().add("top-bar");
        HBox middle = new HBox(filter(), new Region());
        middle.setMinWidth(150);
        middle.setPrefWidth(300);
        middle.setStyle("-fx-alignment: center;");
        wide = ranges();
        zoom = zoom();
        getChildren().setAll(crumbs(home), Words.gap(), middle, Words.gap(), wide, zoom, live());
        if (session.record().isPossible()) {
            getChildren().add(record());
        }
        Button settings = Icons.button(Feather.SETTINGS, "Settings (Ctrl ,)", gear);
        settings.setId("settings");
        getChildren().addAll(Icons.button(Feather.HELP_CIRCLE, "Keys (?)", keys), settings);
    }

    /** Leaves out what a half of a window has no room for. */
    void narrow(boolean wanted) {
        product.setText(wanted ? "" : "Loomscope");
        for (Region each : List.of(wide, zoom)) {
            each.setVisible(!wanted);
            each.setManaged(!wanted);
        }
    }

    /** Where the filter's field begins, in px from the left edge of the window. */
    double filterBegin() {
        Bounds bounds = filter.getParent().localToScene(filter.getParent().getLayoutBounds());
        return bounds.getMinX();
    }

    /** Puts the cursor into the filter. */
    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    private HBox crumbs(Runnable home) {
        product.getStyleClass().addAll("crumb", "product");
        product.setTooltip(new Tooltip("Start screen"));
        product.setOnAction(_ -> home.run());
        product.setMinWidth(Region.USE_PREF_SIZE);
        Label name = Words.label(session.title(), "crumb");
        name.setMinWidth(56);
        name.setMaxWidth(190);
        session.beatProperty().subscribe(_ -> name.setText(session.title()));
        Label view = Words.fixed("", "crumb", "here");
        session.viewProperty().subscribe(next -> view.setText(next.title()));
        HBox crumbs = new HBox(product, Words.fixed("/", "faint"), name, Words.fixed("/", "faint"), view);
        crumbs.getStyleClass().add("crumbs");
        return crumbs;
    }

    private HBox filter() {
        filter.setId("filter");
        filter.setPromptText("Filter tasks, sites, pools");
        filter.setAccessibleText("Filter");
        filter.textProperty().bindBidirectional(session.tasks().filterTextProperty());
        filter.setTooltip(new Tooltip("""
                words in name, site or pool     state:running,waiting
                pool:orders  kind:virtual-thread  site:Checkout*
                busy>10ms  total>=1s  polls>3  id:17     - before a term turns it round"""));
        HBox.setHgrow(filter, Priority.ALWAYS);
        Label key = Words.fixed("Ctrl F", "key");
        Button clear = Icons.button(Feather.X, "Clear the filter", filter::clear);
        clear.visibleProperty().bind(filter.textProperty().isNotEmpty());
        clear.managedProperty().bind(clear.visibleProperty());
        key.visibleProperty().bind(filter.textProperty().isEmpty());
        key.managedProperty().bind(key.visibleProperty());
        HBox field = new HBox(Icons.of(Feather.SEARCH), filter, key, clear);
        field.getStyleClass().add("field");
        HBox.setHgrow(field, Priority.ALWAYS);
        session.tasks().problemProperty().subscribe(problem -> Words.style(field, "invalid", !problem.isEmpty()));
        filter.setOnKeyPressed(pressed -> {
            if (pressed.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                pressed.consume();
            }
        });
        return field;
    }

    private HBox ranges() {
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (long range : SessionViewModel.RANGES) {
            String text = range == 0 ? "All"
                    : range < 60e9 ? Math.round(range / NS_PER_SECOND) + " s" : range / 60_000_000_000L + " min";
            ToggleButton button = new ToggleButton(text);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                session.range(range);
                button.setSelected(true);
            });
            session.rangeProperty().subscribe(now -> button.setSelected(now.longValue() == range));
            segments.getChildren().add(button);
        }
        return segments;
    }

    private HBox zoom() {
        HBox buttons = new HBox(
                Icons.button(Feather.ZOOM_OUT, "Zoom out (-)", () -> session.zoom(1.6)),
                Icons.button(Feather.ZOOM_IN, "Zoom in (+)", () -> session.zoom(1 / 1.6)),
                Icons.button(Feather.MAXIMIZE_2, "Show all (F)", () -> session.range(0)));
        buttons.setAlignment(Pos.CENTER);
        return buttons;
    }

    private ToggleButton live() {
        ToggleButton pill = new ToggleButton("Live", Words.dot());
        pill.setId("live");
        pill.getStyleClass().add("live-pill");
        pill.selectedProperty().bindBidirectional(session.liveProperty());
        pill.selectedProperty().subscribe(on -> pill.setText(on ? following() : "Hold"));
        session.bannerProperty().subscribe(_ -> pill.setText(pill.isSelected() ? following() : "Hold"));
        pill.setTooltip(new Tooltip("Follow the present, or hold still"));
        return pill;
    }

    /** Only what goes on by itself is live. */
    private String following() {
        return session.feed().state().phase() == State.Phase.ENDED ? "Ended"
                : session.feed().isLive() ? "Live" : "Follow";
    }

    private ToggleButton record() {
        ToggleButton record = Icons.dress(new ToggleButton(), Feather.DISC, "Record to a file");
        record.setId("record");
        record.getStyleClass().add("recording");
        session.record().recordingProperty().subscribe(record::setSelected);
        session.record().progressProperty().subscribe(text -> record.getTooltip().setText(
                text.isEmpty() ? "Record to a file" : text));
        session.bannerProperty()
                .subscribe(_ -> record.setDisable(session.feed().state().phase() == State.Phase.ENDED));
        record.setOnAction(_ -> {
            boolean wanted = record.isSelected();
            record.setSelected(session.record().recordingProperty().get());
            if (wanted) {
                choose();
            } else {
                session.record().stop();
            }
        });
        return record;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Record to");
        chooser.setInitialFileName(session.title() + ".loomscope");
        chooser.getExtensionFilters().setAll(List.of(new FileChooser.ExtensionFilter("Recordings", "*.loomscope")));
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            Path file = chosen.toPath();
            session.record().start(file);
        }
    }
}
