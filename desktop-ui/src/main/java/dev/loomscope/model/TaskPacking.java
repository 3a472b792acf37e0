package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Puts all tasks of a session on rows, group by group: what is shown when a timeline is arranged by tasks rather than by
 * threads. It takes up new tasks whenever it is asked to, which gives the same rows as beginning anew. One thread asks; what
 * it made may be read by any.
 */
public final class TaskPacking implements AutoCloseable {
    private static final int CHUNK_BITS = TaskChunk.BITS;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private static final int GROUP_BYTES = 300;
    private static final int CHUNK_BYTES = CHUNK * 4 + 16;

    /** What lies deeper in a tree stands on the rows of this depth. */
    private static final int MOST_DEPTH = 40;

    /** Forgotten rows that are worth letting go of. */
    private static final int MUCH = 1 << 13;

    private final SessionModel model;
    private final TaskTable tasks;
    private final TaskGrouping by;
    private final TaskMix mix;
    private final Map<TaskKey, PackedGroup> byKey = new HashMap<>();
    /** Of rows whose task was live when it was packed. */
    private List<PackedGroup.Seat> live = new ArrayList<>();
    private volatile List<PackedGroup> groups = List.of();
    private volatile @Nullable TaskTrack[] @Nullable [] tracks = new @Nullable TaskTrack[64] @Nullable [];
    private volatile int packed;
    private volatile long version;
    private volatile long bytes;
    private long taken;
    private int swept;

    public TaskPacking(SessionModel model, TaskGrouping by) {
        this.model = model;
        this.tasks = model.tasks();
        this.by = by;
        this.mix = new TaskMix(model);
    }

    /** The groups, in the order in which their first tasks came. */
    public List<PackedGroup> groups() {
        return groups;
    }

    /** Rises when groups or their tracks come or go. */
    public long version() {
        return version;
    }

    /** Rows of the task table that were looked at. */
    public int packed() {
        return packed;
    }

    /** Bytes it takes, about. */
    public long bytes() {
        return bytes;
    }

    /** The track that shows a task; null where none does. */
    public @Nullable TaskTrack trackOf(int row) {
        @Nullable TaskTrack[] @Nullable [] all = tracks;
        int chunk = row >> CHUNK_BITS;
        @Nullable TaskTrack[] some = row < 0 || chunk >= all.length ? null : all[chunk];
        return some == null ? null : some[row & (CHUNK - 1)];
    }

    /**
     * Takes up new tasks, at most so many.
     *
     * @return whether there is none left
     */
    public boolean advance(int most) {
        int size = tasks.size();
        freeEnded();
        int to = (int) Math.min(size, (long) packed + most);
        for (int row = packed; row < to; row++) {
            if (tasks.known(row) && by.takes(tasks, row)) {
                pack(row);
            }
        }
        packed = to;
        boolean changed = sweep();
        for (PackedGroup group : byKey.values()) {
            changed |= group.settle();
        }
        if (changed) {
            groups = List.copyOf(inOrder());
            long risen = version + 1;
            version = risen;
        }
        count(taken);
        return to == size;
    }

    private List<PackedGroup> inOrder() {
        List<PackedGroup> all = new ArrayList<>(byKey.values());
        all.sort((a, b) -> Integer.compare(a.firstRow(), b.firstRow()));
        return all;
    }

    private void freeEnded() {
        List<PackedGroup.Seat> still = new ArrayList<>(live.size());
        for (PackedGroup.Seat seat : live) {
            long end = tasks.ended(seat.track().last());
            if (end >= 0) {
                seat.free(end);
            } else if (tasks.known(seat.track().last())) {
                still.add(seat);
            } else {
                seat.forget(model.now());
            }
        }
        live = still;
    }

    private void pack(int row) {
        TaskKey key = by.key(model, row);
        if (by != TaskGrouping.TREE || key.equals(TaskKey.NONE)) {
            seat(group(key, row), row, 0);
            return;
        }
        int parent = (int) key.first();
        TaskTrack above = trackOf(parent);
        if (above == null) {
            seat(group(key, parent), row, 0);
        } else if (above.group().isRest()) {
            // Its first child: from now on it is a tree.
            PackedGroup tree = group(key, parent);
            seat(tree, parent, 0);
            seat(tree, row, 1);
        } else {
            seat(above.group(), row, Math.min(above.depth() + 1, MOST_DEPTH));
        }
    }

    private PackedGroup group(TaskKey key, int row) {
        PackedGroup group = byKey.get(key);
        if (group == null) {
            group = new PackedGroup(model, by, key, row);
            byKey.put(key, group);
            taken += GROUP_BYTES;
        }
        return group;
    }

    private void seat(PackedGroup group, int row, int depth) {
        int tracksBefore = group.rows();
        PackedGroup.Seat seat = group.seat(depth, tasks.submitted(row));
        taken += (long) (group.rows() - tracksBefore) * TaskTrack.BYTES + seat.track().add(row, mix);
        long end = tasks.ended(row);
        if (end >= 0) {
            seat.free(end);
        } else {
            live.add(seat);
        }
        note(row, seat.track());
    }

    private void note(int row, TaskTrack track) {
        int chunk = row >> CHUNK_BITS;
        @Nullable TaskTrack[] @Nullable [] all = tracks;
        if (chunk >= all.length) {
            all = Arrays.copyOf(all, Math.max(chunk + 1, all.length * 2));
            tracks = all;
        }
        @Nullable TaskTrack[] some = all[chunk];
        if (some == null) {
            some = new @Nullable TaskTrack[CHUNK];
            all[chunk] = some;
            taken += CHUNK_BYTES;
        }
        some[row & (CHUNK - 1)] = track;
    }

    /** Lets go of what is forgotten, when it has become much; says whether a group is gone. */
    private boolean sweep() {
        int oldest = tasks.oldest();
        if (oldest - swept < Math.max(MUCH, (packed - oldest) / 8)) {
            return false;
        }
        for (int chunk = 0; (chunk + 1) << CHUNK_BITS <= oldest && chunk < tracks.length; chunk++) {
            if (tracks[chunk] != null && isForgotten(chunk)) {
                tracks[chunk] = null;
                taken -= CHUNK_BYTES;
            }
        }
        swept = oldest;
        int before = byKey.size();
        for (PackedGroup group : byKey.values()) {
            taken -= group.trim();
        }
        byKey.values().removeIf(group -> {
            boolean gone = group.isForgotten();
            taken -= gone ? GROUP_BYTES + (long) group.rows() * TaskTrack.BYTES : 0;
            return gone;
        });
        return byKey.size() != before;
    }

    private boolean isForgotten(int chunk) {
        for (int row = chunk << CHUNK_BITS; row < (chunk + 1) << CHUNK_BITS; row++) {
            if (tasks.known(row)) {
                return false;
            }
        }
        return true;
    }

    /** It is not used any more. */
    @Override
    public void close() {
        count(0);
    }

    private void count(long now) {
        tasks.rows().retention().lend(now - bytes);
        bytes = now;
    }
}
