package dev.loomscope.model;

/**
 * When a scheduled task is to run, and which run of its series it is.
 *
 * @param due when it may run, in ns since the epoch
 * @param delay from its submit, in ns
 * @param period in ns; 0 of a single run
 * @param betweenRuns whether the period counts from the end of a run to the begin of the next one
 * @param run number of the run in its series, from 1 for the first that was seen; 0 of a single run
 * @param previous row of the run before, below 0 where there is none
 * @param next row of the run after it, below 0 where there is none yet
 */
public record Schedule(long due, long delay, long period, boolean betweenRuns, long run, int previous, int next) {
    /** Whether it runs again and again. */
    public boolean isPeriodic() {
        return period != 0;
    }

    Schedule withNext(int row) {
        return new Schedule(due, delay, period, betweenRuns, run, previous, row);
    }
}
