package dev.loomscope.bench;

import java.util.Arrays;

/** Work of a known length that reads no clock: a chain of shifts, each of which needs the one before. */
final class Spin {
    private static final int ROUNDS = 60;
    private static final int ROUND_SPINS = 2_000_000;

    private Spin() {}

    /** Spins that often; the result is to be kept somewhere, so that the work is not left out. */
    static long spin(int times) {
        long x = times | 1L;
        for (int i = 0; i < times; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    /** How many spins take a microsecond on this machine: the median of many rounds, the first half of which only warms up. */
    static double perMicrosecond() {
        double[] rates = new double[ROUNDS];
        long kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            kept += spin(ROUND_SPINS);
            rates[round] = ROUND_SPINS * 1e3 / (System.nanoTime() - start);
        }
        if (kept == 0) {
            throw new IllegalStateException("a chain of shifts never ends in zero");
        }
        return Medians.of(Arrays.stream(rates, ROUNDS / 2, ROUNDS));
    }
}
