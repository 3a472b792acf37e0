package dev.loomscope.view.tasks;

import dev.loomscope.bench.MadeSession;
import dev.loomscope.bench.Out;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import org.HdrHistogram.Histogram;

/** How long the table of tasks takes to show what a filter wants, of a million tasks. */
public final class FilterSpeed {
    private static final String[] FILTERS = {"", "task1", "name:Task*", "pool:pool-2", "state:failed", "state:live",
            "kind:virtual-thread", "busy>2ms", "pool:pool-1 busy>2ms -state:failed", "nothing-has-this-name"};

    private FilterSpeed() {}

    /** Prints a table. */
    public static void run(int rounds) throws BadInputException {
        SessionModel model = MadeSession.model(60, 6_100_000);
        Out.line("%n%-44s %8s %8s %10s", "filter of " + model.tasks().size() + " tasks, sorted by time", "p50 ms",
                "p99 ms", "found");
        for (String filter : FILTERS) {
            if (!(TaskFilterParser.parse(filter) instanceof TaskFilterParser.Result.Understood understood)) {
                throw new IllegalStateException("filter=" + filter);
            }
            TaskQuery query = TaskQuery.FIRST.with(understood.filter());
            Histogram ns = new Histogram(3);
            int found = 0;
            int times = Math.min(rounds, 60);
            for (int round = -times / 4; round < times; round++) {
                long before = System.nanoTime();
                found = query.evaluate(model, model.now()).length;
                if (round >= 0) {
                    ns.recordValue(System.nanoTime() - before);
                }
            }
            Out.line("%-44s %8.1f %8.1f %10d", filter.isEmpty() ? "(none)" : filter, Out.ms(ns, 50), Out.ms(ns, 99),
                    found);
        }
    }
}
