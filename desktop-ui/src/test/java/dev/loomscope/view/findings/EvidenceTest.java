package dev.loomscope.view.findings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTest {
    @Test
    void namesSayHowValuesRead() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("poolName", "payments");
        evidence.put("saturatedFraction", 0.97);
        evidence.put("waitP99Ms", 5850.0);
        evidence.put("rushPerSecond", 58.24);
        evidence.put("workersNeeded", 7.5);
        evidence.put("waitingShare", 0.9);
        evidence.put("queuePeak", 2002);
        evidence.put("ongoing", true);
        evidence.put("ranges", List.of(1, 2));
        Finding finding = new Finding("pool-saturated", "pool-1", Severity.WARNING, "s", "r", 1, List.of(), List.of(),
                0, 1, List.of(), evidence);

        assertThat(Evidence.of(finding)).extracting(figure -> figure.name() + " " + figure.value()).containsExactly(
                "saturated 97 %", "wait p99 5.85 s", "came in at the rush 58.2/s", "workers needed 7.5",
                "workers seen waiting 90 %",
                "queue peak 2,002");
    }
}
