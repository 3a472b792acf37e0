package dev.loomscope.view.pools;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;

/**
 * A pool in figures: as it stands now, and over the time of an axis.
 *
 * @param workers running out of how many there may be
 * @param workersNote what the two figures are, and whether there are more for a while
 * @param saturated part of the axis in which it was saturated, 0 to 1
 * @param busy part of its workers' time in which they ran tasks, 0 to 1; of the most that ever ran where there is no bound
 * @param load how busy its workers were over the axis, 0 to 1, for a small line
 * @param perSecond tasks that ended a second
 * @param idle whether nothing happened in it over the axis
 * @param findings what is wrong with it
 */
public record PoolFigures(
        int id, String name, String kind, String workers, String workersNote, int queue, int queuePeak,
        String queueNote,
        double saturated, boolean saturatedNow, double busy, double[] load, double perSecond, long tasks,
        String outcome, boolean failing, LongSummary waits, LongSummary runs, boolean shutdown, boolean idle,
        List<Finding> findings) {
    private static final int COLUMNS = 48;

    /** All pools as they stand. */
    static List<PoolFigures> of(SessionModel model, List<Finding> findings, PoolAxis axis) {
        Map<Integer, List<Finding>> byPool = findings.stream().filter(finding -> finding.pool() != null)
                .collect(Collectors.groupingBy(finding -> finding.pool() == null ? 0 : finding.pool()));
        return model.pools().stream().map(pool -> of(model, pool, byPool.getOrDefault(pool.id(), List.of()), axis))
                .toList();
    }

    private static PoolFigures of(SessionModel model, Pool pool, List<Finding> findings, PoolAxis axis) {
        String max = pool.max() == Pool.UNBOUNDED ? "∞" : pool.max() == 0 ? Figures.NONE : Figures.count(pool.max());
        WorkerLoad load = WorkerLoad.of(model, pool, axis, COLUMNS);
        boolean bounded = Pool.isBound(pool.max());
        double most = Math.max(1, bounded ? pool.max() : load.peak());
        double[] shares = new double[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            shares[i] = Math.min(1, load.busy(i) / most);
        }
        double perSecond = FlowOverTime.mean(FlowOverTime.of(pool.series(), axis, 1).ended());
        boolean idle = findings.isEmpty() && pool.queue() == 0 && load.mean() <= 0 && perSecond <= 0;
        String room = pool.queueCapacity() < 0 ? "" : ", room for " + Figures.brief(pool.queueCapacity());
        return new PoolFigures(pool.id(), pool.name(), kind(pool.kind()), Figures.count(pool.active()) + " / " + max,
                workersNote(pool), pool.queue(), pool.queuePeak(), "peak " + Figures.brief(pool.queuePeak()) + room,
                pool.saturated(axis.from(), axis.to()), pool.saturatedNow(), Math.min(1, load.mean() / most), shares,
                perSecond, pool.tasks(), outcome(pool), pool.failed() + pool.rejected() > 0, pool.waits(), pool.runs(),
                pool.shutdown(), idle, findings);
    }

    /** How bad the worst is that was found about it. */
    Optional<Severity> worst() {
        return findings.stream().map(Finding::severity).max(Comparator.naturalOrder());
    }

    /** What {@link #worst} is to others: higher where worse, 0 where nothing was found. */
    int rank() {
        return worst().map(severity -> switch (severity) {
            case INFO -> 1;
            case WARNING -> 2;
            case CRITICAL -> 3;
        }).orElse(0);
    }

    private static String workersNote(Pool pool) {
        int more = pool.size() - pool.max();
        return pool.id() == Pool.SCHEDULER && pool.max() > 0 && more > 0
                ? "running, " + more + " stand in"
                : "running / max";
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "thread-pool" -> "thread pool";
            case "scheduled" -> "scheduled pool";
            case "fork-join" -> "fork/join pool";
            case "virtual-threads" -> "scheduler";
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

    /** What somebody would paste into a message about it. */
    String text(PoolSize size) {
        StringBuilder text = new StringBuilder(name).append(", ").append(kind).append('\n')
                .append("workers ").append(workers).append(", busy ").append(Figures.percent(busy))
                .append(", saturated ").append(Figures.percent(saturated)).append(" of the time\n")
                .append("queue ").append(Figures.count(queue)).append(", ").append(queueNote).append('\n')
                .append("tasks ").append(Figures.count(tasks)).append(", ").append(outcome).append('\n')
                .append("waited ").append(summary(waits)).append('\n')
                .append("ran ").append(summary(runs)).append('\n');
        if (!size.law().isEmpty()) {
            text.append("Little's law: ").append(size.law()).append(' ').append(size.verdict()).append(' ')
                    .append(size.filling()).append('\n');
        }
        for (Finding finding : findings) {
            text.append(finding.kind()).append(": ").append(finding.summary()).append('\n');
        }
        return text.toString();
    }

    private static String summary(LongSummary of) {
        return of.count() == 0 ? Figures.NONE
                : "p50 " + Figures.duration(of.p50()) + ", p90 " + Figures.duration(of.p90()) + ", p99 "
                        + Figures.duration(of.p99()) + ", max " + Figures.duration(of.max());
    }
}
