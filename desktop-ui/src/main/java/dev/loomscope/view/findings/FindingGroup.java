package dev.loomscope.view.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;

/**
 * Findings of one kind.
 *
 * @param findings the worst first
 */
record FindingGroup(FindingKind kind, List<Finding> findings) {
    private static final Set<String> CAUSES = Set.of("starvation-deadlock", "lock-cycle", "never-completed");

    FindingGroup {
        findings = List.copyOf(findings);
    }

    /** Puts findings together by kind; the group with the worst one comes first, of equals what others come of. */
    static List<FindingGroup> of(List<Finding> worstFirst) {
        Map<String, List<Finding>> byKind = new LinkedHashMap<>();
        for (Finding finding : worstFirst) {
            byKind.computeIfAbsent(finding.kind(), _ -> new ArrayList<>()).add(finding);
        }
        return byKind.entrySet().stream().map(of -> new FindingGroup(FindingKind.of(of.getKey()), of.getValue()))
                .sorted(Comparator.comparing(FindingGroup::worst).reversed().thenComparing(group -> !group.isCause()))
                .toList();
    }

    /** Whether stuck tasks and full pools may come of it. */
    private boolean isCause() {
        return CAUSES.contains(kind.name());
    }

    Severity worst() {
        return findings.getFirst().severity();
    }
}
