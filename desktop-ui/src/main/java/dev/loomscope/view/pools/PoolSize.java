package dev.loomscope.view.pools;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.PoolWindow;
import dev.loomscope.model.Pool;

/**
 * The size that Little's law asks for beside the size there is, in words.
 *
 * @param law tasks a second, the time of one, and how many workers these keep busy, as a sentence; empty where nothing ran
 * @param verdict what follows for this pool
 * @param tight whether there is no room to spare
 * @param filling what fills the workers' time: computing or waiting
 */
record PoolSize(String law, String verdict, boolean tight, String filling) {
    /** A rate so much above the mean is a rush. */
    private static final double RUSH = 1.1;

    static final PoolSize NONE = new PoolSize("", "No task ended in this time: there is nothing to size it by.", false,
            "");

    static PoolSize of(Pool pool, PoolWindow window, int cpus) {
        double rate = window.rush();
        if (rate <= 0 || window.meanRun() <= 0) {
            return NONE;
        }
        double busy = window.workersNeeded();
        long least = Math.max(1, (long) Math.ceil(busy));
        long needed = Math.max(1, (long) Math.ceil(busy / PoolWindow.COMFORT));
        boolean tooMuch = Pool.isBound(pool.max()) && busy > pool.max();
        String carriers = pool.id() == Pool.SCHEDULER ? "carriers" : "workers";
        String one = carriers.substring(0, carriers.length() - 1);
        String number = Figures.number(busy);
        String many = number + " " + (number.equals("1.0") ? one : carriers);
        String law = (rate > window.arrivals() * RUSH ? "While the queue rose, " : "") + Figures.number(rate)
                + " tasks a second of " + Figures.duration(window.meanRun()) + " each "
                + (tooMuch ? "asked for " + many + "." : "kept " + many + " busy.");
        String filling = filling(window, busy, cpus);
        if (!Pool.isBound(pool.max())) {
            return new PoolSize(law, pool.max() == Pool.UNBOUNDED
                    ? "It makes as many workers as it is asked for; a limit of " + needed + " would do for this load."
                    : "How many workers it may have is not known; " + needed + " would do for this load.", false,
                    filling);
        }
        if (least > pool.max()) {
            return new PoolSize(law, "It has " + Figures.counted(pool.max(), one) + ": " + least
                    + " are needed to keep up, " + needed + " with room to spare.", true, filling);
        }
        String verdict = "It has " + Figures.counted(pool.max(), one) + ": "
                + (needed > pool.max() ? "just enough; " + needed + " would leave room to spare."
                        : "enough, busy for " + Figures.percent(busy / pool.max())
                                + (pool.max() == 1 ? " of its time" : " of their time") + " at this rate.");
        return new PoolSize(law, verdict, needed > pool.max(), filling);
    }

    private static String filling(PoolWindow window, double busy, int cpus) {
        String waits = Figures.percent(window.waiting()) + " of the workers' time was seen waiting";
        if (window.waiting() >= PoolWindow.WAITS) {
            return "Waiting fills it: " + waits + ". More threads help, and so do virtual threads.";
        }
        return "Computing fills it: " + waits + "."
                + (cpus > 0 && busy > cpus
                        ? " It asks for more than " + Figures.counted(cpus, "processor") + " there "
                                + (cpus == 1 ? "is" : "are") + ": more threads will not help."
                        : "");
    }
}
