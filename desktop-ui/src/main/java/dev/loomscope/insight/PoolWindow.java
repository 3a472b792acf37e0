package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTable;

/**
 * What a pool went through in a range of time.
 *
 * <p>By Little's law the workers that are busy on average are the tasks that come in a second times the seconds that one
 * runs: so many workers are needed to keep up. A range ends with the pool having caught up, so over all of it no more tasks
 * come than its workers can run; what they cannot keep up with comes while the queue rises to its peak, and that rate counts.
 *
 * @param arrivals tasks a second over the whole range
 * @param rush tasks a second while the queue rose to its peak; never less than {@code arrivals}
 * @param meanRun of a task in ns; 0 where none ended
 * @param workersNeeded by Little's law at the rush; 0 where unknown
 * @param waiting part of the workers' busy time, 0 to 1, in which they were seen waiting or blocked; the rest they computed,
 *     or were not looked at
 * @param threads names of the workers
 */
public record PoolWindow(
        LongSummary waits, int queuePeak, double arrivals, double rush, long meanRun, double workersNeeded,
        double waiting, List<String> threads) {
    /** A rate over less than this many ns says little. */
    private static final long SHORTEST_RUSH = 1_000_000_000L;

    /** The most tasks whose waits are looked at one by one. */
    private static final int MOST_TASKS = 300_000;

    /**
     * Workers are looked at about ten times a second, and a wait is known from there on only. So the waits of short tasks are
     * seen in part: from this part on they wait mostly.
     */
    public static final double WAITS = 0.15;

    /** Workers that are busy for more than this part of the time let queues grow long. */
    public static final double COMFORT = 0.8;

    /** Of a range in ns since the epoch. */
    public static PoolWindow of(SessionModel model, Pool pool, long from, long to) {
        PoolSeries series = pool.series();
        int first = Math.max(series.oldest(), series.indexAt(from) - 1);
        int last = Math.min(series.size() - 1, series.indexAt(to));
        int crest = first;
        for (int i = first; i <= last; i++) {
            crest = series.queue(i) > series.queue(crest) ? i : crest;
        }
        int peak = series.queue(crest);
        double arrivals = rate(series, first, last);
        double rush = Math.max(arrivals, rate(series, riseTo(series, first, crest), crest));
        long ended = last > first ? series.ended(last) - series.ended(first) : 0;
        long meanRun = ended > 0 ? (series.run(last) - series.run(first)) / ended : 0;
        List<String> threads = new ArrayList<>();
        double waiting = waiting(model, pool, from, to, threads);
        return new PoolWindow(waits(model, pool, from, to), Math.max(peak, 1), arrivals, rush, meanRun,
                rush * meanRun / 1e9, waiting, List.copyOf(threads));
    }

    /** Tasks a second that were submitted between two points. */
    private static double rate(PoolSeries series, int first, int last) {
        double seconds = last > first ? (series.time(last) - series.time(first)) / 1e9 : 0;
        return seconds > 0 ? (series.submitted(last) - series.submitted(first)) / seconds : 0;
    }

    /** Where the queue began to rise to its crest: the last point before it at which next to nothing queued. */
    private static int riseTo(PoolSeries series, int first, int crest) {
        int low = series.queue(crest) / 10;
        int start = crest;
        while (start > first
                && (series.queue(start) > low || series.time(crest) - series.time(start) < SHORTEST_RUSH)) {
            start--;
        }
        return start;
    }

    private static double waiting(SessionModel model, Pool pool, long from, long to, List<String> threads) {
        Occupancy occupancy = new Occupancy();
        long waiting = 0;
        long busy = 0;
        for (LaneGroup group : model.lanes().groups()) {
            if (group.pool() == pool.id()) {
                for (Lane lane : group.lanes()) {
                    lane.occupancy(from, (double) (to - from), 1, occupancy);
                    busy += occupancy.busy(0);
                    waiting += occupancy.ns(0, SpanState.WAITING) + occupancy.ns(0, SpanState.BLOCKED);
                    if (occupancy.busy(0) > 0) {
                        threads.add(lane.name());
                    }
                }
            }
        }
        return busy == 0 ? 0 : (double) waiting / busy;
    }

    /** Of tasks that waited within the range, those that still wait up to its end included. */
    private static LongSummary waits(SessionModel model, Pool pool, long from, long to) {
        TaskTable tasks = model.tasks();
        long longest = pool.waits().max();
        long[] waits = new long[256];
        int count = 0;
        int least = Math.max(tasks.oldest(), tasks.size() - MOST_TASKS);
        int row = tasks.size() - 1;
        for (; row >= least; row--) {
            long submitted = tasks.submitted(row);
            if (submitted < from - longest && !tasks.state(row).isLive()) {
                break;
            }
            long started = tasks.started(row);
            boolean stillWaits = started < 0 && tasks.ended(row) < 0 && submitted <= to;
            boolean waited = stillWaits || (started >= from && started <= to);
            if (waited && tasks.pool(row) == pool.id()) {
                if (count == waits.length) {
                    waits = Arrays.copyOf(waits, count * 2);
                }
                waits[count++] = Math.max(0, (started < 0 ? to : started) - submitted);
            }
        }
        boolean allSeen = row >= least || least == tasks.oldest();
        if (count == 0 || !allSeen) {
            return pool.waits();
        }
        Arrays.sort(waits, 0, count);
        return new LongSummary(count, waits[rank(count, 0.5)], waits[rank(count, 0.9)], waits[rank(count, 0.99)],
                waits[count - 1]);
    }

    private static int rank(int count, double part) {
        return Math.max(0, (int) Math.ceil(count * part) - 1);
    }

    /** One sentence: what to do. */
    String remedy(Pool pool, int cpus) {
        long needed = (long) Math.ceil(workersNeeded);
        String law = needed > pool.max()
                ? "By Little's law the load at its rush, " + Math.round(rush) + " tasks a second that run "
                        + Figures.duration(meanRun) + ", needs " + Figures.counted(needed, "worker") + " where "
                        + pool.max()
                        + (pool.max() == 1 ? " is" : " are")
                        + ", " + (long) Math.ceil(workersNeeded / COMFORT) + " with room to spare"
                : "The load comes in bursts that " + Figures.counted(pool.max(), "worker") + " cannot keep up with";
        if (pool.configuredMax() > pool.max()) {
            law += " (the unbounded queue keeps the pool from growing to its maximum of " + pool.configuredMax() + ")";
        }
        if (waiting >= WAITS) {
            return law
                    + ", and they mostly wait: give the pool more threads, or run these tasks on virtual threads with a limit"
                    + " on what they wait for.";
        }
        if (needed > cpus && cpus > 0) {
            return law + ", and they mostly compute on " + Figures.counted(cpus, "processor")
                    + ": take in fewer tasks (a bounded queue makes the"
                    + " callers slow down), make them cheaper, or add processors; more threads will not help.";
        }
        return law + ", and they mostly compute: raise the pool's size up to the number of processors"
                + processors(cpus)
                + ", make the tasks cheaper, or take in fewer of them.";
    }

    private static String processors(int cpus) {
        return cpus > 0 ? " (" + cpus + ")" : "";
    }

    void evidence(Map<String, Object> evidence) {
        evidence.put("queuePeak", queuePeak);
        evidence.put("waitP50Ms", Units.millis(waits.p50()));
        evidence.put("waitP99Ms", Units.millis(waits.p99()));
        evidence.put("waitMaxMs", Units.millis(waits.max()));
        evidence.put("arrivalsPerSecond", arrivals);
        evidence.put("rushPerSecond", rush);
        evidence.put("meanRunMs", Units.millis(meanRun));
        evidence.put("workersNeeded", workersNeeded);
        evidence.put("waitingShare", waiting);
    }
}
