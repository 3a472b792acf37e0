package dev.loomscope.agent.stream;

/**
 * What starts took from queues, by key and pool: rings are read one after the other, so of several starts of one key a later
 * one may be read first, and take what belongs to an earlier one. That one is to take in turn what was left. Told only of
 * numbers of which something is left; where there is no room the one is forgotten of which a start was told longest ago.
 * Fixed size. Belongs to the drain.
 */
final class TakenTasks {
    private static final int PLACES = 1 << 12;

    /** A number stands so near to its place. */
    private static final int WINDOW = 8;

    private final long[] numbers = new long[PLACES];
    private final long[] latestStarts = new long[PLACES];
    private final long[] earliestSubmits = new long[PLACES];

    /** Where a number stands, otherwise where it may take the place of another one. */
    private int place(long number) {
        int home = (int) ((number * 0x9E3779B97F4A7C15L) >>> 40);
        int oldest = home & PLACES - 1;
        for (int i = 0; i < WINDOW; i++) {
            int place = home + i & PLACES - 1;
            if (numbers[place] == number) {
                return place;
            }
            oldest = latestStarts[place] < latestStarts[oldest] ? place : oldest;
        }
        return oldest;
    }

    /** A start took what was submitted at a time. */
    void took(long number, long submitted, long started) {
        int place = place(number);
        if (numbers[place] != number) {
            numbers[place] = number;
            latestStarts[place] = started;
            earliestSubmits[place] = submitted;
        } else {
            latestStarts[place] = Math.max(latestStarts[place], started);
            earliestSubmits[place] = Math.min(earliestSubmits[place], submitted);
        }
    }

    /** Whether a start may have lost its own task to a later one, for which this one, that was submitted after it, was meant. */
    boolean isSwapped(long number, long submitted, long started) {
        int place = place(number);
        return numbers[place] == number
                && latestStarts[place] >= submitted
                && earliestSubmits[place] <= started;
    }
}
