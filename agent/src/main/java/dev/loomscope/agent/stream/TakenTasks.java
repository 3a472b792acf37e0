package dev.loomscope.agent.stream;

/**
 * What starts took from queues, by key and pool: rings are read one after the other, so of several starts of one key a later
 * one may be read first, and take what belongs to an earlier one. That one is to take in turn what was left. Told only of
 * numbers of which something is left; of those that share a place the latest is known. Fixed size. Belongs to the drain.
 */
final class TakenTasks {
    private static final int PLACE_BITS = 10;
    private static final int PLACES = 1 << PLACE_BITS;

    private final long[] numbers = new long[PLACES];
    private final long[] latestStarts = new long[PLACES];
    private final long[] earliestSubmits = new long[PLACES];

    private static int place(long number) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PLACE_BITS));
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
