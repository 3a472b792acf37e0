package dev.loomscope.insight;

import java.util.List;

import dev.loomscope.protocol.BadInputException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoolSaturatedTest {
    private static List<Finding> findings(PoolLoad load) {
        return Insight.findings(load.model, Thresholds.DEFAULT, load.model.now());
    }

    @Test
    void moreWaitingWorkThanWorkersAsksForMoreWorkers() throws BadInputException {
        PoolLoad load = new PoolLoad(2, 2, 4).offer(10_000, 50, 200, true);
        List<Finding> findings = findings(load);
        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.kind()).isEqualTo("pool-saturated");
        assertThat(finding.pool()).isEqualTo(PoolLoad.POOL);
        assertThat(finding.threads()).containsExactly("orders-1", "orders-2");
        assertThat(finding.from() / PoolLoad.MS).isBetween(50L, 200L);
        assertThat(finding.to()).isEqualTo(load.model.now());
        assertThat(finding.summary()).contains("Pool orders is saturated for 100 %");
        assertThat((double) finding.evidence().get("saturatedFraction")).isCloseTo(1, within(0.01));
        assertThat((double) finding.evidence().get("workersNeeded")).as("20 a second that run 200 ms").isCloseTo(4,
                within(0.2));
        assertThat((double) finding.evidence().get("waitP99Ms")).isBetween(4000.0, 5100.0);
        assertThat((double) finding.evidence().get("waitingShare")).isCloseTo(0.5, within(0.05));
        assertThat((int) finding.evidence().get("queuePeak")).isBetween(90, 110);
        assertThat(finding.remedy()).contains("mostly wait").contains("virtual threads");
    }

    @Test
    void moreComputingWorkThanProcessorsAsksForLessOfIt() throws BadInputException {
        PoolLoad load = new PoolLoad(2, 2, 2).offer(10_000, 50, 200, false);
        Finding finding = findings(load).getFirst();
        assertThat(finding.remedy()).contains("mostly compute").contains("more threads will not help");
    }

    @Test
    void adviceIsMeasuredByTheRushAndNotByTheQuietAfterIt() throws BadInputException {
        Finding finding = findings(new PoolLoad(4, 4, 4).offer(3_000, 500, 10, true).offer(6_000, 16, 120, true)
                .offer(12_000, 125, 120, true)).getFirst();
        assertThat((double) finding.evidence().get("rushPerSecond")).isCloseTo(62.5, within(3.0));
        assertThat((double) finding.evidence().get("arrivalsPerSecond")).as("the workers keep up on average")
                .isLessThan(40);
        assertThat((double) finding.evidence().get("workersNeeded")).isCloseTo(7.5, within(0.5));
        assertThat(finding.remedy()).contains("needs 8 workers where 4 are");
        assertThat(findings(new PoolLoad(8, 8, 4).offer(3_000, 500, 10, true).offer(6_000, 16, 120, true)
                .offer(12_000, 125, 120, true))).as("with the workers that it asks for").isEmpty();
    }

    @Test
    void keepsItsIdentityWhileItLasts() throws BadInputException {
        PoolLoad load = new PoolLoad(2, 2, 4).offer(8_000, 50, 200, true);
        String id = findings(load).getFirst().id();
        long from = findings(load).getFirst().from();
        load.offer(2_000, 50, 200, true);
        assertThat(findings(load)).hasSize(1);
        assertThat(findings(load).getFirst().id()).isEqualTo(id);
        assertThat(findings(load).getFirst().from()).isEqualTo(from);
    }

    @Test
    void enoughWorkersAreFine() throws BadInputException {
        assertThat(findings(new PoolLoad(5, 5, 4).offer(10_000, 50, 200, true))).isEmpty();
    }

    @Test
    void shortBurstIsFine() throws BadInputException {
        assertThat(findings(new PoolLoad(2, 2, 4).offer(8_000, 500, 10, false).offer(1_000, 20, 60, false)
                .offer(20_000, 500, 10, false))).isEmpty();
    }

    @Test
    void busyPoolWhoseTasksHardlyWaitIsFine() throws BadInputException {
        assertThat(findings(new PoolLoad(2, 2, 4).offer(10_000, 10, 20, false))).isEmpty();
    }

    @Test
    void poolWithoutBoundIsFine() throws BadInputException {
        assertThat(findings(new PoolLoad(2, Integer.MAX_VALUE, 4).offer(10_000, 50, 200, true))).isEmpty();
    }

    @Test
    void switchedOffItIsSilent() throws BadInputException {
        PoolLoad load = new PoolLoad(2, 2, 4).offer(10_000, 50, 200, true);
        Thresholds off = Thresholds.DEFAULT.withOff(java.util.Set.of("pool-saturated"));
        assertThat(Insight.findings(load.model, off, load.model.now())).isEmpty();
    }
}
