package dev.loomscope.view.filter;

import java.util.function.BiPredicate;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.loomscope.filter.Fault;
import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/**
 * A field for a filter, with {@link FilterDrop} to hang under it. Down and up choose among what is proposed, in an empty
 * field among the filters that were used; tab takes it, enter takes what is chosen, escape closes the proposals and then
 * empties the field.
 */
public final class FilterField extends HBox {
    private final StringProperty text;
    private final ObservableValue<@Nullable Fault> fault;
    private final CompletionViewModel completion;
    private final TextField input = new TextField();
    private BiPredicate<KeyCode, Boolean> otherwise = (_, _) -> false;

    /**
     * @param id of the field itself
     * @param prompt what stands in it while it is empty
     * @param hint nodes behind it while it is empty
     */
    public FilterField(StringProperty text, ObservableValue<@Nullable Fault> fault, CompletionViewModel completion,
            String id, String prompt, Node... hint) {
        this.text = text;
        this.fault = fault;
        this.completion = completion;
        getStyleClass().add("field");
        input.setId(id);
        input.setPromptText(prompt);
        input.setAccessibleText(prompt);
        input.textProperty().bindBidirectional(text);
        HBox.setHgrow(input, Priority.ALWAYS);
        Button clear = Icons.button(Feather.X, "Empty the field (Esc)", input::clear);
        clear.setFocusTraversable(false);
        clear.visibleProperty().bind(input.textProperty().isNotEmpty());
        clear.managedProperty().bind(clear.visibleProperty());
        getChildren().addAll(Icons.of(Feather.SEARCH), input);
        for (Node node : hint) {
            node.visibleProperty().bind(input.textProperty().isEmpty());
            node.managedProperty().bind(node.visibleProperty());
            getChildren().add(node);
        }
        getChildren().add(clear);
        fault.subscribe(_ -> dress());
        completion.proposalsProperty().subscribe(_ -> dress());
        completion.caretProperty().subscribe(place -> {
            if (input.getCaretPosition() != place.intValue()) {
                input.positionCaret(place.intValue());
            }
        });
        input.caretPositionProperty().subscribe(place -> completion.caretProperty().set(place.intValue()));
        input.textProperty().subscribe(_ -> {
            if (input.isFocused()) {
                completion.typed();
            }
        });
        input.focusedProperty().subscribe(focused -> {
            if (focused) {
                completion.prepare();
            } else {
                completion.use();
                completion.close();
            }
        });
        input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** What keys do that mean nothing to the field: enter, and escape where it is empty; shift or not. */
    public void onOtherKeys(BiPredicate<KeyCode, Boolean> wanted) {
        otherwise = wanted;
    }

    /** Puts the cursor into it. */
    public void focus() {
        input.requestFocus();
        input.selectAll();
    }

    /** While something is proposed, what was typed is not finished yet. */
    private void dress() {
        Words.style(this, "invalid", fault.getValue() != null && !completion.isOpen());
    }

    private void key(KeyEvent key) {
        boolean open = completion.isOpen();
        boolean done = switch (key.getCode()) {
            case DOWN, UP -> {
                completion.move(key.getCode() == KeyCode.DOWN);
                yield true;
            }
            case TAB -> !key.isShiftDown() && (open ? completion.accept(true) : mend());
            case ENTER -> (open && completion.accept(false)) || entered(open) || other(key);
            case ESCAPE -> closed(open) || other(key) || emptied();
            default -> false;
        };
        if (done) {
            key.consume();
        }
    }

    private boolean other(KeyEvent key) {
        return otherwise.test(key.getCode(), key.isShiftDown());
    }

    private boolean entered(boolean open) {
        completion.use();
        return closed(open);
    }

    private boolean closed(boolean open) {
        completion.close();
        return open;
    }

    private boolean emptied() {
        boolean full = !text.get().isEmpty();
        input.clear();
        return full;
    }

    /** Takes what may have been meant by what is not understood. */
    private boolean mend() {
        Fault now = fault.getValue();
        if (now == null || now.instead().isEmpty()) {
            return false;
        }
        String mended = now.mended(text.get());
        text.set(mended);
        input.end();
        return true;
    }
}
