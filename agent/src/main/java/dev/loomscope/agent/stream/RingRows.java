package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.WatchedThreads;
import org.jspecify.annotations.Nullable;

/**
 * The places of rings and who has them: a row of {@link WatchedThreads} for each place, and some more for threads that were met
 * inside a task and have no ring yet. Gives the ring of a thread that has ended back to the spares. Belongs to the drain.
 */
final class RingRows {
    private static final int WITHOUT_RING = 1 << 10;

    private final HookMemory memory;
    private final LiveTasks live;
    private final ThreadNames names;
    private final Losses taskLosses;
    private final Losses virtualLosses;
    private final boolean[] ended;
    private final long[] lostTasks;
    private final long[] lostVirtual;
    private final long[] unserved = new long[2];

    RingRows(HookMemory memory, LiveTasks live, ThreadNames names, Losses taskLosses, Losses virtualLosses) {
        this.memory = memory;
        this.live = live;
        this.names = names;
        this.taskLosses = taskLosses;
        this.virtualLosses = virtualLosses;
        int places = memory.rings().length;
        ended = new boolean[places];
        lostTasks = new long[places];
        lostVirtual = new long[places];
    }

    /** Rows that a memory needs. */
    static int rows(HookMemory memory) {
        return memory.rings().length + WITHOUT_RING;
    }

    /** Looks whose ring stands at a place; {@code ended} may be asked after it. */
    void look(int place, long[] ring) {
        long owner = ring[RingLayout.OWNER];
        WatchedThreads threads = live.threads;
        Object handedOver = SharedArrays.takeObject(memory.owners(), place);
        if (handedOver instanceof Thread thread) {
            if (threads.id(place) == owner) {
                threads.name(place, thread);
            } else {
                meet(place, owner, thread);
            }
            names.beginRow(place);
        } else if (threads.id(place) != owner) {
            meet(place, owner, null);
            names.beginRow(place);
        }
    }

    private void meet(int place, long owner, @Nullable Thread thread) {
        live.threads.meet(place, owner, thread);
        live.beginRow(place);
        ended[place] = false;
        moveAdopted(place, owner);
    }

    /** A thread that was met without a ring has one now. */
    private void moveAdopted(int place, long owner) {
        WatchedThreads threads = live.threads;
        for (int row = ended.length; row < threads.end(); row++) {
            if (threads.id(row) == owner) {
                live.move(row, place);
                return;
            }
        }
    }

    /** The row of a thread, a new one where it has none; -1 where there is no room. */
    int rowOf(Thread thread, long id) {
        WatchedThreads threads = live.threads;
        int free = -1;
        for (int row = 0; row < threads.rows(); row++) {
            long other = row < threads.end() ? threads.id(row) : 0;
            if (other == id) {
                return row;
            }
            if (other == 0 && row >= ended.length && free < 0) {
                free = row;
            }
        }
        if (free >= 0) {
            threads.meet(free, id, thread);
            live.beginRow(free);
            names.beginRow(free);
        }
        return free;
    }

    /** Looks which threads have ended. What they wrote is complete then: the ring may go after it was read once more. */
    void noteEnded() {
        WatchedThreads threads = live.threads;
        for (int row = 0; row < threads.end(); row++) {
            if (threads.id(row) == 0 || !threads.isNamed(row)) {
                continue;
            }
            Thread thread = threads.thread(row);
            if (thread == null || !thread.isAlive()) {
                if (row < ended.length) {
                    ended[row] = true;
                } else {
                    live.threadEnded(row, 0);
                }
            }
        }
    }

    /** Whether the thread at a place had ended when that was looked at last. */
    boolean hasEnded(int place) {
        return ended[place];
    }

    /** Adds what found no room in a ring since this was asked last. */
    void countLosses(int place, long[] ring, long from, long cut) {
        long tasks = SharedArrays.opaque(ring, RingLayout.LOST_TASK);
        long virtual = SharedArrays.opaque(ring, RingLayout.LOST_VIRTUAL);
        if (tasks != lostTasks[place] || virtual != lostVirtual[place]) {
            long to = Math.max(from, Math.max(cut, SharedArrays.opaque(ring, RingLayout.LOST_AT)));
            taskLosses.add(tasks - lostTasks[place], from, to);
            virtualLosses.add(virtual - lostVirtual[place], from, to);
            lostTasks[place] = tasks;
            lostVirtual[place] = virtual;
        }
    }

    /** Adds what threads without a ring could not write since this was asked last. */
    void countUnserved(long from, long cut) {
        long tasks = SharedArrays.opaque(memory.unserved(), 0);
        long virtual = SharedArrays.opaque(memory.unserved(), 1);
        taskLosses.add(tasks - unserved[0], from, cut);
        virtualLosses.add(virtual - unserved[1], from, cut);
        unserved[0] = tasks;
        unserved[1] = virtual;
    }

    /** Gives the ring of an ended thread, which was read to its end, back to the spares. */
    void retire(int place, long[] ring, long time) {
        live.threadEnded(place, time);
        lostTasks[place] = 0;
        lostVirtual[place] = 0;
        ended[place] = false;
        ring[RingLayout.LOST_TASK] = 0;
        ring[RingLayout.LOST_VIRTUAL] = 0;
        ring[RingLayout.LOST_AT] = 0;
        ring[RingLayout.OWNER] = 0;
        SharedArrays.forgetRing(memory.rings(), place);
        for (int i = 0; i < memory.spares().length; i++) {
            if (SharedArrays.giveRing(memory.spares(), i, ring)) {
                return;
            }
        }
    }
}
