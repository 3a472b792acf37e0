package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.Counters;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.TaskFamily;
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
    private final StreamFrames frames;
    /** By family. */
    private final Losses[] losses;
    /** By row. */
    private final boolean[] ended;
    /** By family and place. */
    private final long[][] lost;
    private final long[] unserved = new long[TaskFamily.COUNT];

    RingRows(HookMemory memory, LiveTasks live, ThreadNames names, StreamFrames frames, Losses[] losses) {
        this.memory = memory;
        this.live = live;
        this.names = names;
        this.frames = frames;
        this.losses = losses;
        ended = new boolean[rows(memory)];
        lost = new long[TaskFamily.COUNT][memory.rings().length];
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
        live.open.beginRow(place);
        ended[place] = false;
        moveAdopted(place, owner);
    }

    /** A thread that was met without a ring has one now. */
    private void moveAdopted(int place, long owner) {
        WatchedThreads threads = live.threads;
        for (int row = memory.rings().length; row < threads.end(); row++) {
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
            if (other == 0 && row >= memory.rings().length && free < 0) {
                free = row;
            }
        }
        if (free >= 0) {
            threads.meet(free, id, thread);
            live.open.beginRow(free);
            ended[free] = false;
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
            ended[row] |= thread == null || !thread.isAlive();
        }
    }

    /** All rings were read: threads that had ended then and have no ring are forgotten. */
    void forgetEnded(long time) {
        WatchedThreads threads = live.threads;
        for (int row = memory.rings().length; row < threads.end(); row++) {
            if (ended[row] && threads.id(row) != 0) {
                threadEnded(row, time);
            }
        }
    }

    private void threadEnded(int row, long time) {
        frames.endAdopted(row, time);
        live.threadEnded(row, time);
    }

    /** Whether the thread at a place had ended when that was looked at last. */
    boolean hasEnded(int place) {
        return ended[place];
    }

    /** Adds what found no room in a ring since this was asked last. */
    void countLosses(int place, long[] ring, long from, long cut) {
        for (int family = 0; family < losses.length; family++) {
            long now = SharedArrays.opaque(ring, RingLayout.LOST + family);
            long before = lost[family][place];
            if (now != before) {
                long to = Math.max(from, Math.max(cut, SharedArrays.opaque(ring, RingLayout.LOST_AT)));
                losses[family].add(now - before, from, to);
                lost[family][place] = now;
                live.lostSome(place);
            }
        }
    }

    /** Adds what threads without a ring could not write since this was asked last. */
    void countUnserved(long from, long cut) {
        for (int family = 0; family < losses.length; family++) {
            long now = SharedArrays.opaque(memory.unserved(), family);
            losses[family].add(now - unserved[family], from, cut);
            unserved[family] = now;
        }
    }

    /** Gives the ring of an ended thread, which was read to its end, back to the spares. */
    void retire(int place, long[] ring, long time) {
        threadEnded(place, time);
        for (int family = 0; family < losses.length; family++) {
            lost[family][place] = 0;
        }
        ended[place] = false;
        Counters.clear(ring);
        ring[RingLayout.OWNER] = 0;
        SharedArrays.forgetRing(memory.rings(), place);
        for (int i = 0; i < memory.spares().length; i++) {
            if (SharedArrays.giveRing(memory.spares(), i, ring)) {
                return;
            }
        }
    }
}
