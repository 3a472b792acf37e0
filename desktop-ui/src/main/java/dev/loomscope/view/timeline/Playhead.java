package dev.loomscope.view.timeline;

/**
 * Time as it glides. Events come in bursts, so the model's present jumps; this clock follows it smoothly: it learns how fast
 * the present moves (live it is one, in a replay any speed), runs on between two bursts, and pulls itself gently to where
 * the present is. It stops when the present stands still, and jumps where the present jumped (a seek).
 */
final class Playhead {
    /** The present may stand still for so long before the clock stops running on, in ns. */
    private static final long PATIENCE = 250_000_000L;

    /** Errors shrink to a third in this time, in ns. */
    private static final double PULL = 90e6;

    /** Rates are learned over this time, in ns. */
    private static final double MEMORY = 700e6;

    private boolean started;
    private long lastPresent;
    private long changedAt;
    private long lastClock;
    private double position;
    private double rate = 1;

    /** Where the clock stands, in ns since the session's epoch. */
    double position() {
        return position;
    }

    /** Stands at a time from now on, as if nothing had been before. */
    void jumpTo(long present, long clock) {
        started = true;
        lastPresent = present;
        changedAt = clock - PATIENCE;
        lastClock = clock;
        position = present;
    }

    /**
     * Moves on.
     *
     * @param present the model's newest time, in ns since the epoch
     * @param clock a steady clock, in ns
     * @param flowing whether more is to come; where not, the clock ends exactly at the present
     * @return whether it still moves
     */
    boolean advance(long present, long clock, boolean flowing) {
        if (!started || present < lastPresent) {
            jumpTo(present, clock);
            return true;
        }
        long elapsed = Math.max(0, clock - lastClock);
        lastClock = clock;
        if (present - position > 1e9 * Math.max(1, rate)) {
            position = present;
        }
        if (present > lastPresent) {
            learn(present - lastPresent, clock - changedAt);
            lastPresent = present;
            changedAt = clock;
        }
        long idle = clock - changedAt;
        boolean running = flowing && idle < PATIENCE;
        double target = running ? present + rate * idle : present;
        double before = position;
        double ahead = running ? position + rate * elapsed : position;
        double pull = 1 - Math.exp(-elapsed / PULL);
        position = ahead + (target - ahead) * pull;
        if (running) {
            position = Math.max(before, position);
        } else if (Math.abs(position - present) < 1e5) {
            position = present;
        }
        return running || position != present;
    }

    private void learn(long advance, long took) {
        if (took <= 0 || took > 4 * PATIENCE) {
            return;
        }
        double weight = 1 - Math.exp(-took / MEMORY);
        // A single jump is no speed: it counts as a few times the speed so far at most.
        double seen = Math.min((double) advance / took, 4 * Math.max(1, rate));
        rate += (seen - rate) * weight;
    }
}
