package dev.loomscope.agent.stream;

/**
 * Decides when the events of one family are recorded, from how fast they come and how many it may have: always while they fit,
 * otherwise in windows. A window is so short that no ring gets full in it, and what may be recorded is saved up between two of
 * them, so that the average is right however long a window really took. Where nobody would see a window there is none. Knows no
 * clock and no thread.
 */
final class FamilyWindows {
    /** A window is not shorter, as the drain could not keep to it, and not longer, as what is counted meanwhile would be old. */
    static final long SHORTEST = 100_000;

    static final long LONGEST = 50_000_000;

    /** A ring may be filled so far in a window. */
    private static final double FILL = 0.4;

    /** The rate is the average of about so many ns. */
    private static final double SMOOTHING = 100e6;

    /** How far below the limit the rate must be, for how long, before everything is recorded again. */
    private static final double LOW = 0.8;

    private static final long CALM = 1_000_000_000;

    /** At most so many ns are saved up for, and as many owed. */
    private static final double SAVINGS = 200e6;

    /** While everything is recorded, a rush may take in advance what so many ns allow. */
    private static final double CREDIT = 500e6;

    private double rate;
    private double saved;
    private double spent;
    private boolean windowed;
    private boolean overflowed;
    private boolean open = true;
    private boolean seen;
    private long end;
    private long highAt;
    private long length = SHORTEST;

    /** Events per ns, recorded or not, of late. */
    double rate() {
        return rate;
    }

    /** So many events came in so many ns. */
    void measure(long elapsed, long calls) {
        double now = (double) calls / elapsed;
        rate += (now - rate) * Math.min(1, elapsed / SMOOTHING);
    }

    /** Whether its events come in windows at present. */
    boolean isWindowed() {
        return windowed;
    }

    /** Whether a window is open that is to be closed by now. */
    boolean isOver(long now) {
        return windowed && open && now >= end;
    }

    /** The window is closed. */
    void close() {
        open = false;
    }

    /** A ring was about to get full, and recording ended before its time. */
    void closeEarly() {
        open = false;
        overflowed = true;
    }

    /** Forgets that there were windows. */
    void reset() {
        windowed = false;
        open = true;
        saved = 0;
        spent = 0;
    }

    /**
     * After {@link #measure}: whether to record from now on.
     *
     * @param now time in ns
     * @param elapsed since it was asked last
     * @param recorded events of the family since then
     * @param limit events per ns that it may have
     * @param fill how much of the fullest ring would be filled per ns, were everything recorded
     * @param lost whether a ring got full meanwhile
     * @param read whether anybody would see a window
     */
    boolean decide(
            long now, long elapsed, long recorded, double limit, double fill, boolean lost, boolean read) {
        seen = read;
        if (!windowed) {
            spent = Math.max(0, spent + recorded - limit * elapsed);
            if (rate <= limit || (spent <= limit * CREDIT && !lost && !overflowed)) {
                open = true;
                overflowed = false;
                return true;
            }
            windowed = true;
            open = false;
            saved = 0;
            highAt = now;
        }
        if (rate >= limit * LOW) {
            highAt = now;
        } else if (now - highAt > CALM) {
            reset();
            return true;
        }
        double most = limit * SAVINGS;
        saved = Math.max(-most, Math.min(most, saved + limit * elapsed - recorded));
        long fits = fill <= 0 ? LONGEST : (long) Math.min(LONGEST, FILL / fill);
        overflowed |= lost;
        if (!open && read && saved >= cost(limit)) {
            length = Math.max(SHORTEST, Math.min(fits, overflowed ? length / 2 : length + length / 4));
            overflowed = false;
            open = true;
            end = now + length;
        }
        return open;
    }

    /** What is to be saved up before a window opens. */
    private double cost(double limit) {
        return Math.min(length * rate, limit * SAVINGS);
    }

    /** How long until something is to be done. */
    long pause(long now, double limit) {
        if (!windowed || (!open && !seen)) {
            return Long.MAX_VALUE;
        }
        return open ? end - now : (long) Math.max(0, Math.min(LONGEST, (cost(limit) - saved) / limit));
    }
}
