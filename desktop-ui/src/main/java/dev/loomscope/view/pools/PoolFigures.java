package dev.loomscope.view.pools;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Figures;

/**
 * A pool as its card shows it.
 *
 * @param workers running out of how many there may be
 * @param workersNote what the two figures are, and whether there are more for a while
 * @param saturated part of the time in view in which it was saturated, 0 to 1
 * @param findings what is wrong with it
 * @param series its points over time, read where they are
 * @param from begin of the time in view, in ns since the epoch
 * @param to end of it
 */
public record PoolFigures(
        int id, String name, String kind, String workers, String workersNote, String queue, String queueNote,
        double saturated,
        boolean saturatedNow, String tasks, String tasksNote, boolean failing, LongSummary waits, LongSummary runs,
        boolean shutdown, List<Finding> findings, PoolSeries series, long from, long to) {

    /**
     * All pools as they stand.
     *
     * @param window the time in view, in ns up to now
     */
    public static List<PoolFigures> of(SessionModel model, List<Finding> findings, long window) {
        long to = model.now();
        long from = Math.max(Math.min(model.oldest(), to), to - window);
        Map<Integer, List<Finding>> byPool = findings.stream().filter(finding -> finding.pool() != null)
                .collect(Collectors.groupingBy(finding -> finding.pool() == null ? 0 : finding.pool()));
        return model.pools().stream().map(pool -> of(pool, byPool.getOrDefault(pool.id(), List.of()), from, to))
                .toList();
    }

    private static PoolFigures of(Pool pool, List<Finding> findings, long from, long to) {
        String max = pool.max() == Pool.UNBOUNDED ? "∞" : pool.max() == 0 ? Figures.NONE : Figures.count(pool.max());
        String peak = "peak " + Figures.brief(pool.queuePeak());
        String room = pool.queueCapacity() < 0 ? "" : ", room for " + Figures.brief(pool.queueCapacity());
        return new PoolFigures(pool.id(), pool.name(), kind(pool.kind()), Figures.count(pool.active()) + " / " + max,
                workersNote(pool),
                Figures.brief(pool.queue()), peak + room, pool.saturated(from, to), pool.saturatedNow(),
                Figures.brief(pool.tasks()), outcome(pool), pool.failed() + pool.rejected() > 0, pool.waits(),
                pool.runs(),
                pool.shutdown(), findings, pool.series(), Math.max(from, Math.min(pool.firstSeen(), to - 1)), to);
    }

    private static String workersNote(Pool pool) {
        int more = pool.size() - pool.max();
        return pool.id() == Pool.SCHEDULER && pool.max() > 0 && more > 0
                ? "running, " + more + " stand in"
                : "running / most";
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "thread-pool" -> "thread pool";
            case "scheduled" -> "scheduled pool";
            case "fork-join" -> "fork/join pool";
            case "virtual-threads" -> "scheduler of virtual threads";
            default -> kind;
        };
    }

    private static String outcome(Pool pool) {
        if (pool.rejected() > 0) {
            return Figures.brief(pool.rejected()) + " rejected";
        }
        if (pool.failed() > 0) {
            return Figures.brief(pool.failed()) + " failed";
        }
        return pool.cancelled() > 0 ? Figures.brief(pool.cancelled()) + " cancelled" : "none failed";
    }
}
