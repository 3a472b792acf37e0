package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/** All pools of a session, by their ids. Written by the session thread; the list may be read by any. */
final class Pools {
    /** A stream that names more is not believed any more. */
    private static final int MOST = 1 << 14;

    private final Names names;
    private final Retention retention;
    private final LongMap<Pool> byId = new LongMap<>();
    private final List<Pool> all = new ArrayList<>();
    private final Pool threads;
    private @Nullable Pool scheduler;
    private final boolean[] countedFamilies = new boolean[TaskFamily.COUNT];
    private int cpus;
    private volatile List<Pool> list = List.of();
    private boolean changed;

    Pools(Names names, Retention retention) {
        this.names = names;
        this.retention = retention;
        this.threads = new Pool(Pool.THREADS, PoolKind.BY_HAND, 0, names, retention);
    }

    /** In order of their names, the scheduler of virtual threads last. */
    List<Pool> list() {
        return list;
    }

    // From here on: session thread only.

    Pool get(int id, long time) {
        Pool pool = byId.get(id);
        if (pool == null) {
            if (byId.size() >= MOST && id != 0) {
                return get(0, time);
            }
            pool = add(new Pool(id, kind(names.poolClass(id)), time, names, retention));
        }
        return pool;
    }

    private static String kind(String poolClass) {
        String name = poolClass.substring(0,
                Math.max(0, poolClass.indexOf('@') < 0 ? poolClass.length() : poolClass.indexOf('@')));
        return PoolKind.ofClass(name);
    }

    /** A pool by its id; null where it was not seen yet. */
    @Nullable
    Pool known(int id) {
        return byId.get(id);
    }

    /** The tasks of a family are counted only from now on, or followed again. */
    void counted(int family, boolean isCounted, long time) {
        for (Pool pool : all) {
            if (pool.family() == family) {
                pool.counted(isCounted, time);
            }
        }
        countedFamilies[family] = isCounted;
    }

    /** What stands for the pool of threads that were started by hand; it is in no list. */
    Pool threads() {
        return threads;
    }

    Pool scheduler(long time) {
        Pool pool = scheduler;
        if (pool == null) {
            pool = add(new Pool(Pool.SCHEDULER, PoolKind.VIRTUAL_THREADS, time, names, retention));
            pool.parallelism(cpus, 0);
            scheduler = pool;
        }
        return pool;
    }

    /** The processors of the watched machine: as many carriers there are, unless a sample says otherwise. */
    void cpus(int count) {
        cpus = count;
    }

    List<Pool> all() {
        return all;
    }

    private Pool add(Pool pool) {
        byId.put(pool.id(), pool);
        if (countedFamilies[pool.family()]) {
            pool.counted(true, pool.firstSeen());
        }
        all.add(pool);
        changed = true;
        return pool;
    }

    void settle(boolean renamed) {
        if (!changed && !renamed) {
            return;
        }
        changed = false;
        List<Pool> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing((Pool pool) -> pool.id() == Pool.SCHEDULER)
                .thenComparing(Pool::name, NaturalOrder.INSTANCE).thenComparingInt(Pool::id));
        list = List.copyOf(sorted);
    }
}
