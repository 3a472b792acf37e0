package dev.loomscope.view.shell;

import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.stage.Popup;

import dev.loomscope.model.SessionInfo;
import dev.loomscope.view.theme.Words;

/** What the agent hooked, above the status bar: each hook with its state, and why it is not there where it is not. */
final class HooksPopover extends Popup {
    private static final double WIDTH = 460;
    private static final double MOST_HEIGHT = 420;

    HooksPopover() {
        setAutoHide(true);
        setHideOnEscape(true);
    }

    /** Shows it above a node, or hides it. */
    void toggle(Node below, HookList list) {
        if (isShowing()) {
            hide();
            return;
        }
        Parent content = content(list);
        getContent().setAll(content);
        Bounds bounds = below.localToScreen(below.getBoundsInLocal());
        show(below, bounds.getMinX() - 8, bounds.getMinY());
        setAnchorY(bounds.getMinY() - content.getLayoutBounds().getHeight() - 8);
    }

    static Parent content(HookList list) {
        GridPane rows = new GridPane(10, 7);
        ColumnConstraints mark = new ColumnConstraints(10);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(150);
        ColumnConstraints state = new ColumnConstraints();
        state.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().setAll(mark, name, state);
        int at = 0;
        for (SessionInfo.Hook hook : list.hooks()) {
            Circle dot = HookList.tone(hook).isEmpty() ? Words.dot() : Words.dot(HookList.tone(hook));
            Label called = Words.fixed(hook.name(), "mono");
            Label why = Words.wrapped(hook.state() + (hook.why().isEmpty() ? "" : ": " + hook.why()),
                    HookList.tone(hook).equals("good") ? "faint" : "muted");
            GridPane.setValignment(dot, VPos.TOP);
            GridPane.setValignment(called, VPos.TOP);
            dot.setTranslateY(4);
            rows.addRow(at++, dot, called, why);
        }
        Label says = Words.wrapped(list.failed() > 0
                ? "What a hook that failed would have told is missing here. The application is not touched by it."
                : "What an absent hook would have told does not exist on this JDK.", "faint");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(MOST_HEIGHT);
        scroll.getStyleClass().add("details-scroll");
        VBox box = new VBox(Words.label("WHAT IS WATCHED", "overline"), scroll, says);
        box.getStyleClass().add("settings");
        box.setPrefWidth(WIDTH);
        box.setMaxWidth(WIDTH);
        return box;
    }
}
