package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import dev.loomscope.protocol.WorkerState;
import org.jspecify.annotations.Nullable;

/** All lanes of a session. Lanes are only added. */
public final class LaneTable {
    /** More lanes than anybody can look at. */
    private static final int MOST = 1 << 16;
    private static final int MOST_BY_HAND = 1000;

    private final Names names;
    private final LongSupplier now;
    private final Retention retention;
    /** A lane of each pool that has one. */
    private final LongMap<Lane> owners = new LongMap<>();
    private final LongMap<ThreadTrack> tracks = new LongMap<>();
    /** Threads met since {@link #forgetBlank}. */
    private final List<ThreadTrack> blank = new ArrayList<>();
    /** Takes what more threads do than there can be lanes; never shown. */
    private final Lane beyond;
    private volatile @Nullable Lane[] lanes = new @Nullable Lane[16];
    private final Map<Long, Lane> byThread = new ConcurrentHashMap<>();
    private volatile int size;
    private volatile long version;
    private volatile List<LaneGroup> groups = List.of();
    private boolean changed;
    private int byHand;

    LaneTable(Names names, LongSupplier now, Retention retention) {
        this.names = names;
        this.now = now;
        this.retention = retention;
        this.beyond = new Lane(-1, Lane.Kind.WORKER, 0, 0, names, now, retention);
    }

    /** Number of lanes. */
    public int size() {
        return size;
    }

    /** A lane by its id, from 0 to {@link #size}. */
    public Lane lane(int id) {
        Lane lane = id < 0 || id >= size ? null : lanes[id];
        if (lane == null) {
            throw new IndexOutOfBoundsException("id=" + id + ", size=" + size());
        }
        return lane;
    }

    /** The lane of a thread, or null where it has none. */
    public @Nullable Lane ofThread(long thread) {
        return byThread.get(thread);
    }

    /** Rises when {@link #groups} changes: a lane came, a pool or thread got a name. */
    public long version() {
        return version;
    }

    /**
     * Pools with their workers' lanes in order of the pools' names, then threads started by hand, then the carriers. The same
     * list until {@link #version} rises.
     */
    public List<LaneGroup> groups() {
        return groups;
    }

    // From here on: session thread only.

    Names names() {
        return names;
    }

    ThreadTrack track(long thread) {
        ThreadTrack track = tracks.get(thread);
        if (track == null) {
            track = new ThreadTrack(thread);
            tracks.put(thread, track);
            blank.add(track);
        }
        return track;
    }

    /** Forgets threads that were met and turned out to run nothing; not while a run of theirs is still to be read. */
    void forgetBlank() {
        for (ThreadTrack track : blank) {
            if (track.lane == null && track.task == null && track.mounted == null) {
                tracks.remove(track.id);
            }
        }
        blank.clear();
    }

    @Nullable
    ThreadTrack known(long thread) {
        return tracks.get(thread);
    }

    Lane worker(ThreadTrack worker, Pool pool) {
        Lane lane = worker.lane;
        return lane != null ? lane : add(worker, Lane.Kind.WORKER, pool.id());
    }

    Lane carrier(ThreadTrack carrier) {
        Lane lane = carrier.lane;
        return lane != null ? lane : add(carrier, Lane.Kind.CARRIER, Pool.SCHEDULER);
    }

    private Lane add(ThreadTrack track, Lane.Kind kind, int pool) {
        int id = size;
        if (id == MOST || (pool == Pool.THREADS && byHand == MOST_BY_HAND)) {
            return beyond;
        }
        byHand += pool == Pool.THREADS ? 1 : 0;
        Lane lane = new Lane(id, kind, pool, track.id, names, now, retention);
        if (id == lanes.length) {
            lanes = Arrays.copyOf(lanes, id * 2);
        }
        lanes[id] = lane;
        size = id + 1;
        byThread.put(track.id, lane);
        track.lane = lane;
        owners.put(pool, lane);
        changed = true;
        return lane;
    }

    /** Pools, threads that were started by hand, carriers. */
    private static int rank(int pool) {
        return pool == Pool.SCHEDULER ? 2 : pool == Pool.THREADS ? 1 : 0;
    }

    static SpanState spanState(int workerState) {
        return switch (workerState) {
            case WorkerState.RUNNING -> SpanState.RUNNING;
            case WorkerState.BLOCKED -> SpanState.BLOCKED;
            default -> SpanState.WAITING;
        };
    }

    boolean hasLane(int pool) {
        return owners.get(pool) != null;
    }

    /** A thread or a pool got another name. */
    void renamed() {
        changed = true;
    }

    /**
     * Groups the lanes anew where something changed, and names pools by their workers.
     *
     * @return whether something changed
     */
    boolean settle() {
        if (!changed) {
            return false;
        }
        changed = false;
        Map<Integer, List<Lane>> byPool = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            Lane lane = lane(i);
            byPool.computeIfAbsent(lane.pool(), pool -> new ArrayList<>()).add(lane);
        }
        List<LaneGroup> next = new ArrayList<>();
        byPool.forEach((pool, members) -> {
            if (pool >= 0) {
                String common = PoolNames.common(members.stream().map(Lane::name)
                        .filter(name -> !name.equals(Names.UNKNOWN)).toList());
                if (common != null) {
                    names.pool(pool, common);
                }
            }
            members.sort(Comparator.comparing(Lane::name, NaturalOrder.INSTANCE).thenComparingInt(Lane::id));
            next.add(new LaneGroup(pool, names.pool(pool), List.copyOf(members)));
        });
        next.sort(Comparator.comparingInt((LaneGroup group) -> rank(group.pool()))
                .thenComparing(LaneGroup::name, NaturalOrder.INSTANCE).thenComparingInt(LaneGroup::pool));
        groups = List.copyOf(next);
        long risen = version + 1;
        version = risen;
        return true;
    }
}
