package dev.loomscope.view.tasks;

import java.util.UUID;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskIdentity;

/**
 * The task that was selected, to be found again in another model of the same session.
 *
 * @param session that it belongs to
 * @param id in the model in which it was selected
 */
record SelectedTask(UUID session, long id, TaskIdentity identity) {
    static SelectedTask of(SessionModel model, int row) {
        return new SelectedTask(model.info().uuid(), model.tasks().id(row), model.tasks().identity(row));
    }

    /** Its row where its id says; -1 where it is not, or not yet. */
    int row(SessionModel model) {
        int row = model.info().uuid().equals(session) ? model.tasks().row(id) : -1;
        return row >= 0 && model.tasks().identity(row).equals(identity) ? row : -1;
    }

    /** Its row wherever it is, or -1; looks at all tasks. */
    int search(SessionModel model) {
        int row = row(model);
        return row >= 0 || !model.info().uuid().equals(session) ? row : model.tasks().row(identity);
    }
}
