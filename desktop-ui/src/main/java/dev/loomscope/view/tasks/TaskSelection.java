package dev.loomscope.view.tasks;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * Which task is selected, and which were before. It stays selected where another model takes the place of the one before, as soon
 * as the same session knows it again. The window's thread owns it.
 */
final class TaskSelection {
    private final Supplier<SessionModel> model;
    private final SelectionHistory history = new SelectionHistory();
    private final IntegerProperty row = new SimpleIntegerProperty(this, "selected", -1);

    private @Nullable SelectedTask chosen;
    private boolean replacing;
    private IntConsumer reveal = _ -> {};

    TaskSelection(Supplier<SessionModel> model) {
        this.model = model;
        row.subscribe(now -> {
            if (!replacing) {
                SelectedTask task = now.intValue() < 0 ? null : SelectedTask.of(model.get(), now.intValue());
                chosen = task;
                history.selected(task == null ? 0 : task.id());
            }
        });
    }

    /** Row of the selected task, -1 where none is. */
    IntegerProperty rowProperty() {
        return row;
    }

    SelectionHistory history() {
        return history;
    }

    /** Says what brings a task into sight. */
    void onReveal(IntConsumer wanted) {
        reveal = wanted;
    }

    /** Selects a task and brings it into sight wherever it is shown. */
    void goTo(int wanted) {
        row.set(wanted);
        reveal.accept(wanted);
    }

    /** Goes to the task that was selected before, or again to the one after it. */
    void goBack(boolean back) {
        int wanted = model.get().tasks().row(back ? history.back() : history.forward());
        if (wanted >= 0) {
            goTo(wanted);
        }
    }

    /** Another model took the place of the one before: its rows are other ones. */
    void modelReplaced() {
        replacing = true;
        row.set(-1);
        replacing = false;
        select(chosen == null ? -1 : chosen.search(model.get()));
    }

    /** Selects what was selected, where the model knows it by now. */
    void again() {
        if (row.get() < 0 && chosen != null) {
            select(chosen.row(model.get()));
        }
    }

    private void select(int known) {
        if (known >= 0) {
            row.set(known);
        }
    }
}
