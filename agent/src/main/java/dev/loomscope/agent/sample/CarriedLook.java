package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

import dev.loomscope.agent.sample.Facts.CarriedFact;

/**
 * Finds out which virtual thread a carrier carries, where the drain has only counts of it and wants to know. All virtual threads
 * have to be looked at for that, so it is done once for each time that it is wanted. Belongs to the sampler's thread.
 */
final class CarriedLook {
    private final WatchedThreads threads;
    private final VirtualThreadLook virtual;
    private final long[] soughtSince;

    CarriedLook(WatchedThreads threads, VirtualThreadLook virtual) {
        this.threads = threads;
        this.virtual = virtual;
        soughtSince = new long[threads.rows()];
        forget();
    }

    /** What was told is not known. */
    void forget() {
        Arrays.fill(soughtSince, WatchedThreads.NONE);
    }

    /** Whom carriers carry of which that is to be known. */
    List<CarriedFact> look() {
        IdentityHashMap<Thread, CarriedFact> wanted = new IdentityHashMap<>();
        for (int row = 0; row < threads.end(); row++) {
            long since = threads.carriesSince(row);
            Thread carrier = since == soughtSince[row] ? null : threads.thread(row);
            soughtSince[row] = since;
            if (carrier != null && since != WatchedThreads.NONE) {
                wanted.put(carrier, new CarriedFact(row, since, 0, ""));
            }
        }
        List<CarriedFact> found = new ArrayList<>();
        if (!wanted.isEmpty()) {
            virtual.forEach(thread -> {
                CarriedFact carrier = wanted.get(virtual.carrier(thread));
                if (carrier != null) {
                    found.add(new CarriedFact(
                            carrier.row(), carrier.since(), ThreadFacts.id(thread), ThreadFacts.name(thread)));
                }
            });
        }
        return found;
    }
}
