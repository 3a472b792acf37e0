package dev.loomscope.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Ways of being watched that take turns, each once a round: whatever disturbs the machine for longer than one measurement
 * disturbs all of them.
 */
final class Rounds {
    private Rounds() {}

    /** One measurement. */
    @FunctionalInterface
    interface Measure<F> {
        F of(Watched watched) throws Exception;
    }

    /** What was measured of each way; the n-th of each are of the same round. */
    static <F> Map<Watched, List<F>> of(int rounds, Collection<Watched> ways, Measure<F> measure) throws Exception {
        Map<Watched, List<F>> measured = new EnumMap<>(Watched.class);
        for (int round = 0; round < rounds; round++) {
            for (Watched watched : ways) {
                measured.computeIfAbsent(watched, key -> new ArrayList<>()).add(measure.of(watched));
            }
        }
        return measured;
    }
}
