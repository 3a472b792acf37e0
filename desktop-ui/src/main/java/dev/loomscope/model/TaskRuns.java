package dev.loomscope.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What some tasks did within a time range, piece by piece: found in one pass over the lanes that ran them, as far as these hold
 * no more than a frame can look at.
 */
public final class TaskRuns {
    /** Nothing is known of any task. */
    public static final TaskRuns NONE = new TaskRuns();

    private static final SpanState[] STATES = SpanState.values();

    private final Map<Integer, Pieces> byRow = new HashMap<>();
    private boolean allVirtual = true;

    /** Runs of one task: start, end, time runnable before, state; a run each four longs. */
    private static final class Pieces {
        private final TaskMix life;
        private long[] runs = new long[16];
        private int size;

        Pieces(TaskMix life) {
            this.life = life;
        }

        void add(long start, long end, long ready, long state) {
            if (size == runs.length) {
                runs = Arrays.copyOf(runs, size * 2);
            }
            int at = size;
            // Lanes come one after the other: each time only some go before others.
            while (at > 0 && runs[at - 4] > start) {
                System.arraycopy(runs, at - 4, runs, at, 4);
                at -= 4;
            }
            runs[at] = start;
            runs[at + 1] = end;
            runs[at + 2] = ready;
            runs[at + 3] = state;
            size += 4;
        }
    }

    private TaskRuns() {}

    /**
     * Finds what tasks did.
     *
     * @param rows rows of the tasks
     * @param from begin of the time range, in ns since the epoch
     * @param to its end
     * @param most spans that are looked at
     */
    public static TaskRuns of(SessionModel model, int[] rows, long from, long to, int most) {
        TaskRuns found = new TaskRuns();
        long now = model.now();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        LaneTable lanes = model.lanes();
        int left = most;
        for (int row : rows) {
            TaskMix life = new TaskMix(model);
            if (!life.read(row, now)) {
                continue;
            }
            Pieces pieces = new Pieces(life);
            found.byRow.put(row, pieces);
            if (life.isVirtual()) {
                first = Math.min(first, Math.max(from, life.started));
                last = Math.max(last, Math.min(to, life.end));
            } else {
                Lane lane = lanes.ofThread(model.tasks().workerThread(row));
                left -= lane == null ? 0 : ofWorker(lane, row, pieces, Math.max(from, life.started),
                        Math.min(to, life.end), left);
            }
        }
        for (int id = 0, size = lanes.size(); id < size; id++) {
            Lane lane = lanes.lane(id);
            if (lane.kind() == Lane.Kind.CARRIER && first < last) {
                left -= found.ofCarrier(lane, first, last, now, left);
            }
        }
        found.allVirtual = left >= 0;
        return found;
    }

    private static int ofWorker(Lane lane, int row, Pieces pieces, long from, long to, int most) {
        int[] seen = {0};
        lane.spans(from, to, 0, (start, end, state, task) -> {
            if (task == row) {
                pieces.add(start, end, 0, state.index);
            }
            return ++seen[0] < most;
        });
        return seen[0];
    }

    private int ofCarrier(Lane lane, long from, long to, long now, int most) {
        Spans.View view = lane.spans.view();
        long begin = Math.max(view.first(), view.firstFrom(from, view.first()) - 1);
        int seen = 0;
        for (long span = begin; span < view.count(); span++) {
            SpanChunk chunk = view.chunk(span);
            int at = (int) span & (SpanChunk.SPANS - 1);
            if (chunk.start[at] >= to) {
                return seen;
            }
            if (++seen > most) {
                return seen;
            }
            Pieces pieces = byRow.get(chunk.taskRow[at]);
            if (pieces != null && chunk.end(at) > from) {
                pieces.add(chunk.start[at], chunk.end(at), chunk.ready(at), chunk.state(at));
            }
        }
        Pieces open = view.openStart() < 0 ? null : byRow.get(view.openRow());
        if (open != null && view.openStart() < to) {
            open.add(view.openStart(), Math.max(now, view.openStart()), view.openReady(), view.openState());
        }
        return seen;
    }

    /**
     * Shows the life of a task without a gap from its submit to its end, as far as it lies in the time range.
     *
     * @return whether it is known
     */
    public boolean pieces(int row, long from, long to, SpanVisitor visitor) {
        Pieces pieces = byRow.get(row);
        if (pieces == null || (pieces.life.isVirtual() && !allVirtual)) {
            return false;
        }
        TaskMix life = pieces.life;
        Line line = new Line(row, visitor, life.start);
        line.to(life.due(), SpanState.WAITING);
        line.to(life.started, SpanState.SCHEDULED);
        line.skip(Math.max(life.started, Math.min(from, life.end)));
        for (int at = 0; at < pieces.size && line.goesOn; at += 4) {
            long start = pieces.runs[at];
            line.to(start - pieces.runs[at + 2], SpanState.WAITING);
            line.to(start, SpanState.SCHEDULED);
            line.to(Math.min(pieces.runs[at + 1], life.end), STATES[(int) pieces.runs[at + 3]]);
        }
        line.to(Math.min(life.end, Math.max(to, life.started)), pieces.size == 0 && !life.isVirtual()
                ? life.stateAt(life.end)
                : life.rest());
        return true;
    }

    /** Pieces one behind the other. */
    private static final class Line {
        private final int row;
        private final SpanVisitor visitor;
        private long at;
        private boolean goesOn = true;

        Line(int row, SpanVisitor visitor, long begin) {
            this.row = row;
            this.visitor = visitor;
            this.at = begin;
        }

        void skip(long time) {
            at = Math.max(at, time);
        }

        void to(long end, SpanState state) {
            if (goesOn && end > at) {
                goesOn = visitor.span(at, end, state, row);
                at = end;
            }
        }
    }

    /** Whether anything is known of a task. */
    public boolean knows(int row) {
        @Nullable Pieces pieces = byRow.get(row);
        return pieces != null && (allVirtual || !pieces.life.isVirtual());
    }
}
