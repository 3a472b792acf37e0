package dev.loomscope.bench;

import java.util.function.IntPredicate;

import dev.loomscope.model.RangeFigures;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.protocol.BadInputException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** How long the figures of a time range take. */
final class RangeSpeed {
    private RangeSpeed() {}

    static void run(long spans, int rounds) throws BadInputException {
        Out.line("%n%-52s %8s %8s %10s %12s", "figures of a time range", "p50 ms", "p99 ms", "tasks", "polls");
        for (int lanes : new int[] {60, 10_000}) {
            SessionModel model = MadeSession.model(lanes, spans);
            TaskTable tasks = model.tasks();
            String of = spans + " spans, " + lanes + " lanes, ";
            measure(of + "all", model, 1, rounds, null);
            measure(of + "a tenth of the time", model, 0.1, rounds, null);
            measure(of + "all, one task in four", model, 1, rounds, row -> (tasks.taskClass(row) & 3) == 1);
        }
    }

    private static void measure(
            String what, SessionModel model, double part, int rounds, @Nullable IntPredicate filter) {
        Histogram ns = new Histogram(3);
        RangeFigures figures = RangeFigures.of(model, 0, 1, null);
        long length = (long) (model.now() * part);
        int times = Math.min(rounds, 60);
        for (int round = -times / 4; round < times; round++) {
            long from = (model.now() - length) * Math.max(0, round) / times;
            long before = System.nanoTime();
            figures = RangeFigures.of(model, from, from + length, filter);
            if (round >= 0) {
                ns.recordValue(System.nanoTime() - before);
            }
        }
        Out.line("%-52s %8.1f %8.1f %10d %12d", what, Out.ms(ns, 50), Out.ms(ns, 99), figures.tasks(),
                figures.polls().count());
    }
}
