package dev.loomscope.model;

/**
 * How many wait, over time: by Little's law the time for which they do, all together, is the area under it. Whoever comes and
 * goes is told with its time, or many together with their mean time; the order does not matter. One writer, readers without
 * locks.
 */
final class WaitBalance {
    private static final long CHECK = 1_000_000_000;

    private long waiting;
    private long entered;
    private double area;
    private double doubt;
    private long last;
    private long checked;
    private long least;
    private long most;
    private volatile CountedWaits summary = CountedWaits.NONE;

    /** What is known by now; may be called by any thread. */
    CountedWaits summary() {
        return summary;
    }

    // From here on: session thread only.

    /**
     * So many came.
     *
     * @param ages for how long before a time they had, all together
     * @param doubts how far off that may be
     */
    void enter(long count, long ages, long doubts, long time) {
        entered += count;
        change(count, ages, doubts, time);
    }

    /** So many went. */
    void leave(long count, long ages, long doubts, long time) {
        change(-count, -ages, doubts, time);
    }

    /** So many were sent away as they came. */
    void reject(long count, long ages, long doubts, long time) {
        entered -= count;
        leave(count, ages, doubts, time);
    }

    private void change(long more, long ages, long doubts, long time) {
        advance(time);
        waiting += more;
        area += ages + (double) more * (last - time);
        doubt += doubts;
    }

    private void advance(long time) {
        if (time > last) {
            area += (double) waiting * (time - last);
            last = time;
        }
    }

    /**
     * All up to a time was told. Who comes or goes without being told here shows in time: as fewer than none that wait, or
     * as some of whom the queue knows nothing.
     *
     * @param queued whether any was seen in the queue since the last call
     */
    void settle(long time, boolean queued) {
        advance(time);
        least = Math.min(least, waiting);
        most = Math.max(most, waiting);
        if (queued) {
            least = Math.min(least, 0);
        }
        if (time - checked >= CHECK) {
            if (most < 0) {
                enter(-most, 0, 0, time);
            } else if (least > 0) {
                leave(least, 0, 0, time);
            }
            checked = time;
            least = waiting;
            most = waiting;
        }
        summary = new CountedWaits(Math.max(0, entered), mean(area), mean(doubt));
    }

    private long mean(double sum) {
        return entered <= 0 ? 0 : Math.round(Math.max(0, sum) / entered);
    }
}
