package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks that block in the workers of a fork/join pool, of which there are only as many as processors. Waiting for
 * another task of the pool is not blocking: the worker helps meanwhile, or is replaced.
 */
final class BlockingInComputePool implements FindingRule {
    static final String KIND = "blocking-in-compute-pool";

    private record Cause(int pool, int taskClass, Wait.Kind kind) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        Map<Cause, List<Integer>> causes = new LinkedHashMap<>();
        TaskTable tasks = model.tasks();
        long least = thresholds.blockedInCompute().toNanos();
        tasks.longRuns(least, now, row -> {
            Pool pool = model.pool(tasks.pool(row)).orElse(null);
            if (pool == null || !pool.kind().equals("fork-join") || tasks.blocked(row, now) < least) {
                return;
            }
            Wait longest = longest(model, row, now);
            if (longest != null) {
                causes.computeIfAbsent(new Cause(pool.id(), tasks.taskClass(row), longest.kind()),
                        _ -> new ArrayList<>()).add(row);
            }
        });
        List<Finding> findings = new ArrayList<>();
        causes.forEach((cause, rows) -> findings.add(finding(model, cause, rows, now)));
        return findings;
    }

    /** The wait that held it longest, other than for a task; null where there is none. */
    private static @Nullable Wait longest(SessionModel model, int row, long now) {
        List<Wait> all = new ArrayList<>(model.waits().history(row));
        Wait present = model.waits().ofTask(model.tasks(), row);
        if (present != null) {
            all.add(present);
        }
        Wait longest = null;
        for (Wait wait : all) {
            boolean blocks = wait.kind() != Wait.Kind.FUTURE && wait.kind() != Wait.Kind.PARK;
            if (blocks && (longest == null || length(wait, now) > length(longest, now))) {
                longest = wait;
            }
        }
        return longest;
    }

    private static long length(Wait wait, long now) {
        return (wait.to() < 0 ? now : wait.to()) - wait.from();
    }

    private static Finding finding(SessionModel model, Cause cause, List<Integer> rows, long now) {
        TaskTable tasks = model.tasks();
        int worst = rows.getFirst();
        long sum = 0;
        for (int row : rows) {
            sum += tasks.blocked(row, now);
            worst = tasks.blocked(row, now) > tasks.blocked(worst, now) ? row : worst;
        }
        StackSample stack = model.stacks().latest(worst);
        String pool = model.names().pool(cause.pool);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("taskClass", model.names().className(cause.taskClass));
        evidence.put("tasks", rows.size());
        evidence.put("blockedMs", Units.millis(sum));
        evidence.put("longestMs", Units.millis(tasks.blocked(worst, now)));
        evidence.put("poolName", pool);
        String who = rows.size() == 1 ? "Task " + tasks.id(worst) + ", " + tasks.name(worst) + ","
                : rows.size() + " tasks of " + tasks.name(worst);
        List<Integer> shown = Finding.latest(rows);
        return new Finding(KIND, cause.pool + "-" + cause.taskClass + "-" + cause.kind, Severity.WARNING,
                who + (rows.size() == 1 ? " was" : " were") + " blocked for " + Figures.duration(sum)
                        + " in workers of "
                        + pool
                        + ", which has one for each processor: " + (rows.size() == 1 ? "it " : "the longest ")
                        + cause.kind.words() + ".",
                "Run what blocks on virtual threads or in a pool of its own, and keep this one for what computes.",
                cause.pool, shown.stream().map(tasks::id).toList(),
                shown.stream().map(row -> model.names().thread(tasks.workerThread(row))).distinct().toList(),
                tasks.started(rows.getFirst()), now, stack == null ? List.of() : stack.frames(), evidence);
    }
}
