package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;

/**
 * The spans of a lane that are wide enough to be drawn by themselves, in order of time, x in device pixels from the left of
 * the picture. Pieces of one task follow each other without a gap. Reused from lane to lane.
 */
final class Blocks {
    /** Spans from this many logical pixels on are blocks. */
    static final double LEAST = 5;

    private double[] starts = new double[256];
    private double[] ends = new double[256];
    private SpanState[] states = new SpanState[256];
    private int[] rows = new int[256];
    private int size;

    /** Ns from which on a span is a block. */
    static long least(LaneScene scene) {
        return (long) Math.ceil(LEAST * scene.scale() * scene.nsPerPixel());
    }

    int size() {
        return size;
    }

    double start(int block) {
        return starts[block];
    }

    double end(int block) {
        return ends[block];
    }

    SpanState state(int block) {
        return states[block];
    }

    int taskRow(int block) {
        return rows[block];
    }

    /** Takes the spans of a lane that are in the scene's first {@code width} pixels. */
    void collect(Track track, int width, LaneScene scene) {
        size = 0;
        long from = (long) Math.floor(scene.start());
        long to = (long) Math.ceil(scene.start() + width * scene.nsPerPixel());
        long least = least(scene);
        track.spans(from, to, least, (start, end, state, taskRow) -> {
            add(scene.xOf(start),
                    end >= scene.present() ? Math.max(scene.xOf(end), scene.xOf(scene.edge())) : scene.xOf(end), state,
                    taskRow);
            return true;
        });
    }

    private void add(double start, double end, SpanState state, int taskRow) {
        if (size == starts.length) {
            int length = size * 2;
            starts = Arrays.copyOf(starts, length);
            ends = Arrays.copyOf(ends, length);
            states = Arrays.copyOf(states, length);
            rows = Arrays.copyOf(rows, length);
        }
        starts[size] = start;
        ends[size] = end;
        states[size] = state;
        rows[size] = taskRow;
        size++;
    }

    /** The block behind the last one that belongs to the same task and follows without a gap. */
    int taskEnd(int first) {
        int end = first + 1;
        while (end < size && rows[end] == rows[first] && starts[end] - ends[end - 1] < 0.5) {
            end++;
        }
        return end;
    }

    /** Gives up tasks narrower than {@code least} where it is dense: among many they would only be spots. */
    void dropWhereDense(Columns columns, double least) {
        int kept = 0;
        for (int b = 0; b < size;) {
            int end = taskEnd(b);
            int middle = (int) ((starts[b] + ends[end - 1]) / 2);
            boolean keep = ends[end - 1] - starts[b] >= least || columns.calm(middle) < 0.5f;
            for (; b < end; b++) {
                if (keep) {
                    starts[kept] = starts[b];
                    ends[kept] = ends[b];
                    states[kept] = states[b];
                    rows[kept] = rows[b];
                    kept++;
                }
            }
        }
        size = kept;
    }
}
