package dev.loomscope.view.timeline;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskRuns;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** Finds what a task on a row of its own did at a time: a run, a wait. Remembers the last task. One thread. */
@SuppressWarnings("ReferenceEquality")
final class TaskPieces {
    /** Spans of lanes that are looked at for one task: about a ms. */
    private static final int MOST_SPANS = 200_000;

    private @Nullable SessionModel session;
    private TaskRuns runs = TaskRuns.NONE;
    private long version;
    private int task = -1;

    /** The piece of a task's life at a time, or all of its life after the first run where that is not known. */
    Hover.Span at(SessionModel model, Hover.Span span, double time, long from, long to) {
        int row = span.taskRow();
        if (row < 0 || span.start() < model.tasks().started(row) || model.tasks().started(row) < 0) {
            return span;
        }
        if (session != model || task != row || version != model.version()) {
            look(model, row, from, to);
        }
        if (!runs.knows(row)) {
            return span.whole();
        }
        Hover.Span[] found = {span};
        runs.pieces(row, model.oldest(), model.now(), (start, end, state, _) -> {
            boolean live = model.tasks().ended(row) < 0;
            found[0] = new Hover.Span(span.track(), start, end, state, row, live && end >= model.now(), span.folded(),
                    false);
            return end <= time;
        });
        return found[0];
    }

    /** Looks at all of its life, or where that is too much at what of it is in sight. */
    private void look(SessionModel model, int row, long from, long to) {
        session = model;
        task = row;
        version = model.version();
        TaskTable tasks = model.tasks();
        long end = tasks.ended(row) < 0 ? model.now() : tasks.ended(row);
        int[] rows = {row};
        runs = TaskRuns.of(model, rows, tasks.submitted(row), end + 1, MOST_SPANS);
        if (!runs.knows(row)) {
            runs = TaskRuns.of(model, rows, from, to, MOST_SPANS);
        }
    }
}
