package dev.loomscope.view.tasks;

import dev.loomscope.bench.MadeSession;
import dev.loomscope.bench.Out;
import dev.loomscope.filter.FilterParser;
import dev.loomscope.filter.RowSearch;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import org.HdrHistogram.Histogram;

/** How long it takes to find what a filter wants of a million tasks, and until the table of tasks can show it in order. */
public final class FilterSpeed {
    private static final String[] FILTERS = {"", "task1", "name:Task*", "pool:pool-2", "state:failed", "state:live",
            "kind:virtual-thread", "busy>2ms", "pool:pool-1 busy>2ms -state:failed", "nothing-has-this-name"};

    private FilterSpeed() {}

    /** Prints a table. */
    public static void run(int rounds) throws BadInputException {
        SessionModel model = MadeSession.model(60, 6_100_000);
        Out.line("%n%-44s %12s %8s %12s %8s %10s", "filter of " + model.tasks().size() + " tasks", "found p50 ms",
                "p99 ms", "in order p50", "p99 ms", "tasks");
        for (String filter : FILTERS) {
            if (!(FilterParser.parse(filter) instanceof FilterParser.Result.Understood understood)) {
                throw new IllegalStateException("filter=" + filter);
            }
            Histogram finding = new Histogram(3);
            Histogram whole = new Histogram(3);
            int found = 0;
            int times = Math.min(rounds, 60);
            for (int round = -times / 4; round < times; round++) {
                long before = System.nanoTime();
                RowSet wanted = RowSearch.find(understood.filter(), model, model.now(), round);
                long between = System.nanoTime();
                found = TaskQuery.FIRST.find(model, wanted, model.now()).rows().length;
                if (round >= 0) {
                    finding.recordValue(between - before);
                    whole.recordValue(System.nanoTime() - before);
                }
            }
            Out.line("%-44s %12.1f %8.1f %12.1f %8.1f %10d", filter.isEmpty() ? "(none)" : filter,
                    Out.ms(finding, 50), Out.ms(finding, 99), Out.ms(whole, 50), Out.ms(whole, 99), found);
        }
    }
}
