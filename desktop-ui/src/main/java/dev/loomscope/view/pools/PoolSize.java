package dev.loomscope.view.pools;

import java.util.Locale;

import dev.loomscope.insight.PoolWindow;
import dev.loomscope.model.Pool;
import dev.loomscope.view.theme.Figures;

/**
 * The size that Little's law asks for beside the size there is, in words.
 *
 * @param law tasks a second, the time of one, and how many workers these keep busy, as a sentence; empty where nothing ran
 * @param needed workers, with some room to spare; 0 where unknown
 * @param verdict what follows for this pool
 * @param tone {@code good}, {@code warning}, or empty where there is nothing to judge
 * @param filling what fills the workers' time: computing or waiting
 */
record PoolSize(String law, long needed, String verdict, String tone, String filling) {
    /** A rate so much above the mean is a rush. */
    private static final double RUSH = 1.1;

    private static final PoolSize NONE = new PoolSize("", 0,
            "No task ended in this time: there is nothing to size it by.", "", "");

    static PoolSize of(Pool pool, PoolWindow window, int cpus) {
        double rate = window.rush();
        if (rate <= 0 || window.meanRun() <= 0) {
            return NONE;
        }
        double busy = window.workersNeeded();
        long least = Math.max(1, (long) Math.ceil(busy));
        long needed = Math.max(1, (long) Math.ceil(busy / PoolWindow.COMFORT));
        boolean tooMuch = pool.max() > 0 && pool.max() != Pool.UNBOUNDED && busy > pool.max();
        String carriers = pool.id() == Pool.SCHEDULER ? "carriers" : "workers";
        String one = carriers.substring(0, carriers.length() - 1);
        String many = workers(busy) + " " + (workers(busy).equals("1.0") ? one : carriers);
        String law = (rate > window.arrivals() * RUSH ? "While the queue rose, " : "") + rate(rate)
                + " tasks a second of " + Figures.duration(window.meanRun()) + " each "
                + (tooMuch ? "asked for " + many + "." : "kept " + many + " busy.");
        String filling = filling(window, busy, cpus);
        if (pool.max() == Pool.UNBOUNDED || pool.max() == 0) {
            return new PoolSize(law, needed, "It makes as many workers as it is asked for; a limit of "
                    + needed + " would do for this load.", "", filling);
        }
        if (least > pool.max()) {
            return new PoolSize(law, needed, "It has " + pool.max() + " " + carriers + ": " + least
                    + " are needed to keep up, " + needed + " with room to spare.", "warning", filling);
        }
        String verdict = "It has " + Figures.counted(pool.max(), one) + ": "
                + (needed > pool.max() ? "just enough; " + needed + " would leave room to spare."
                        : "enough, busy for " + Figures.percent(busy / pool.max()) + " of their time at this rate.");
        return new PoolSize(law, needed, verdict, needed > pool.max() ? "warning" : "good", filling);
    }

    private static String filling(PoolWindow window, double busy, int cpus) {
        String waits = Figures.percent(window.waiting()) + " of the workers' time was seen waiting";
        if (window.waiting() >= PoolWindow.WAITS) {
            return "Waiting fills it: " + waits + ". More threads help, and so do virtual threads.";
        }
        return "Computing fills it: " + waits + "."
                + (cpus > 0 && busy > cpus
                        ? " It asks for more than the " + cpus + " processors: more threads will not help."
                        : "");
    }

    private static String rate(double rate) {
        return rate < 100 ? String.format(Locale.ROOT, "%.1f", rate) : Figures.count(Math.round(rate));
    }

    private static String workers(double workers) {
        return workers < 0.095 ? String.format(Locale.ROOT, "%.3f", workers)
                : workers < 99.95 ? String.format(Locale.ROOT, "%.1f", workers) : Figures.count(Math.round(workers));
    }
}
