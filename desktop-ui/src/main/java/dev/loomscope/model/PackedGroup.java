package dev.loomscope.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;

/**
 * Tasks with something in common, packed into as few rows as go without overlap: in order of submission each takes the first
 * row that is free, and keeps it. In a tree the rows of a task's children lie below its own. One writer; any thread reads.
 */
public final class PackedGroup implements TrackGroup {
    private final SessionModel model;
    private final TaskGrouping by;
    private final TaskKey common;
    private final int firstRow;
    private final String key;
    private final List<Layer> layers = new ArrayList<>(1);
    private final LifeCount lives = new LifeCount();
    private volatile List<TaskTrack> tracks = List.of();
    private volatile long tasks;
    private boolean changed;
    private int all;

    /** Rows of tasks that are equally deep in their tree. */
    private final class Layer {
        private final int depth;
        private final RowHeap free = new RowHeap();
        private final RowHeap ending = new RowHeap();
        private @Nullable TaskTrack[] rows = new @Nullable TaskTrack[1];
        private long[] ends = new long[1];
        private int size;

        Layer(int depth) {
            this.depth = depth;
        }

        /** What ends at the very time may not be known to, so it still holds its row. */
        private int take(long time) {
            while (!ending.isEmpty() && ending.leastKey() < time) {
                int row = ending.take();
                free.add(row, row);
            }
            // What comes late may begin before a row became free.
            List<Integer> tooEarly = List.of();
            int found = -1;
            while (found < 0 && !free.isEmpty()) {
                int row = free.take();
                if (ends[row] < time) {
                    found = row;
                } else {
                    tooEarly = tooEarly.isEmpty() ? new ArrayList<>() : tooEarly;
                    tooEarly.add(row);
                }
            }
            tooEarly.forEach(row -> free.add(row, row));
            return found < 0 ? grow() : found;
        }

        private int grow() {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            rows[size] = new TaskTrack(model, PackedGroup.this, depth, size);
            all++;
            changed = true;
            return size++;
        }
    }

    /** Where a task was put. */
    record Seat(TaskTrack track, Layer layer, int row) {
        /** Its task is over: the row is free for what begins later. */
        void free(long end) {
            layer.ends[row] = end;
            layer.ending.add(end, row);
            track.group().lives.end(end);
        }

        /** Its task was forgotten before it ended. */
        void forget(long time) {
            track.group().lives.end(time);
        }
    }

    PackedGroup(SessionModel model, TaskGrouping by, TaskKey common, int firstRow) {
        this.model = model;
        this.by = by;
        this.common = common;
        this.firstRow = firstRow;
        this.key = by.name() + ":" + Long.toHexString(common.first()) + ":" + Long.toHexString(common.second());
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String name() {
        return by.name(model, common, firstRow);
    }

    @Override
    public int pool() {
        return by.pool(common);
    }

    /** Whether it holds what has nothing in common. */
    public boolean isRest() {
        return common.equals(TaskKey.NONE);
    }

    /** Row of its first task. */
    public int firstRow() {
        return firstRow;
    }

    /** Tasks there ever were. */
    public long tasks() {
        return tasks;
    }

    @Override
    public List<TaskTrack> tracks() {
        return tracks;
    }

    /** How many of its tasks were alive, each time on average over a pixel. */
    public void alive(long from, double nsPerPixel, int pixels, float[] out) {
        if (!new Alive(model, tracks, from, nsPerPixel).fill(pixels, out)) {
            lives.alive(from, nsPerPixel, pixels, out);
        }
    }

    // From here on: one writer.

    /** Number of its tracks. */
    int rows() {
        return all;
    }

    /** Lets go of forgotten tasks; returns the bytes that this frees. */
    long trim() {
        long freed = 0;
        for (Layer layer : layers) {
            for (TaskTrack track : new Slice(layer.rows, layer.size)) {
                freed += track.trim();
            }
        }
        return freed;
    }

    boolean isForgotten() {
        return tracks.stream().allMatch(TaskTrack::isForgotten);
    }

    Seat seat(int depth, long time) {
        while (layers.size() <= depth) {
            layers.add(new Layer(layers.size()));
        }
        Layer layer = layers.get(depth);
        int row = layer.take(time);
        TaskTrack track = layer.rows[row];
        if (track == null) {
            throw new IllegalStateException("row=" + row + " of " + key + " has no track");
        }
        long more = tasks + 1;
        tasks = more;
        lives.begin(time);
        return new Seat(track, layer, row);
    }

    /** Shows new rows; says whether there are any. */
    boolean settle() {
        if (!changed) {
            return false;
        }
        changed = false;
        if (layers.size() == 1) {
            tracks = new Slice(layers.getFirst().rows, layers.getFirst().size);
        } else {
            List<TaskTrack> next = new ArrayList<>(all);
            layers.forEach(layer -> next.addAll(new Slice(layer.rows, layer.size)));
            tracks = List.copyOf(next);
        }
        return true;
    }

    /** The first tracks of a growing array. */
    private static final class Slice extends AbstractList<TaskTrack> implements RandomAccess {
        private final @Nullable TaskTrack[] tracks;
        private final int size;

        Slice(@Nullable TaskTrack[] tracks, int size) {
            this.tracks = tracks;
            this.size = size;
        }

        @Override
        public TaskTrack get(int index) {
            TaskTrack track = index >= size ? null : tracks[index];
            if (track == null) {
                throw new IndexOutOfBoundsException("index=" + index + ", size=" + size);
            }
            return track;
        }

        @Override
        public int size() {
            return size;
        }
    }
}
