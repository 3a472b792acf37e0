package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.Facts.CarriedFact;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;

/**
 * Finds virtual threads that keep their carrier for long though their mount was only counted, by what the carrier tells: more that
 * came than left, and neither for a while. Which thread it is the sampler finds out; it is told as one that began before watching,
 * and mounted when the carrier fell silent. That is known of it until the carrier tells anything again: then it is let go as one of
 * which nobody sees how it ends. Belongs to the drain.
 */
final class LongMounts {
    private final LiveTasks live;
    private final StreamFrames frames;
    private final QuietThreads carriers;

    /** By place: the virtual thread that was told, 0 for none. */
    private final long[] told;

    LongMounts(LiveTasks live, StreamFrames frames, int places) {
        this.live = live;
        this.frames = frames;
        carriers = new QuietThreads(places);
        told = new long[places];
    }

    /** The carrier at a place has ended, and its ring is about to be given back. */
    void forget(int place, long time) {
        end(place, time);
        carriers.forget(place);
    }

    /** Something happened so often on a carrier, counted or recorded. */
    void happened(int place, int kind, long times) {
        if (kind == EventKind.MOUNT) {
            carriers.went(place, times);
        } else if (kind == EventKind.UNMOUNT || kind == EventKind.VIRTUAL_END) {
            carriers.went(place, -times);
        }
    }

    /** So many virtual threads came, and left, by what was recorded. */
    void happened(int place, long came, long left) {
        if ((came | left) != 0) {
            carriers.went(place, came - left);
        }
    }

    void beginLook(long time) {
        carriers.beginLook(time);
    }

    /** Looks at a carrier when all that it told up to a time was taken in. */
    void look(int place, long time) {
        WatchedThreads threads = live.threads;
        long quiet = carriers.look(place);
        if (quiet == 0) {
            threads.carries(place, WatchedThreads.NONE);
            end(place, time);
        } else if (quiet >= LongRunners.AFTER
                && carriers.isInside(place)
                && threads.mounted(place) == 0
                && threads.carriesSince(place) == WatchedThreads.NONE) {
            threads.carries(place, time - quiet);
        }
    }

    /** The sampler saw whom a carrier carries. */
    void take(CarriedFact fact) {
        int place = fact.row();
        boolean still = !carriers.hasTold(place) && live.threads.carriesSince(place) == fact.since();
        if (still && told[place] == 0 && live.carriers.adoptCarried(place, fact.id(), fact.name(), fact.since())) {
            told[place] = fact.id();
            if (frames.isWritten()) {
                frames.writer().beginRun(0);
                // It was there before its mount.
                frames.writer().virtualAdopt(fact.since() - 1, fact.id(), AdoptedState.RUNNABLE, 0, fact.name());
                frames.beginRun(place);
                frames.writer().virtual(EventKind.MOUNT, fact.since(), fact.id());
            }
        }
    }

    private void end(int place, long time) {
        long id = told[place];
        if (id == 0) {
            return;
        }
        told[place] = 0;
        live.carriers.letGo(place, id);
        if (frames.isWritten()) {
            frames.beginRun(place);
            frames.writer().virtual(EventKind.VIRTUAL_END, time, id, Outcome.UNKNOWN);
        }
    }
}
