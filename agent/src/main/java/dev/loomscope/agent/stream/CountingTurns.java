package dev.loomscope.agent.stream;

/**
 * When counters are read and when what was counted is told. While anything is counted it is read often, as the readings are all
 * that is known of when something happened; less often where that takes more than a part of the drain's time. Knows no clock
 * and no thread.
 */
final class CountingTurns {
    /** What was counted is told so often, and when a mode changes. */
    private static final long TELLING = 50_000_000;

    private static final long READING = 5_000_000;
    private static final int READING_PART = 50;

    private long lastTelling;
    private long lastReading;
    private long pause = READING;
    private long lastCost;

    boolean isTellingDue(long now) {
        return now - lastTelling >= TELLING;
    }

    boolean isReadingDue(long now) {
        return now - lastReading >= pause;
    }

    /**
     * Counters were read.
     *
     * @param time for which they were
     * @param cost ns that it took
     * @param told whether that was told
     */
    void read(long time, long cost, boolean told) {
        lastReading = time;
        lastTelling = told ? time : lastTelling;
        // One that took longer than those around it was interrupted.
        pause = Math.max(READING, READING_PART * Math.min(cost, lastCost));
        lastCost = cost;
    }
}
