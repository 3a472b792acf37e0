package dev.loomscope.view.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * Lays a sheet over a screen for as long as one reads or chooses: what is behind is dimmed, the focus stays on the sheet and
 * goes back to where it was; Esc, the cross and a click beside it put it away.
 */
public final class Veil extends StackPane {
    private static final double EDGE = 24;

    private @Nullable Node before;
    private @Nullable Region sheet;
    private Runnable closed = () -> {};
    private boolean backwards;

    public Veil() {
        getStyleClass().add("keys-veil");
        setVisible(false);
        setPickOnBounds(true);
        setOnMouseClicked(mouse -> {
            if (mouse.getTarget() == this) {
                hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            backwards = key.getCode() == KeyCode.TAB && key.isShiftDown();
            if (key.getCode() == KeyCode.ESCAPE) {
                hide();
                key.consume();
            }
        });
        // Focus that wanders off the sheet comes back to its other end.
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.focusOwnerProperty().subscribe(owner -> {
                    if (isVisible() && scene.equals(getScene()) && owner != null && !FocusRound.holds(this, owner)) {
                        focusAgain();
                    }
                });
            }
        });
    }

    public boolean isShown() {
        return isVisible();
    }

    /**
     * Shows a sheet with a title and a cross.
     *
     * @param onClose is told when it is put away
     */
    public void show(String title, Region content, double width, Runnable onClose) {
        Label head = Words.label(title, "empty-title");
        HBox top = new HBox(head, Words.gap(), Icons.button(Feather.X, "Close (Esc)", this::hide));
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("sheet-head");
        VBox box = new VBox(top, content);
        box.getStyleClass().add("over-sheet");
        box.setPrefWidth(width);
        box.setMaxWidth(width);
        box.setMaxHeight(USE_PREF_SIZE);
        VBox.setVgrow(content, Priority.ALWAYS);
        StackPane.setMargin(box, new Insets(EDGE));
        sheet = box;
        closed = onClose;
        before = getScene() == null ? null : getScene().getFocusOwner();
        getChildren().setAll(box);
        setVisible(true);
        focusFirst();
    }

    /** Puts the sheet away. */
    public void hide() {
        if (!isVisible()) {
            return;
        }
        setVisible(false);
        getChildren().clear();
        sheet = null;
        closed.run();
        closed = () -> {};
        Node focus = before;
        before = null;
        if (focus != null && focus.getScene() != null && focus.getScene().equals(getScene())) {
            focus.requestFocus();
        }
    }

    /** The first thing to choose or type has the focus; the cross only where there is nothing else. */
    private void focusFirst() {
        List<Node> all = stops();
        all.stream().filter(node -> !node.getStyleClass().contains("icon-button")).findFirst()
                .or(() -> all.stream().findFirst()).ifPresent(Node::requestFocus);
    }

    private void focusAgain() {
        List<Node> all = stops();
        if (!all.isEmpty()) {
            (backwards ? all.getLast() : all.getFirst()).requestFocus();
        }
    }

    /** All that takes the focus, in its order. */
    private List<Node> stops() {
        List<Node> stops = new ArrayList<>();
        if (sheet != null) {
            collect(sheet, stops);
        }
        return stops;
    }

    private static void collect(Node node, List<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable()) {
            stops.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, stops));
        }
    }
}
