package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Finds threads that are inside one task for long though its start was only counted, by what they tell: more starts than ends,
 * and neither for a while. Such a task is told as one that began before watching; from then on the sampler looks at its
 * thread. It ends with the next start or end that the thread tells.
 *
 * <p>Of a thread that was inside a task when watching began there is an end too many; so what counts is how many starts more
 * there are than there were at the least. A carrier is passed over: its virtual threads start tasks on one carrier and end them
 * on another. Belongs to the drain.
 */
final class LongRunners {
    /** So long a thread is inside a task before that is told, in ns in which the drain looked. */
    static final long AFTER = 500_000_000;

    /** A look counts for no longer than this: when the drain stood still, so perhaps did all others. */
    private static final long LONGEST_LOOK = 60_000_000;

    private static final String CARRIER = "jdk.internal.misc.CarrierThread";

    private static final long INSIDE = 1;

    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final StreamFrames frames;

    /** By place: starts that were told, less ends. */
    private final long[] depths;

    /** By place: the least that this was when nothing was told for a while. */
    private final long[] floors;

    /** By place: pool slot 16 | class slot 16 of the last start. */
    private final long[] origins;

    private final boolean[] told;
    private final boolean[] adopted;
    private final long[] quiet;
    private long last;

    LongRunners(LiveTasks live, SlotNames classes, SlotNames pools, StreamFrames frames, int places) {
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.frames = frames;
        depths = new long[places];
        floors = new long[places];
        origins = new long[places];
        told = new boolean[places];
        adopted = new boolean[places];
        quiet = new long[places];
    }

    /** The ring at a place was given back. */
    void forget(int place) {
        depths[place] = 0;
        floors[place] = 0;
        origins[place] = 0;
        told[place] = false;
        adopted[place] = false;
        quiet[place] = 0;
    }

    /** A count of a ring grew; its key is that of an entry. */
    void counted(int place, long key, long more) {
        if (more != 0) {
            int kind = (int) key & 0xFF;
            recorded(place, kind == EventKind.START ? more : 0, kind == EventKind.END ? more : 0, key >>> 16);
        }
    }

    /**
     * So many starts and ends were told in a ring.
     *
     * @param origin pool and class of the last start, where there was one
     */
    void recorded(int place, long starts, long ends, long origin) {
        depths[place] += starts - ends;
        told[place] |= (starts | ends) != 0;
        if (starts != 0) {
            origins[place] = origin & 0xFFFF_FFFFL;
        }
    }

    /** All that the rings told up to a time was taken in. */
    void look(ActiveRings rings, long time) {
        long length = Math.min(time - last, LONGEST_LOOK);
        last = time;
        for (int i = 0; i < rings.count(); i++) {
            int place = rings.place(i);
            long[] ring = rings.ring(i);
            if (ring == null || live.threads.id(place) != ring[RingLayout.OWNER]) {
                continue;
            }
            if (told[place]) {
                told[place] = false;
                quiet[place] = 0;
                end(place, time);
                continue;
            }
            quiet[place] += length;
            floors[place] = Math.min(floors[place], depths[place]);
            if (quiet[place] >= AFTER && !adopted[place]) {
                adopt(place, ring, time - quiet[place]);
            }
        }
    }

    private void adopt(int place, long[] ring, long since) {
        boolean inside = SharedArrays.opaque(ring, RingLayout.CLOSED) == INSIDE;
        long origin = inside ? SharedArrays.opaque(ring, RingLayout.ORIGIN) : origins[place];
        int pool = (int) (origin >>> 16) & 0xFFFF;
        int taskClass = (int) origin & 0xFFFF;
        if ((inside || depths[place] > floors[place])
                && !isCarrier(live.threads.thread(place))
                && live.adoptCounted(place, pool, taskClass, since)) {
            adopted[place] = true;
            if (frames.isWritten()) {
                frames.beginRun(place);
                int poolId = pools.define(pool, frames.writer());
                frames.writer().task(
                        EventKind.ADOPT, since, 0, poolId, classes.define(taskClass, frames.writer()));
            }
        }
    }

    private static boolean isCarrier(@Nullable Thread thread) {
        return thread == null || thread.getClass().getName().equals(CARRIER);
    }

    private void end(int place, long time) {
        if (!adopted[place]) {
            return;
        }
        adopted[place] = false;
        // Its end, or another start, may have been recorded, and closed it.
        if (live.open.isOpen(place) && live.open.isAdopted(place)) {
            live.threads.close(place);
            if (frames.isWritten()) {
                frames.beginRun(place);
                frames.writer().end(time, 0, Outcome.UNKNOWN, 0);
            }
        }
    }
}
