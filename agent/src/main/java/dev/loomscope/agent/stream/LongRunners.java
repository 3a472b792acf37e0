package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.protocol.EventKind;

/**
 * Finds threads that are inside one task for long though its start was only counted, by what they tell: more starts than ends,
 * and neither for a while. Such a task is told as one that began before watching; from then on the sampler looks at its
 * thread. It ends with the next start or end that the thread tells.
 *
 * <p>A carrier is passed over: its virtual threads start tasks on one carrier and end them on another. Of these {@link LongMounts}
 * finds who keeps it. Belongs to the drain.
 */
final class LongRunners {
    /** So long a thread is inside a task before that is told, in ns in which the drain looked. */
    static final long AFTER = 500_000_000;

    private static final long INSIDE = 1;

    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final StreamFrames frames;

    private final QuietThreads threads;
    private final LongMounts mounts;

    /** By place: pool slot 16 | class slot 16 of the last start. */
    private final long[] origins;

    private final boolean[] adopted;

    LongRunners(LiveTasks live, SlotNames classes, SlotNames pools, StreamFrames frames, int places) {
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.frames = frames;
        threads = new QuietThreads(places);
        mounts = new LongMounts(live, frames, places);
        origins = new long[places];
        adopted = new boolean[places];
    }

    /** The thread at a place has ended, and its ring is about to be given back. */
    void forget(int place, long time) {
        threads.forget(place);
        mounts.forget(place, time);
        origins[place] = 0;
        adopted[place] = false;
    }

    /** A count of a ring grew; its key is that of an entry. */
    void counted(int place, long key, long more) {
        int kind = (int) key & 0xFF;
        if (more == 0) {
            return;
        }
        if (kind == EventKind.START || kind == EventKind.END) {
            recorded(place, kind == EventKind.START ? more : 0, kind == EventKind.END ? more : 0, key >>> 16);
        } else {
            mounts.happened(place, kind, more);
        }
    }

    /** The sampler saw whom carriers carry. */
    void take(List<Facts> facts) {
        for (Facts fact : facts) {
            fact.carried().forEach(mounts::take);
        }
    }

    /**
     * So many starts and ends were told in a ring.
     *
     * @param origin pool and class of the last start, where there was one
     */
    void recorded(int place, long starts, long ends, long origin) {
        if ((starts | ends) != 0) {
            threads.went(place, starts - ends);
        }
        if (starts != 0) {
            origins[place] = origin & 0xFFFF_FFFFL;
        }
    }

    /** So many virtual threads came on a carrier, and left it. */
    void carried(int place, long came, long left) {
        mounts.happened(place, came, left);
    }

    /** All that the rings told up to a time was taken in. */
    void look(ActiveRings rings, long time) {
        threads.beginLook(time);
        mounts.beginLook(time);
        for (int i = 0; i < rings.count(); i++) {
            int place = rings.place(i);
            long[] ring = rings.ring(i);
            if (ring == null || live.threads.id(place) != ring[RingLayout.OWNER]) {
                continue;
            }
            mounts.look(place, time);
            long quiet = threads.look(place);
            if (quiet == 0) {
                end(place, time);
            } else if (quiet >= AFTER && !adopted[place]) {
                adopt(place, ring, time - quiet);
            }
        }
    }

    private void adopt(int place, long[] ring, long since) {
        boolean inside = SharedArrays.opaque(ring, RingLayout.CLOSED) == INSIDE;
        long origin = inside ? SharedArrays.opaque(ring, RingLayout.ORIGIN) : origins[place];
        int pool = RingSlots.poolSlot(origin);
        int taskClass = RingSlots.classSlot(origin);
        if ((inside || threads.isInside(place))
                && live.threads.isNamed(place)
                && !live.threads.isCarrier(place)
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

    private void end(int place, long time) {
        if (adopted[place]) {
            adopted[place] = false;
            frames.endAdopted(place, time);
        }
    }
}
