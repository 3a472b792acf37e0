package dev.loomscope.view.start;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import dev.loomscope.view.action.Press;
import dev.loomscope.view.theme.FocusRound;

/** A line of a list on the start screen: a press opens what it stands for, arrows go from line to line. */
class StartLine extends HBox {
    StartLine() {
        getStyleClass().add("start-row");
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DOWN || key.getCode() == KeyCode.UP) {
                goOn(key.getCode() == KeyCode.DOWN ? 1 : -1);
                key.consume();
            }
        });
    }

    /** What a press does from now on. */
    final void onOpen(Runnable open) {
        Press.on(this, open);
    }

    /** The next line that takes the focus gets it, if there is one. */
    private void goOn(int step) {
        List<Node> lines = getParent().getChildrenUnmodifiable();
        for (int i = lines.indexOf(this) + step; i >= 0 && i < lines.size(); i += step) {
            if (lines.get(i).isFocusTraversable()) {
                FocusRound.give(lines.get(i));
                return;
            }
        }
    }
}
