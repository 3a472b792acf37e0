package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.function.IntPredicate;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.SpanVisitor;
import dev.loomscope.model.TaskRuns;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;

/**
 * A track of tasks for one picture: what is asked for by length are whole tasks that long, each shown with all its runs and waits;
 * what is shorter than a pixel goes together. Tasks whose runs are not known are left to the occupancy.
 */
record DetailedTrack(TaskTrack track, TaskRuns runs, double nsPerPixel) implements Track {
    private static final SpanState[] STATES = SpanState.values();

    @Override
    public String name() {
        return track.name();
    }

    @Override
    public String key() {
        return track.key();
    }

    @Override
    public long spanCount() {
        return track.spanCount();
    }

    @Override
    public void occupancy(long from, double nsPerStep, int steps, Occupancy out) {
        track.occupancy(from, nsPerStep, steps, out);
    }

    @Override
    public void occupancy(long from, double nsPerStep, int steps, IntPredicate rows, Occupancy out) {
        track.occupancy(from, nsPerStep, steps, rows, out);
    }

    @Override
    public void spans(long from, long to, long minDuration, SpanVisitor visitor) {
        track.tasks(from, to, minDuration, row -> {
            Merger merger = new Merger(row, (long) Math.ceil(nsPerPixel), visitor);
            runs.pieces(row, from, to, merger);
            merger.end();
            return true;
        });
    }

    @Override
    public boolean spanAt(long time, SpanCursor out) {
        return track.spanAt(time, out);
    }

    @Override
    public boolean nextSpan(long time, SpanCursor out) {
        return track.nextSpan(time, out);
    }

    @Override
    public boolean previousSpan(long time, SpanCursor out) {
        return track.previousSpan(time, out);
    }

    @Override
    public long settledUntil(long present) {
        return track.settledUntil(present);
    }

    /** Puts together what is shorter than a pixel: the most severe state of it shows, otherwise what took most of it. */
    private static final class Merger implements SpanVisitor {
        private final int row;
        private final long least;
        private final SpanVisitor visitor;
        private final long[] shares = new long[STATES.length];
        private long smallFrom = -1;
        private long smallTo;
        private long from = -1;
        private long to;
        private SpanState state = SpanState.RUNNING;

        Merger(int row, long least, SpanVisitor visitor) {
            this.row = row;
            this.least = least;
            this.visitor = visitor;
        }

        @Override
        public boolean span(long start, long end, SpanState pieceState, int taskRow) {
            long begin = start;
            if (smallFrom >= 0 || end - start < least) {
                smallFrom = smallFrom < 0 ? start : smallFrom;
                begin = Math.min(end, smallFrom + least);
                shares[Columns.index(pieceState)] += begin - start;
                smallTo = begin;
                if (smallTo - smallFrom >= least) {
                    endSmall();
                }
            }
            if (begin < end) {
                show(begin, end, pieceState);
            }
            return true;
        }

        private void endSmall() {
            if (smallFrom < 0) {
                return;
            }
            SpanState most = shares[Columns.index(SpanState.FAILED)] > 0 ? SpanState.FAILED : SpanState.BLOCKED;
            if (shares[Columns.index(most)] == 0) {
                for (SpanState candidate : STATES) {
                    most = shares[Columns.index(candidate)] > shares[Columns.index(most)] ? candidate : most;
                }
            }
            Arrays.fill(shares, 0);
            long begin = smallFrom;
            smallFrom = -1;
            show(begin, smallTo, most);
        }

        private void show(long start, long end, SpanState next) {
            if (from >= 0 && next != state) {
                flush();
            }
            if (from < 0) {
                from = start;
                state = next;
            }
            to = end;
        }

        private void flush() {
            visitor.span(from, to, state, row);
            from = -1;
        }

        void end() {
            endSmall();
            if (from >= 0) {
                flush();
            }
        }
    }
}
