package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.util.Subscription;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Severity;
import dev.loomscope.view.action.Press;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Sparkline;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** The bar on the left: the sessions that are open, and the views of the one in front. */
final class SideBar extends VBox {
    private final Workspace workspace;
    private final SessionViewModel session;
    private final WindowActions window;
    private final VBox sessions = new VBox(3);
    private final Map<SessionViewModel, Item> items = new HashMap<>();
    private final ListChangeListener<SessionViewModel> changed = _ -> fill();
    private final WeakListChangeListener<SessionViewModel> listener = new WeakListChangeListener<>(changed);

    SideBar(Workspace workspace, SessionViewModel session, WindowActions window) {
        this.workspace = workspace;
        this.window = window;
        this.session = session;
        getStyleClass().add("side-bar");
        Button open = Icons.button(Feather.PLUS, "Open another JVM, recording or demo", workspace::home);
        HBox head = new HBox(Words.fixed("SESSIONS", "overline"), Words.gap(), open);
        head.setStyle("-fx-alignment: center-left; -fx-padding: 0 0 2 8;");
        getChildren().setAll(head, sessions, Words.label("VIEWS", "overline", "later"));
        for (ViewName view : ViewName.values()) {
            getChildren().add(item(view));
        }
        fill();
        workspace.sessions().addListener(listener);
    }

    /**
     * A session in the list.
     *
     * @param kept its subscriptions to that session, which may outlive this bar
     */
    private record Item(Node node, Subscription kept) {}

    /** Lets go of all sessions. */
    void close() {
        workspace.sessions().removeListener(listener);
        items.values().forEach(item -> item.kept().unsubscribe());
        items.clear();
    }

    private void fill() {
        items.entrySet().removeIf(entry -> {
            boolean gone = !workspace.sessions().contains(entry.getKey());
            if (gone) {
                entry.getValue().kept().unsubscribe();
            }
            return gone;
        });
        List<Node> wanted = new ArrayList<>();
        for (SessionViewModel each : workspace.sessions()) {
            wanted.add(items.computeIfAbsent(each, this::item).node());
        }
        sessions.getChildren().setAll(wanted);
    }

    private Item item(SessionViewModel each) {
        Circle dot = Words.dot();
        Label name = Words.label(each.title(), "session-name");
        Label facts = Words.label(each.facts(), "session-facts");
        VBox text = new VBox(1, name, facts);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Sparkline spark = new Sparkline(Palette::running);
        spark.setPrefSize(54, 20);
        spark.setMinSize(54, 20);
        spark.setMaxSize(54, 20);
        HBox item = new HBox(dot, text, spark);
        HBox buttons = new HBox(beside(each), Icons.button(Feather.X, "Close this session", () -> window.close(each)));
        Words.show(buttons, false);
        item.getChildren().add(buttons);
        item.hoverProperty().or(item.focusWithinProperty()).subscribe(over -> {
            Words.show(buttons, over);
            Words.show(spark, !over);
        });
        item.getStyleClass().add("side-item");
        item.setAccessibleText("Session " + each.title());
        Words.style(item, "here", each == session);
        Press.on(item, () -> workspace.show(each));
        ContextMenu menu = menu(each);
        item.setOnContextMenuRequested(asked -> {
            menu.show(item, asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
        Subscription status = each.status().statusProperty().subscribe(now -> {
            dot.getStyleClass().setAll("dot", now.dot());
            name.setText(each.title());
            facts.setText(each.facts());
        });
        Subscription load = each.stats().saturationProperty()
                .subscribe(now -> spark.show(thin(now.shares()), new boolean[0]));
        Subscription place = workspace.besideProperty()
                .subscribe(beside -> Words.style(item, "beside", each == beside));
        return new Item(item, status.and(load).and(place));
    }

    /** Puts a session beside the one in front, or takes it away from there. */
    private Button beside(SessionViewModel each) {
        Button button = Icons.button(Feather.COLUMNS, "Open beside", () -> toggleBeside(each));
        Words.show(button, each != session);
        return button;
    }

    private void toggleBeside(SessionViewModel each) {
        if (workspace.besideProperty().get() == each) {
            workspace.aside();
        } else {
            workspace.showBeside(each);
        }
    }

    private ContextMenu menu(SessionViewModel each) {
        MenuItem beside = new MenuItem("Open beside, or alone again");
        beside.setDisable(each == session);
        beside.setOnAction(_ -> toggleBeside(each));
        MenuItem own = new MenuItem("Move to new window");
        own.setVisible(window.hasWindows());
        own.setOnAction(_ -> window.moveToWindow(each));
        MenuItem copy = new MenuItem("Copy name");
        copy.setOnAction(_ -> Copying.copy(each.title() + " " + each.facts()));
        MenuItem close = new MenuItem("Close");
        close.setOnAction(_ -> window.close(each));
        return new ContextMenu(beside, own, copy, close);
    }

    /** Every fourth value, the largest of each four: the small line has room for no more. */
    private static double[] thin(double[] values) {
        double[] thinned = new double[values.length / 4];
        for (int i = 0; i < thinned.length; i++) {
            thinned[i] = Double.NaN;
            for (int k = 0; k < 4; k++) {
                double value = values[i * 4 + k];
                thinned[i] = Double.isNaN(thinned[i]) || value > thinned[i] ? value : thinned[i];
            }
        }
        return thinned;
    }

    private Node item(ViewName view) {
        Label count = Words.fixed("", "count");
        HBox item = new HBox(Icons.of(icon(view)), Words.label(view.title()), Words.gap(), count);
        item.getStyleClass().add("side-item");
        item.setId("view-" + view.word());
        item.setAccessibleText(view.title());
        item.setMinHeight(30);
        Press.on(item, () -> session.viewProperty().set(view));
        session.viewProperty().subscribe(now -> Words.style(item, "here", now == view));
        session.beatProperty().subscribe(_ -> show(count, view));
        return item;
    }

    private void show(Label label, ViewName view) {
        long count = switch (view) {
            case TIMELINE -> 0;
            case TASKS -> session.model().counts().live();
            case POOLS -> session.model().pools().size();
            case FINDINGS -> session.findings().findingsProperty().get().size();
        };
        label.setText(Figures.brief(count));
        label.setVisible(count > 0);
        if (view == ViewName.FINDINGS) {
            Severity worst = session.findings().worst();
            Words.style(label, "warning", count > 0 && worst == Severity.WARNING);
            Words.style(label, "bad", count > 0 && worst == Severity.CRITICAL);
        }
    }

    private static Feather icon(ViewName view) {
        return switch (view) {
            case TIMELINE -> Feather.ACTIVITY;
            case TASKS -> Feather.LIST;
            case POOLS -> Feather.CPU;
            case FINDINGS -> Feather.ALERT_TRIANGLE;
        };
    }
}
