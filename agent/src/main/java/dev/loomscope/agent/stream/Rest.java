package dev.loomscope.agent.stream;

/**
 * How long the drain rests between two cycles. Waking it costs as much as reading a hundred events, so it rests as long as can be:
 * no longer than what waits may get old, and so long that at the rate of late a ring fills by a quarter. What comes at once and
 * then stops is no rate: a ring may take more of it, and only where it takes too much the rests get shorter, until they cut it
 * into pieces. In windows events come as fast as they can, and the highest rate counts. Knows no clock and no thread.
 */
final class Rest {
    static final long SHORTEST = 100_000;

    /** Somebody looks on: a frame goes out as often. */
    static final long LONGEST_READ = 10_000_000;

    /** While anything is counted, counters are read as often. */
    static final long LONGEST_COUNTED = 5_000_000;

    static final long LONGEST_UNREAD = 20_000_000;

    /** A ring may be filled so far by what comes evenly: where the drain is woken late, there is room for more. */
    private static final double EVENLY = 0.25;

    /** And so far by what comes at once. */
    private static final double AT_ONCE = 0.6;

    /** What comes in less than about so many ns comes at once. */
    private static final double EVEN = 50e6;

    /** A rate is remembered for about so many ns. */
    private static final double MEMORY = 2e9;

    /** Rests that became shorter get as long again in a few times so many ns. */
    private static final double RECOVERY = 1e9;

    private double even;
    private double evenPeak;
    private double windowPeak;
    private double most = LONGEST_UNREAD;

    /**
     * A cycle is over.
     *
     * @param elapsed ns since the one before
     * @param fill part of the fullest ring that was filled meanwhile
     * @param window whether a window was open
     */
    void cycle(long elapsed, double fill, boolean window) {
        double forgotten = Math.min(1, elapsed / MEMORY);
        windowPeak -= windowPeak * forgotten;
        evenPeak -= evenPeak * forgotten;
        if (window) {
            windowPeak = Math.max(windowPeak, fill / elapsed);
            return;
        }
        even += (fill / elapsed - even) * Math.min(1, elapsed / EVEN);
        evenPeak = Math.max(evenPeak, even);
        if (fill > AT_ONCE) {
            most = Math.max(SHORTEST, Math.min(most / 2, EVENLY * elapsed / fill));
        } else {
            most = Math.min(LONGEST_UNREAD, most + most * elapsed / RECOVERY);
        }
    }

    /** How long to rest now. */
    long length(Modes modes, boolean read) {
        boolean window = modes.isWindow();
        double rate = window ? windowPeak : evenPeak;
        double seen = modes.isAnyCounted() ? LONGEST_COUNTED : LONGEST_READ;
        double length = read ? seen : LONGEST_UNREAD;
        length = window ? length : Math.min(length, most);
        length = rate <= 0 ? length : Math.min(length, EVENLY / rate);
        return (long) Math.max(SHORTEST, Math.min(length, (double) modes.pause()));
    }
}
