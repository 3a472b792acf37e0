package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneTable;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;

/**
 * Finds virtual threads that ran on their carrier past the threshold without leaving it: nobody takes it away from them, and
 * others wait. Those of one class are one finding; so are all those of which the class is not known, as virtual threads are
 * only counted. One that waits on its carrier is pinned, which is another finding.
 */
final class NeverYields implements FindingRule {
    static final String KIND = "never-yields";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        Map<Integer, Stretches> byClass = new LinkedHashMap<>();
        TaskTable tasks = model.tasks();
        LaneTable lanes = model.lanes();
        long least = thresholds.neverYieldsAfter().toNanos();
        for (int id = 0, size = lanes.size(); id < size; id++) {
            Lane lane = lanes.lane(id);
            if (lane.kind() == Lane.Kind.CARRIER) {
                lane.spans(model.oldest(), now, least, (start, end, state, row) -> {
                    boolean ran = state == SpanState.RUNNING || state == SpanState.FAILED;
                    if (ran && tasks.known(row)) {
                        boolean lasts = end >= now && tasks.state(row) == TaskState.RUNNING;
                        byClass.computeIfAbsent(tasks.taskClass(row), _ -> new Stretches())
                                .add(row, start, Math.min(end, now) - start, lasts);
                    }
                    return true;
                });
            }
        }
        int kept = byClass.values().stream().mapToInt(Stretches::lasting).sum();
        List<Finding> findings = new ArrayList<>();
        byClass.forEach((taskClass, found) -> findings.add(finding(model, taskClass, found, kept)));
        return findings;
    }

    /** @param kept carriers that are not given back at present */
    private static Finding finding(SessionModel model, int taskClass, Stretches found, int kept) {
        TaskTable tasks = model.tasks();
        int carriers = model.pool(Pool.SCHEDULER).map(Pool::max).orElse(0);
        boolean noneLeft = found.lasting() > 0 && carriers > 0 && kept >= carriers;
        StackSample sample = model.stacks().latest(found.longestRow());
        StackTrail trail = StackTrail.of(model.stacks().of(found.longestRow()));
        Hold hold = Hold.of(sample);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("taskClass", model.names().className(taskClass));
        evidence.put("stretches", found.count());
        evidence.put("carriersKeptNow", kept);
        evidence.put("carriers", carriers);
        evidence.put("longestMs", Units.millis(found.longest()));
        evidence.put("holds", hold.words());
        trail.evidence(evidence);
        String name = tasks.name(found.longestRow());
        String verb = found.lasting() > 0 ? found.tasks() == 1 ? " has kept" : " have kept" : " kept";
        String summary = (found.tasks() == 1
                ? "Virtual thread " + name + verb + " its carrier for "
                : found.tasks() + " virtual threads such as " + name + verb + " their carriers for up to ")
                + Figures.duration(found.longest()) + ": " + (found.tasks() == 1 ? "it " : "the longest ")
                + hold.words()
                + trail.words() + (noneLeft ? "; no carrier is left for any other" : "") + ".";
        Severity severity = noneLeft ? Severity.CRITICAL
                : found.lasting() > 0 ? Severity.WARNING : Severity.INFO;
        return new Finding(KIND, "class-" + taskClass, severity, summary, remedy(hold), Pool.SCHEDULER,
                found.ids(model), found.names(model), found.from(), found.to(), trail.latest(), evidence);
    }

    private static String remedy(Hold hold) {
        return hold == Hold.COMPUTE || hold == Hold.UNKNOWN
                ? "Run what computes for long in a pool of platform threads, one for each processor, or call"
                        + " Thread.yield now and then."
                : "Run calls that block without letting go of the carrier on platform threads.";
    }
}
