package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.loomscope.model.Failure;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;

/**
 * Finds exceptions that a future swallowed and that nobody asked it for. A task counts where it is known to be a future: it
 * completes one, its pool makes one of everything, or its stack says so; and where the hook is live that would have told of
 * whoever asked. What goes to the uncaught handler is not silent.
 */
final class FailedSilently implements FindingRule {
    static final String KIND = "failed-silently";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        TaskTable tasks = model.tasks();
        Set<String> live = model.info().hooks().stream().filter(hook -> hook.state().equals("live"))
                .map(SessionInfo.Hook::name).collect(Collectors.toSet());
        long latest = now - thresholds.unaskedAfter().toNanos();
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        model.facts().eachFailure((failure, row) -> {
            boolean silent = tasks.known(row) && tasks.state(row) == TaskState.FAILED && tasks.ended(row) <= latest
                    && !tasks.asked(row) && live.contains(asking(model, row, failure)) && !isPeriodic(model, row);
            if (silent) {
                groups.computeIfAbsent(List.of(tasks.taskClass(row), failure.exceptionClass()),
                        _ -> new ArrayList<>()).add(row);
            }
        });
        List<Finding> findings = new ArrayList<>();
        groups.forEach((cause, rows) -> findings.add(finding(model, String.valueOf(cause), rows)));
        return findings;
    }

    /** The hook that would have told of somebody who asked; empty of a task that is not known to be a future. */
    private static String asking(SessionModel model, int row, Failure failure) {
        TaskKind kind = model.tasks().kind(row);
        if (model.facts().future(row) != 0 || kind == TaskKind.COMPLETABLE_FUTURE) {
            return "CompletableFuture.get";
        }
        boolean inFuture = failure.frames().stream()
                .anyMatch(frame -> frame.contains("java.util.concurrent.FutureTask.run"));
        return inFuture || kind == TaskKind.SCHEDULED ? "FutureTask.report"
                : kind == TaskKind.FORK_JOIN ? "ForkJoinTask.getException" : "";
    }

    /** That it died is another finding. */
    private static boolean isPeriodic(SessionModel model, int row) {
        Schedule schedule = model.facts().schedule(row);
        return schedule != null && schedule.isPeriodic();
    }

    private static Finding finding(SessionModel model, String key, List<Integer> rows) {
        TaskTable tasks = model.tasks();
        int first = rows.getFirst();
        Failure failure = model.facts().failure(first);
        String what = failure == null ? "an exception" : failure.summary();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("taskClass", model.names().className(tasks.taskClass(first)));
        evidence.put("seen", rows.size());
        evidence.put("exception", failure == null ? "unknown" : failure.exceptionClass());
        evidence.put("message", failure == null ? "" : failure.message());
        if (tasks.site(first) != 0) {
            evidence.put("site", model.names().site(tasks.site(first)));
        }
        String who = rows.size() == 1 ? "Task " + tasks.id(first) + ", " + tasks.name(first) + ","
                : rows.size() + " tasks of " + tasks.name(first);
        return new Finding(KIND, key, Severity.WARNING,
                who + " failed with " + what + ", and nobody asked the future for it.",
                "Ask the future with get or join, or handle the exception where it happens or with whenComplete.",
                tasks.pool(first), rows.stream().limit(Finding.MOST_NAMED).map(tasks::id).toList(),
                rows.stream().limit(Finding.MOST_NAMED).map(row -> model.names().thread(tasks.workerThread(row)))
                        .distinct()
                        .toList(),
                tasks.ended(first), rows.stream().mapToLong(tasks::ended).max().orElse(0),
                failure == null ? List.of() : failure.frames(), evidence);
    }
}
