package dev.loomscope.insight;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;

/**
 * Which findings have to do with the tasks that a filter wants: those about one of them, or, about no task, about a pool of
 * one.
 */
public final class FindingMatch {
    private FindingMatch() {}

    /** The findings that match, in their order. */
    public static List<Finding> of(List<Finding> findings, RowSet wanted, SessionModel model) {
        Set<Integer> pools = new HashSet<>();
        if (findings.stream().anyMatch(finding -> finding.tasks().isEmpty())) {
            wanted.forEach(row -> pools.add(model.tasks().pool(row)));
        }
        return findings.stream().filter(finding -> finding.tasks().isEmpty()
                ? finding.pool() != null && pools.contains(finding.pool())
                : finding.tasks().stream().anyMatch(id -> wanted.contains(model.tasks().row(id)))).toList();
    }
}
