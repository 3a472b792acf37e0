package dev.loomscope.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.SpanVisitor;
import dev.loomscope.model.TaskTable;

/**
 * A lane's spans as slices that nest: the spans of one run, which follow each other without a gap, become one slice, and
 * those among them in which the task did not run become slices within it.
 */
final class LaneSlices implements SpanVisitor {
    private final SessionModel model;
    private final TaskTable tasks;
    private final TraceEvents events;
    private final int process;
    private final int thread;
    private final BitSet started;

    private long openFrom = Long.MAX_VALUE;
    private int spans;
    private long[] starts = new long[16];
    private long[] ends = new long[16];
    private SpanState[] states = new SpanState[16];
    private int row = -1;

    /** @param started rows of the tasks whose first run was written; added to */
    LaneSlices(SessionModel model, TraceEvents events, int process, int thread, BitSet started) {
        this.model = model;
        this.tasks = model.tasks();
        this.events = events;
        this.process = process;
        this.thread = thread;
        this.started = started;
    }

    void write(Lane lane) throws IOException {
        SpanCursor last = new SpanCursor();
        if (lane.spanAt(model.now(), last) && last.open()) {
            openFrom = last.start();
        }
        try {
            lane.spans(Long.MIN_VALUE, Long.MAX_VALUE, 0, this);
            flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean span(long start, long end, SpanState state, int taskRow) {
        boolean continues = spans > 0 && taskRow == row && ends[spans - 1] == start;
        try {
            if (!continues) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        row = taskRow;
        add(start, end, state);
        return true;
    }

    private void add(long start, long end, SpanState state) {
        if (spans == starts.length) {
            starts = java.util.Arrays.copyOf(starts, 2 * spans);
            ends = java.util.Arrays.copyOf(ends, 2 * spans);
            states = java.util.Arrays.copyOf(states, 2 * spans);
        }
        starts[spans] = start;
        ends[spans] = end;
        states[spans++] = state;
    }

    private void flush() throws IOException {
        if (spans == 0) {
            return;
        }
        long start = starts[0];
        boolean open = starts[spans - 1] >= openFrom;
        events.run(process, thread, start, ends[spans - 1], open, tasks, row);
        if (tasks.started(row) == start && !started.get(row) && Submissions.isMarked(tasks, row)) {
            started.set(row);
            events.arrowEnd(process, thread, start, tasks.id(row));
        }
        for (int i = 0; i < spans; i++) {
            if (states[i] == SpanState.WAITING || states[i] == SpanState.BLOCKED) {
                events.pause(process, thread, starts[i], ends[i], starts[i] >= openFrom, states[i]);
            }
        }
        spans = 0;
    }
}
