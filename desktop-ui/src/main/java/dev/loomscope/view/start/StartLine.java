package dev.loomscope.view.start;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** A line of a list on the start screen: a click, Enter or space opens what it stands for, arrows go from line to line. */
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
            if (equals(key.getTarget()) && (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE)) {
                open.run();
                key.consume();
            } else if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
                goOn(key.getCode() == KeyCode.DOWN ? 1 : -1);
                key.consume();
            }
        });
    }

    /** The next line that takes the focus gets it, if there is one. */
    private void goOn(int step) {
        List<Node> lines = getParent().getChildrenUnmodifiable();
        for (int i = lines.indexOf(this) + step; i >= 0 && i < lines.size(); i += step) {
            if (lines.get(i).isFocusTraversable()) {
                lines.get(i).requestFocus();
                return;
            }
        }
    }
}
