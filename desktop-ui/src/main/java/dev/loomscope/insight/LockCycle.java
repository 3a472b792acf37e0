package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.Wait;

/** Finds threads, platform or virtual, that wait for each other's monitors or locks; futures may be among what they wait for. */
final class LockCycle implements FindingRule {
    static final String KIND = "lock-cycle";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        List<Finding> findings = new ArrayList<>();
        Set<Set<Long>> known = new HashSet<>();
        for (Wait wait : model.waits().all()) {
            if (!wait.isForLock()) {
                continue;
            }
            List<WaitGraph.Step> cycle = WaitGraph.ofThread(model, wait.thread()).cycle();
            Set<Long> threads = cycle.stream().map(WaitGraph.Step::thread)
                    .collect(Collectors.toCollection(TreeSet::new));
            long since = since(cycle);
            if (!cycle.isEmpty() && now - since >= thresholds.deadlockAfter().toNanos() && known.add(threads)) {
                findings.add(finding(model, cycle, threads, since, now));
            }
        }
        return findings;
    }

    /** When the last of them began to wait. */
    private static long since(List<WaitGraph.Step> cycle) {
        long since = 0;
        for (WaitGraph.Step step : cycle) {
            Wait wait = step.waitsFor();
            since = wait == null ? since : Math.max(since, wait.from());
        }
        return since;
    }

    private static Finding finding(SessionModel model, List<WaitGraph.Step> cycle, Set<Long> threads, long since,
            long now) {
        List<String> names = cycle.stream().map(step -> WaitWords.who(model, step)).toList();
        List<Long> tasks = cycle.stream().filter(step -> step.row() >= 0).map(step -> model.tasks().id(step.row()))
                .toList();
        StackSample stack = cycle.getFirst().row() < 0 ? null : model.stacks().latest(cycle.getFirst().row());
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("threads", cycle.size());
        evidence.put("sinceMs", Units.millis(since));
        evidence.put("waits", WaitWords.lines(model,
                new WaitGraph.Path(cycle, WaitGraph.End.CYCLE, 0)));
        String summary = cycle.size() == 1
                ? names.getFirst() + " waits for itself."
                : cycle.size() + " threads have waited for each other for " + Figures.duration(now - since)
                        + " and will for ever: "
                        + String.join(" → ", names) + " → " + names.getFirst() + ".";
        return new Finding(KIND, threads.stream().map(String::valueOf).collect(Collectors.joining("-")),
                Severity.CRITICAL, summary,
                "Take the locks in the same order everywhere, or with tryLock and a time limit.", null, tasks,
                cycle.stream().map(step -> model.names().thread(step.thread())).toList(), since, now,
                stack == null ? List.of() : stack.frames(), evidence);
    }
}
