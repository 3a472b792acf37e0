package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Failure;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** Finds periodic tasks that an exception ended: they do not run again, and nobody is told. */
final class PeriodicDied implements FindingRule {
    static final String KIND = "periodic-died";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        List<Finding> findings = new ArrayList<>();
        TaskTable tasks = model.tasks();
        model.facts().eachSchedule((schedule, row) -> {
            boolean died = schedule.isPeriodic() && schedule.next() < 0 && tasks.known(row)
                    && tasks.state(row) == TaskState.FAILED;
            if (died) {
                findings.add(finding(model, row, schedule, now));
            }
        });
        return findings;
    }

    private static Finding finding(SessionModel model, int row, Schedule schedule, long now) {
        TaskTable tasks = model.tasks();
        Failure failure = model.facts().failure(row);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("taskClass", model.names().className(tasks.taskClass(row)));
        evidence.put("periodMs", Units.millis(schedule.period()));
        evidence.put("runs", schedule.run());
        evidence.put("exception", exception(model, row, failure));
        if (tasks.site(row) != 0) {
            evidence.put("site", model.names().site(tasks.site(row)));
        }
        String with = failure == null ? exception(model, row, null) : failure.summary();
        return new Finding(KIND, "task-" + tasks.id(row), Severity.WARNING,
                "Periodic task " + tasks.name(row) + ", every " + Figures.duration(schedule.period()) + ", died in run "
                        + schedule.run() + " of " + with + " and runs no more.",
                "Catch what a run may throw inside the task: an exception that leaves it ends the series.",
                tasks.pool(row), List.of(tasks.id(row)), List.of(model.names().thread(tasks.workerThread(row))),
                tasks.ended(row), now, failure == null ? List.of() : failure.frames(), evidence);
    }

    private static String exception(SessionModel model, int row, @Nullable Failure failure) {
        int known = model.tasks().exceptionClass(row);
        return failure != null ? failure.exceptionClass()
                : known == 0 ? "an exception" : model.names().className(known);
    }
}
