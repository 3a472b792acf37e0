package dev.loomscope.view.start;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** A line of a list on the start screen: a click, Enter or space opens what it stands for. */
class StartLine extends HBox {
    StartLine(Runnable open, Node... content) {
        super(content);
        getStyleClass().add("start-row");
        setFocusTraversable(true);
        onOpen(open);
    }

    /** For lines that know what they open only once they are there. */
    StartLine() {
        this(() -> {});
    }

    /** What a click does from now on. */
    final void onOpen(Runnable open) {
        setOnMouseClicked(_ -> open.run());
        setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                open.run();
                key.consume();
            }
        });
    }
}
