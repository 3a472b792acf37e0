package dev.loomscope.view.filter;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.loomscope.view.theme.Icons;
import dev.loomscope.view.theme.Words;
import org.kordamp.ikonli.feather.Feather;

/** A bar to find tasks one after the other: enter goes on, shift and enter goes back, escape closes it. */
public final class FindBar extends VBox {
    private final FindViewModel find;
    private final FilterField field;
    private final Runnable closed;

    /** @param closed takes the focus back */
    public FindBar(FindViewModel find, CompletionViewModel completion, Runnable closed) {
        super(4);
        this.find = find;
        this.closed = closed;
        field = new FilterField(find.textProperty(), find.faultProperty(), completion, "find",
                "Find tasks: text, or as in the filter");
        field.onOtherKeys(this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        Label says = Words.fixed("", "muted");
        says.setId("find-says");
        says.textProperty().bind(find.saysProperty());
        HBox bar = new HBox(6, field, says,
                Icons.button(Feather.CHEVRON_UP, "The one before (Shift Enter)", () -> find.next(false)),
                Icons.button(Feather.CHEVRON_DOWN, "The next one (Enter)", () -> find.next(true)),
                Icons.button(Feather.X, "Close (Esc)", this::close));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("find-bar");
        getChildren().setAll(bar, new FilterDrop(find.textProperty(), find.faultProperty(), completion));
        setMaxSize(430, Region.USE_PREF_SIZE);
        setPickOnBounds(false);
        visibleProperty().bind(find.openProperty());
        managedProperty().bind(visibleProperty());
    }

    /** Opens it, or puts the cursor into it. */
    public void open() {
        find.openProperty().set(true);
        field.focus();
    }

    private void close() {
        find.openProperty().set(false);
        closed.run();
    }

    private boolean key(KeyCode code, boolean shift) {
        switch (code) {
            case ENTER -> find.next(!shift);
            case ESCAPE -> close();
            default -> {
                return false;
            }
        }
        return true;
    }
}
