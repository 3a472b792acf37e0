package dev.loomscope.model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * How long tasks waited by pool and class, and virtual threads for a carrier or off it, from the first moment on at which
 * tasks of their family were counted only; from then on of all of them, so that what is submitted in one mode may start in the
 * other. Tasks that are to run later are left out, as when they are due is not counted. Written by the session thread; the
 * figures may be read by any.
 */
final class WaitBook {
    /** Classes of tasks that are told apart. */
    private static final int MOST_CLASSES = 1 << 12;

    private final Names names;
    private final boolean[] begun = new boolean[TaskFamily.COUNT];
    private final Map<Integer, WaitBalance> classes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unmountsByClass = new ConcurrentHashMap<>();
    private final Map<LeaveReason, Long> unmounts = new ConcurrentHashMap<>();
    private final WaitBalance parked = new WaitBalance();

    WaitBook(Names names) {
        this.names = names;
    }

    /** Waits of the tasks of a class. */
    CountedWaits ofClass(int taskClass) {
        WaitBalance balance = classes.get(taskClass);
        return balance == null ? CountedWaits.NONE : balance.summary();
    }

    /** How often virtual threads with tasks of a class were counted leaving their carriers. */
    long unmounts(int taskClass) {
        return unmountsByClass.getOrDefault(taskClass, 0L);
    }

    /** How often virtual threads were counted leaving their carriers for a reason. */
    long unmounts(LeaveReason reason) {
        return unmounts.getOrDefault(reason, 0L);
    }

    /** For how long virtual threads were off their carriers and not runnable. */
    CountedWaits parked() {
        return parked.summary();
    }

    // From here on: session thread only.

    boolean isBegun(int family) {
        return begun[family];
    }

    /** A family is counted for the first time; {@link #waits} tells who waits already. */
    void begin(int family) {
        begun[family] = true;
    }

    /** A task of a pool has waited since a time. */
    void waits(Pool pool, int taskClass, long since) {
        tasks(EventKind.SUBMIT, pool, taskClass, 1, 0, 0, since);
    }

    /** A virtual thread has waited for a carrier since a time, or is parked. */
    void waits(Pool scheduler, boolean runnable, long since) {
        (runnable ? scheduler.waitBalance() : parked).enter(1, 0, 0, since);
    }

    /** What waited when reading began, and may have been counted before, is as far as known what a first sample says. */
    void join(Pools pools, long time) {
        for (Pool pool : pools.all()) {
            if (pool.isCounted() && pool.taskKind() != TaskKind.SCHEDULED) {
                pool.waitBalance().enter(pool.queue(), 0, 0, time);
            }
        }
    }

    /** An event was recorded. */
    void recorded(int kind, Pool pool, int taskClass, long time) {
        if (begun[pool.family()]) {
            happened(kind, pool, taskClass, 1, 0, 0, time);
        }
    }

    /** Events were counted. */
    void counted(int kind, int outcome, @Nullable Pool pool, int taskClass, long count, long ages, long doubts,
            long time) {
        if (kind == EventKind.UNMOUNT) {
            unmounts.merge(LeaveReason.of(outcome), count, Long::sum);
            boolean told = unmountsByClass.size() < MOST_CLASSES || unmountsByClass.containsKey(taskClass);
            if (taskClass != 0 && told) {
                unmountsByClass.merge(taskClass, count, Long::sum);
            }
        }
        if (pool != null) {
            begun[pool.family()] = true;
            happened(kind, pool, taskClass, count, ages, doubts, time);
        }
    }

    private void happened(int kind, Pool pool, int taskClass, long count, long ages, long doubts, long time) {
        switch (kind) {
            case EventKind.SUBMIT, EventKind.START, EventKind.REMOVE, EventKind.REJECT -> tasks(kind, pool, taskClass,
                    count, ages, doubts, time);
            case EventKind.VIRTUAL_START -> pool.waitBalance().enter(count, ages, doubts, time);
            case EventKind.WAKE -> {
                pool.waitBalance().enter(count, ages, doubts, time);
                parked.leave(count, ages, doubts, time);
            }
            case EventKind.MOUNT -> pool.waitBalance().leave(count, ages, doubts, time);
            case EventKind.UNMOUNT -> parked.enter(count, ages, doubts, time);
            default -> {
            }
        }
    }

    private void tasks(int kind, Pool pool, int taskClass, long count, long ages, long doubts, long time) {
        if (names.kind(taskClass, pool.taskKind()) == TaskKind.SCHEDULED) {
            return;
        }
        task(kind, pool.waitBalance(), count, ages, doubts, time);
        task(kind, ofWriter(taskClass), count, ages, doubts, time);
    }

    private static void task(int kind, WaitBalance balance, long count, long ages, long doubts, long time) {
        switch (kind) {
            case EventKind.SUBMIT -> balance.enter(count, ages, doubts, time);
            case EventKind.REJECT -> balance.reject(count, ages, doubts, time);
            default -> balance.leave(count, ages, doubts, time);
        }
    }

    private WaitBalance ofWriter(int taskClass) {
        WaitBalance balance = classes.get(taskClass);
        if (balance == null) {
            balance = classes.computeIfAbsent(classes.size() < MOST_CLASSES ? taskClass : 0, _ -> new WaitBalance());
        }
        return balance;
    }

    /** A frame is done with. */
    void settle(Pools pools, long time) {
        if (!begun[TaskFamily.POOL] && !begun[TaskFamily.FORK_JOIN] && !begun[TaskFamily.VIRTUAL_THREAD]) {
            return;
        }
        for (Pool pool : pools.all()) {
            if (begun[pool.family()]) {
                // A queue that cannot be seen may hold some.
                pool.waitBalance().settle(time, !pool.isSampled() || pool.queue() > 0);
            }
        }
        classes.values().forEach(balance -> balance.settle(time, true));
        parked.settle(time, true);
    }
}
