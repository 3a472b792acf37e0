package dev.loomscope.view.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
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
            } else if (key.getCode() == KeyCode.TAB && wraps()) {
                focusAgain();
                key.consume();
            }
        });
        // Focus that wanders off the sheet comes back to its other end.
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                FocusRound.watch(scene);
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
        // What scrolls holds what is in it only once it has its skin.
        applyCss();
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
            FocusRound.give(focus);
        }
    }

    /** The first thing to choose or type has the focus; the cross only where there is nothing else. */
    private void focusFirst() {
        List<Node> all = stops();
        all.stream().filter(node -> !node.getStyleClass().contains("icon-button")).findFirst()
                .or(() -> all.stream().findFirst()).ifPresent(node -> focus(all, all.indexOf(node)));
    }

    /** Whether the next step would leave the sheet. */
    private boolean wraps() {
        List<Node> all = stops();
        return !all.isEmpty() && (backwards ? all.getFirst() : all.getLast()).isFocused();
    }

    private void focusAgain() {
        List<Node> all = stops();
        if (!all.isEmpty()) {
            focus(all, backwards ? all.size() - 1 : 0);
        }
    }

    /** Gives one of them the focus, and its ring where the keyboard is used: only a step from beside it draws that. */
    private void focus(List<Node> all, int place) {
        Node target = all.get(place);
        if (FocusRound.isByKey(getScene()) && all.size() > 1) {
            Node beside = all.get(place == 0 ? 1 : place - 1);
            beside.requestFocus();
            beside.requestFocusTraversal(place == 0 ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
        }
        if (!target.isFocused()) {
            target.requestFocus();
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
