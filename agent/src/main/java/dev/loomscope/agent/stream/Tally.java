package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.Counters;
import dev.loomscope.agent.hook.RingLayout;

/**
 * What was read of one ring's counts, and what of that was told. Of a count that grew between two readings it is known only
 * that it did so in between: that is taken for the middle, and how far off this may be is kept beside it. Belongs to the drain.
 */
final class Tally {
    private final long[] read = new long[RingLayout.ENTRIES];
    private final long[] told = new long[RingLayout.ENTRIES];

    /** By entry: of what was not told yet, the times since {@link #reference}, all together. */
    private final long[] times = new long[RingLayout.ENTRIES];

    /** By entry: how far off these may be, all together. */
    private final long[] doubts = new long[RingLayout.ENTRIES];

    /** By entry: how much it grew in the reading at hand. */
    private final long[] grown = new long[RingLayout.ENTRIES];

    private final long[] overflow = new long[Counters.INDEXES];
    private final long reference;

    /** @param reference a time before anything was counted */
    Tally(long reference) {
        this.reference = reference;
    }

    /** Takes in the count of an entry; how much it grew. */
    long read(int entry, long count) {
        long more = count - read[entry];
        read[entry] = count;
        grown[entry] = more;
        return more;
    }

    /** What was read of an entry since this was called last grew between two times. */
    void grew(int entry, long from, long to) {
        long more = grown[entry];
        if (more != 0) {
            grown[entry] = 0;
            times[entry] += more * (from + (to - from) / 2 - reference);
            doubts[entry] += more * (1 + (to - from) / 2);
        }
    }

    /** How much of an entry was read and not told. */
    long untold(int entry) {
        return read[entry] - told[entry];
    }

    /** How long before a time what was not told happened, all together; where a product overflows, the difference does not. */
    long ages(int entry, long time) {
        return untold(entry) * (time - reference) - times[entry];
    }

    /** How far off each of these may be, in microseconds, on average. */
    long doubt(int entry) {
        return inMicroseconds(doubts[entry], untold(entry));
    }

    /** So many ns in as many parts, in microseconds and never too few. */
    static long inMicroseconds(long ns, long parts) {
        return 1 + ns / Math.max(1, parts) / 1_000;
    }

    /** All that was read of an entry is told. */
    void tell(int entry) {
        told[entry] = read[entry];
        times[entry] = 0;
        doubts[entry] = 0;
    }

    /** Takes in what found no entry; how much it grew. */
    long readOverflow(int index, long count) {
        long more = count - overflow[index];
        overflow[index] = count;
        return more;
    }
}
