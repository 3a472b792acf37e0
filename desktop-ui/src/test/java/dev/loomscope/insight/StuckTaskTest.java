package dev.loomscope.insight;

import java.time.Duration;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StuckTaskTest extends HeldWorkers {
    @Test
    void oneThatWaitsForALockIsFoundWithItsOwner() throws BadInputException {
        start(1, 11, S);
        for (int i = 1; i <= 20; i++) {
            stack(S + i * S / 2, 1, "BLOCKED", "\"com.acme.Stock@1f\"", "\"audit-1\"",
                    "com.acme.Stock.lookup(Stock.java:42)",
                    "com.acme.Lookup.run(Lookup.java:7)");
        }
        List<Finding> findings = findings();
        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.kind()).isEqualTo("stuck-task");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.tasks()).containsExactly(1L);
        assertThat(finding.threads()).containsExactly("stock-1");
        assertThat(finding.pool()).isEqualTo(POOL);
        assertThat(finding.from()).isEqualTo(S);
        assertThat(finding.to()).isEqualTo(11 * S);
        assertThat(finding.stack().getFirst()).isEqualTo("com.acme.Stock.lookup(Stock.java:42)");
        assertThat(finding.summary()).contains("Lookup").contains("stock-1").contains("10.0 s")
                .contains("waits for a lock")
                .contains("audit-1").contains("same top of stack in all of 20 samples");
        assertThat(finding.remedy()).contains("audit-1");
        assertThat(finding.evidence()).containsEntry("samples", 20).containsEntry("sameTopSamples", 20)
                .containsEntry("workersHeld", 1).containsEntry("workersMax", 2).containsEntry("owner", "audit-1");
    }

    @Test
    void tasksHeldByTheSameThingAreOneFindingAndCriticalWhenNoWorkerIsLeftForOthers() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S + 5);
        queue(13, 2 * S);
        for (int i = 1; i <= 6; i++) {
            for (int worker = 1; worker <= 2; worker++) {
                sleeps(S + i * S + worker, worker, -1);
            }
        }
        List<Finding> findings = stuck();
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(findings.getFirst().tasks()).containsExactly(1L, 2L);
        assertThat(findings.getFirst().summary()).contains("2 tasks of Lookup")
                .contains("no worker of pool stock is left");
        assertThat(findings.getFirst().remedy()).contains("ScheduledExecutorService");
        String id = findings.getFirst().id();
        end(2, 12, 9 * S);
        model.apply(frames.sample(10 * S, "", ""));
        assertThat(stuck()).extracting(Finding::id).containsExactly(id);
        assertThat(stuck().getFirst().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void itIsNotCriticalWhereNobodyElseWantsAWorker() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            sleeps(S + i * S, 1, 7);
            sleeps(S + i * S + 1, 2, 9);
        }
        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(findings().getFirst().summary()).contains("no worker of pool stock is left");
    }

    @Test
    void aLoopWithAThreadOfItsOwnIsNotStuck() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            sleeps(S + i * S, 1, 7 + i);
            takes(S + i * S + 1, 2);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLoopThatAsksForAnotherResultEachTimeIsNotStuckAndOneThatWaitsForTheSameIs() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            asks(S + i * S, 1, "\"CompletableFuture@" + i + "\"");
            asks(S + i * S + 1, 2, "\"CompletableFuture@a\"");
        }
        assertThat(findings()).extracting(finding -> finding.threads()).containsExactly(List.of("stock-2"));
    }

    /** As a client does that asks, and waits for a while before it asks again. */
    @Test
    void aLoopThatAsksAndSleepsByTurnsIsNotStuckUntilAnAnswerStaysAway() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 4; i++) {
            asks(S + 2 * i * S, 1, "\"CompletableFuture@" + i + "\"");
            asks(S + 2 * i * S + 1, 2, "\"CompletableFuture@a\"");
            sleeps(2 * S + 2 * i * S, 1, -1);
            sleeps(2 * S + 2 * i * S + 1, 2, -1);
        }
        asks(11 * S, 1, "\"CompletableFuture@5\"");
        asks(11 * S + 1, 2, "\"CompletableFuture@a\"");
        assertThat(findings()).extracting(finding -> finding.threads()).containsExactly(List.of("stock-2"));
        asks(12 * S, 1, "\"CompletableFuture@5\"");
        assertThat(findings()).extracting(finding -> finding.threads()).containsExactly(List.of("stock-1", "stock-2"));
    }

    private void asks(long at, int worker, String future) throws BadInputException {
        stack(at, worker, "WAITING", future, "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.CompletableFuture.get(CompletableFuture.java:2093)",
                "com.acme.Lookup.run(Lookup.java:7)");
    }

    @Test
    void aLoopThatOthersWaitForIs() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        queue(13, 2 * S);
        for (int i = 1; i <= 6; i++) {
            sleeps(2 * S + i * S, 1, 7 + i);
            takes(2 * S + i * S + 1, 2);
        }
        assertThat(stuck()).extracting(Finding::severity)
                .containsExactly(Severity.CRITICAL, Severity.CRITICAL);
        assertThat(stuck()).extracting(finding -> finding.evidence().get("waitsBetween")).containsExactly(5L, null);
        assertThat(stuck()).extracting(Finding::summary).anyMatch(text -> text.contains("waits for work from a queue"));
    }

    @Test
    void oneThatHasEndedIsStillFound() throws BadInputException {
        start(1, 11, S);
        end(1, 11, 4 * S);
        start(1, 12, 5 * S);
        end(1, 12, 5 * S + 100);
        model.apply(frames.sample(100 * S, "", ""));
        assertThat(findings()).hasSize(1);
        assertThat(findings().getFirst().tasks()).containsExactly(1L);
        assertThat(findings().getFirst().from()).isEqualTo(S);
        assertThat(findings().getFirst().to()).isEqualTo(4 * S);
        assertThat(findings().getFirst().summary()).contains("held stock-1 for 3.00 s");
    }

    @Test
    void oneThatComputesAndGetsOnIsOnlyANote() throws BadInputException {
        start(1, 11, S);
        for (int i = 1; i <= 10; i++) {
            stack(S + i * S / 2, 1, "RUNNABLE", "null", "null", "com.acme.Price.step" + i + "(Price.java:" + i + ")",
                    "com.acme.Lookup.run(Lookup.java:7)");
        }
        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(findings().getFirst().summary()).contains("10 different tops of stack");
    }

    @Test
    void shortTasksAndVirtualThreadsAreNot() throws BadInputException {
        start(1, 11, S);
        end(1, 11, 2 * S);
        model.apply(frames.events(3 * S, e -> {
            e.beginRun(1);
            e.virtualStart(S, 900, 5, "v");
            e.beginRun(77);
            e.virtual(EventKind.MOUNT, S, 900);
            e.workerState(2 * S - 1, WorkerState.WAITING);
        }));
        model.apply(frames.sample(60 * S, "", ""));
        assertThat(findings()).isEmpty();
    }

    @Test
    void thresholdIsTheUsers() throws BadInputException {
        start(1, 11, S);
        model.apply(frames.sample(2 * S, "", ""));
        assertThat(findings()).isEmpty();
        Thresholds strict = Thresholds.DEFAULT.withStuckAfter(Duration.ofMillis(500));
        assertThat(Insight.findings(model, strict, model.now())).hasSize(1);
    }
}
