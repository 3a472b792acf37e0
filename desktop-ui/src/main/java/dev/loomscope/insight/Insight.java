package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.loomscope.model.SessionModel;

/** All rules, applied. */
public final class Insight {
    private static final List<FindingRule> RULES = List.of(new StuckTask(), new StarvationDeadlock(), new LockCycle(),
            new PoolSaturated(), new BlockingInComputePool(), new CarrierPinned(), new NeverYields(),
            new FailedSilently(), new PeriodicDied());

    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity).reversed()
            .thenComparingLong(Finding::from).thenComparing(Finding::id);

    private Insight() {}

    /** The kinds that can be found, in the order in which lists show them. */
    public static List<String> kinds() {
        return RULES.stream().map(FindingRule::kind).toList();
    }

    /**
     * What is wrong, the worst first; among equals the oldest first.
     *
     * @param now the present to judge by, in ns since the epoch; usually {@link SessionModel#now}
     */
    public static List<Finding> findings(SessionModel model, Thresholds thresholds, long now) {
        List<Finding> findings = new ArrayList<>();
        for (FindingRule rule : RULES) {
            if (!thresholds.off().contains(rule.kind())) {
                findings.addAll(rule.evaluate(model, thresholds, now));
            }
        }
        findings.sort(WORST_FIRST);
        return List.copyOf(findings);
    }
}
