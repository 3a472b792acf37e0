package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pin;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskTable;

/** Finds virtual threads that waited while pinned, past the threshold; those of one class and reason are one finding. */
final class CarrierPinned implements FindingRule {
    static final String KIND = "carrier-pinned";

    private record Cause(int taskClass, Pin.Reason reason) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        Map<Cause, Stretches> causes = new LinkedHashMap<>();
        TaskTable tasks = model.tasks();
        long least = thresholds.pinnedAfter().toNanos();
        model.facts().eachPinned((pins, row) -> {
            for (Pin pin : pins) {
                boolean lasts = pin.to() < 0 && tasks.known(row) && tasks.state(row).isLive();
                long length = pin.to() < 0 && !lasts ? 0 : pin.length(now);
                if (length >= least) {
                    causes.computeIfAbsent(new Cause(tasks.taskClass(row), pin.reason()), _ -> new Stretches())
                            .add(row, pin.from(), length, lasts);
                }
            }
        });
        List<Finding> findings = new ArrayList<>();
        causes.forEach((cause, found) -> findings.add(finding(model, cause, found)));
        return findings;
    }

    private static Finding finding(SessionModel model, Cause cause, Stretches found) {
        TaskTable tasks = model.tasks();
        String name = tasks.name(found.longestRow());
        StackSample stack = model.stacks().latest(found.longestRow());
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("taskClass", model.names().className(cause.taskClass));
        evidence.put("reason", cause.reason.words());
        evidence.put("stretches", found.count());
        evidence.put("pinnedNow", found.lasting());
        evidence.put("longestMs", Units.millis(found.longest()));
        int many = found.tasks();
        String summary = (many == 1 ? "Virtual thread " + name + " waited"
                : many + " virtual threads such as " + name + " waited")
                + " without leaving the carrier, for up to " + Figures.duration(found.longest()) + ": pinned "
                + cause.reason.words() + ".";
        return new Finding(KIND, cause.taskClass + "-" + cause.reason.name(),
                found.lasting() > 0 ? Severity.WARNING : Severity.INFO, summary, remedy(cause.reason), Pool.SCHEDULER,
                found.ids(model), found.names(model), found.from(), found.to(),
                stack == null ? List.of() : stack.frames(), evidence);
    }

    private static String remedy(Pin.Reason reason) {
        return switch (reason) {
            case MONITOR -> "Use a ReentrantLock instead of synchronized around what waits, or run on JDK 24 or newer.";
            case NATIVE -> "Keep what waits out of code that is called back from native code, or run it on a platform thread.";
            case CRITICAL_SECTION -> "Keep what waits out of class initialisers.";
            case UNKNOWN,
                    SEEN -> "See in the stack what holds it there; run it on a platform thread if that cannot be changed.";
        };
    }
}
