package dev.loomscope.insight;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.Frames;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskFaultsTest {
    private static final long MS = 1_000_000;
    private static final int POOL = 3;
    private static final long WORKER = 31;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    private void stream(String poolClass, java.util.function.Consumer<EventsWriter> content) throws BadInputException {
        model.apply(frames.events(30_000 * MS, e -> {
            e.define(DictionarySort.POOL, POOL, poolClass + "@1a2b");
            e.define(DictionarySort.CLASS, 5, "com.acme.Refresh");
            e.define(DictionarySort.CLASS, 6, "java.lang.IllegalStateException");
            e.define(DictionarySort.THREAD, WORKER, "worker-1");
            content.accept(e);
        }));
    }

    private static void run(EventsWriter e, long at, int key, int outcome) {
        e.beginRun(WORKER);
        e.task(EventKind.SUBMIT, at * MS, key, POOL, 5);
        e.task(EventKind.START, at * MS + 1, key, POOL, 5);
        e.end((at + 1) * MS, key, outcome, outcome == Outcome.FAILED ? 6 : 0);
    }

    private void failure(int key, String frames) throws BadInputException {
        model.apply(this.frames.json(FrameType.FAILURE, 30_000 * MS, """
                {"time":0,"thread":31,"task":%d,"isThread":false,"class":"java.lang.IllegalStateException",
                 "message":"cache is gone","frames":[%s]}""".formatted(key, frames)));
    }

    private List<Finding> findings(FindingRule rule) {
        return rule.evaluate(model, Thresholds.DEFAULT, model.now());
    }

    @Test
    void aPeriodicTaskThatFailedIsDeadAndOneThatGoesOnIsNot() throws BadInputException {
        stream("java.util.concurrent.ScheduledThreadPoolExecutor", e -> {
            for (int run = 0; run < 4; run++) {
                for (int key = 1; key <= 2; key++) {
                    if (key == 1 || run < 3) {
                        e.beginRun(WORKER);
                        e.task(EventKind.SUBMIT, (run * 100L + key * 10) * MS, key, POOL, 5);
                        e.note(EventKind.DUE, (run * 100L + key * 10) * MS, key, 0, 100 * MS, 0, 0);
                        e.task(EventKind.START, (run * 100L + key * 10) * MS + 1, key, POOL, 5);
                        e.end((run * 100L + key * 10 + 1) * MS, key,
                                key == 2 && run == 2 ? Outcome.FAILED : Outcome.COMPLETED, 6);
                    }
                }
            }
        });
        failure(2, "\"com.acme.Refresh.run(Refresh.java:9)\"");
        List<Finding> found = findings(new PeriodicDied());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().summary()).contains("every 100.0 ms", "run 3",
                "IllegalStateException: cache is gone");
        assertThat(found.getFirst().stack()).containsExactly("com.acme.Refresh.run(Refresh.java:9)");
        assertThat(findings(new FailedSilently())).isEmpty();
    }

    @Test
    void nothingIsSaidToBeSilentWhereNobodyWouldHaveToldOfTheAsking() throws BadInputException {
        stream("java.util.concurrent.ThreadPoolExecutor", e -> run(e, 10, 1, Outcome.FAILED));
        failure(1, "\"java.util.concurrent.FutureTask.run(FutureTask.java:317)\"");
        assertThat(findings(new FailedSilently())).isEmpty();
    }

    @Test
    void aFailureThatAFutureHoldsAndNobodyAsksForIsSilent() throws BadInputException {
        model.apply(frames.json(FrameType.SESSION, 0, """
                {"uuid":"%s","pid":1,"hooks":[{"name":"FutureTask.report","state":"live","why":""}]}"""
                .formatted(Frames.UUID)));
        stream("java.util.concurrent.ThreadPoolExecutor", e -> {
            run(e, 10, 1, Outcome.FAILED);
            run(e, 20, 2, Outcome.FAILED);
            run(e, 30, 3, Outcome.FAILED);
            run(e, 40, 4, Outcome.COMPLETED);
            e.note(EventKind.ASKED, 50 * MS, 2, 0, 0, 0, 0);
        });
        String future = "\"com.acme.Refresh.run(Refresh.java:9)\",\"java.util.concurrent.FutureTask.run(FutureTask.java:317)\"";
        failure(1, future);
        failure(2, future);
        failure(3, "\"com.acme.Refresh.run(Refresh.java:9)\"");
        List<Finding> found = findings(new FailedSilently());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().tasks()).containsExactly(1L);
        assertThat(found.getFirst().summary()).contains("IllegalStateException: cache is gone");
    }

    @Test
    void longPinsAreFoundAndShortOnesAreNot() throws BadInputException {
        stream("java.util.concurrent.ThreadPoolExecutor", e -> {
            e.beginRun(1);
            e.virtualStart(MS, 41, 5, "slow");
            e.virtualStart(MS, 42, 5, "quick");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 2 * MS, 41);
            e.note(EventKind.PINNED, 10 * MS, 41, PinReason.NATIVE, 0, 0, 0);
            e.note(EventKind.UNPINNED, 110 * MS, 41, 0, 0, 0, 0);
            e.beginRun(22);
            e.virtual(EventKind.MOUNT, 2 * MS, 42);
            e.note(EventKind.PINNED, 10 * MS, 42, PinReason.NATIVE, 0, 0, 0);
            e.note(EventKind.UNPINNED, 11 * MS, 42, 0, 0, 0, 0);
        });
        List<Finding> found = findings(new CarrierPinned());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().threads()).containsExactly("slow");
        assertThat(found.getFirst().severity()).isEqualTo(Severity.INFO);
        assertThat(found.getFirst().summary()).contains("up to 100.0 ms", "by a native frame");
    }

    @Test
    void aVirtualThreadThatRunsOnIsFoundAndOneThatWaitsOrLetsGoIsNot() throws BadInputException {
        stream("java.util.concurrent.ThreadPoolExecutor", e -> {
            e.beginRun(1);
            for (int id = 41; id <= 45; id++) {
                e.virtualStart(MS, id, id == 45 ? 6 : 5, "v-" + id);
            }
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 1_000 * MS, 41);
            e.virtual(EventKind.VIRTUAL_END, 2_500 * MS, 41, Outcome.COMPLETED);
            e.virtual(EventKind.MOUNT, 3_000 * MS, 42);
            e.virtual(EventKind.UNMOUNT, 3_999 * MS, 42, UnmountReason.YIELD);
            e.virtual(EventKind.MOUNT, 3_999 * MS, 42);
            e.virtual(EventKind.UNMOUNT, 4_998 * MS, 42, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 5_000 * MS, 43);
            e.workerState(5_001 * MS, WorkerState.WAITING);
            e.virtual(EventKind.UNMOUNT, 9_000 * MS, 43, UnmountReason.PARK);
            e.beginRun(22);
            e.virtual(EventKind.MOUNT, 10_000 * MS, 44);
            e.virtual(EventKind.VIRTUAL_END, 11_000 * MS, 44, Outcome.FAILED);
            e.beginRun(23);
            e.virtual(EventKind.MOUNT, 28_000 * MS, 45);
        });
        List<Finding> found = findings(new NeverYields());
        assertThat(found).hasSize(2);
        Finding over = found.getFirst();
        assertThat(over.summary()).isEqualTo(
                "2 virtual threads such as v-41 kept their carriers for up to 1.50 s: the longest runs.");
        assertThat(over.severity()).isEqualTo(Severity.INFO);
        assertThat(over.tasks()).containsExactly(1L, 4L);
        assertThat(over.threads()).containsExactly("v-41", "v-44");
        assertThat(over.from()).isEqualTo(1_000 * MS);
        assertThat(over.to()).isEqualTo(11_000 * MS);
        assertThat(over.evidence()).containsEntry("stretches", 2).containsEntry("longestMs", 1500.0)
                .containsEntry("carriersKeptNow", 1);
        Finding lasting = found.getLast();
        assertThat(lasting.summary()).isEqualTo("Virtual thread v-45 has kept its carrier for 2.00 s: it runs.");
        assertThat(lasting.severity()).isEqualTo(Severity.WARNING);
        assertThat(lasting.pool()).isEqualTo(Pool.SCHEDULER);
        assertThat(lasting.to()).isEqualTo(30_000 * MS);
        assertThat(new NeverYields().evaluate(model,
                Thresholds.DEFAULT.withNeverYieldsAfter(Duration.ofMillis(1_501)), model.now()))
                .extracting(Finding::threads).containsExactly(List.of("v-45"));
    }

    @Test
    void ofVirtualThreadsThatAreOnlyCountedTheOneWithTheLastCarrierIsFoundWithItsStack() throws BadInputException {
        model.apply(frames.session(1));
        stream("java.util.concurrent.ThreadPoolExecutor", e -> {
            e.beginRun(0);
            e.note(EventKind.MODE, MS, TaskFamily.VIRTUAL_THREAD, 0, 0, 0, 0);
            e.note(EventKind.COUNT, 9_000 * MS, 50, EventKind.MOUNT, 0, 0, 0);
            e.virtualAdopt(10_000 * MS - 1, 77, AdoptedState.RUNNABLE, 0, "");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 10_000 * MS, 77);
        });
        model.apply(frames.sample(30_000 * MS, "", """
                {"thread":77,"threadName":"","task":0,"virtual":true,"state":"RUNNABLE","stack":1,
                 "frames":["com.acme.Pi.digit(Pi.java:7)","java.lang.VirtualThread.run(VirtualThread.java:456)"]}"""));
        List<Finding> found = findings(new NeverYields());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().summary()).isEqualTo("Virtual thread Pi.digit has kept its carrier for 20.0 s:"
                + " it computes; no carrier is left for any other.");
        assertThat(found.getFirst().remedy()).contains("pool of platform threads");
        assertThat(found.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.getFirst().stack()).startsWith("com.acme.Pi.digit(Pi.java:7)");
        model.apply(frames.events(31_000 * MS, e -> {
            e.beginRun(21);
            e.virtual(EventKind.VIRTUAL_END, 31_000 * MS, 77, Outcome.UNKNOWN);
        }));
        assertThat(findings(new NeverYields())).extracting(Finding::severity).containsExactly(Severity.INFO);
    }

    @Test
    void sleepInAForkJoinWorkerIsFoundAndAJoinIsNot() throws BadInputException {
        stream("java.util.concurrent.ForkJoinPool", e -> {
            for (int key = 1; key <= 2; key++) {
                e.beginRun(WORKER + key);
                e.task(EventKind.START, 10 * MS, key, POOL, 5);
                e.workerState(20 * MS, WorkerState.TIMED_WAITING);
                int kind = key == 1 ? WaitKind.SLEEP : WaitKind.FUTURE;
                e.note(EventKind.WAIT, 20 * MS, 0, kind, 0, 0, 0);
                e.end(400 * MS, key, Outcome.COMPLETED, 0);
            }
        });
        List<Finding> found = findings(new BlockingInComputePool());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().tasks()).containsExactly(1L);
        assertThat(found.getFirst().summary()).contains("380.0 ms", "sleeps");
    }

    @Test
    void kindsThatAreSwitchedOffAreNotFound() throws BadInputException {
        aFailureThatAFutureHoldsAndNobodyAsksForIsSilent();
        assertThat(Insight.findings(model, Thresholds.DEFAULT, model.now())).extracting(Finding::kind)
                .contains("failed-silently");
        assertThat(Insight.findings(model, Thresholds.DEFAULT.withOff(Set.of("failed-silently")), model.now()))
                .extracting(Finding::kind).doesNotContain("failed-silently");
    }
}
