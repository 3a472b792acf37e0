package dev.loomscope.insight;

import java.util.List;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitGraphTest {
    private static final long MS = 1_000_000;
    private static final int POOL = 3;
    private static final int OTHER_POOL = 4;
    private static final int LOCK_CLASS = 9;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    private static void names(EventsWriter e) {
        e.define(DictionarySort.CLASS, 5, "com.acme.Transfer");
        e.define(DictionarySort.CLASS, LOCK_CLASS, "java.util.concurrent.locks.ReentrantLock");
        e.define(DictionarySort.THREAD, 31, "transfers-1");
        e.define(DictionarySort.THREAD, 32, "transfers-2");
    }

    private static void waits(EventsWriter e, long time, long virtual, int key, int kind, long owner) {
        e.note(EventKind.WAIT, time, virtual, (long) key << 8 | kind, owner, LOCK_CLASS, 0);
    }

    private static void begin(EventsWriter e, long worker, int key, int pool) {
        e.beginRun(1);
        e.task(EventKind.SUBMIT, MS, key, pool, 5);
        e.beginRun(worker);
        e.task(EventKind.START, 2 * MS, key, pool, 5);
    }

    private void pools(long time) throws BadInputException {
        model.apply(frames.sample(time, Frames.pool(POOL, 2, 2, 0) + "," + Frames.pool(OTHER_POOL, 1, 1, 0), ""));
    }

    private List<Finding> findings(FindingRule rule) {
        return rule.evaluate(model, Thresholds.DEFAULT, model.now());
    }

    @Test
    void platformAndVirtualThreadsThatWaitForEachOtherAreACycle() throws BadInputException {
        model.apply(frames.events(5000 * MS, e -> {
            names(e);
            begin(e, 31, 1, POOL);
            waits(e, 10 * MS, 0, 0x1f, WaitKind.LOCK, 41);
            e.beginRun(1);
            e.virtualStart(MS, 41, 5, "mover");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 2 * MS, 41);
            e.virtual(EventKind.UNMOUNT, 3 * MS, 41, UnmountReason.MONITOR);
            e.beginRun(0);
            waits(e, 11 * MS, 41, 0x2f, WaitKind.MONITOR, 31);
            begin(e, 32, 2, POOL);
            waits(e, 12 * MS, 0, 0x1f, WaitKind.LOCK, 41);
        }));
        WaitGraph.Path path = WaitGraph.ofTask(model, 0);
        assertThat(path.end()).isEqualTo(WaitGraph.End.CYCLE);
        assertThat(path.cycle()).extracting(WaitGraph.Step::thread).containsExactly(31L, 41L);
        WaitGraph.Path outside = WaitGraph.ofThread(model, 32);
        assertThat(outside.steps()).hasSize(3);
        assertThat(outside.cycle()).extracting(WaitGraph.Step::thread).containsExactly(41L, 31L);
        assertThat(WaitWords.lines(model, path)).contains(
                "transfers-1 in task #1 Transfer waits for a lock (ReentrantLock@1f), owned by mover",
                "mover waits for a monitor (ReentrantLock@2f), owned by transfers-1");

        List<Finding> found = findings(new LockCycle());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(found.getFirst().threads()).containsExactlyInAnyOrder("transfers-1", "mover");
        assertThat(found.getFirst().summary()).startsWith("2 threads have waited for each other for ");
    }

    @Test
    void threeHealthyWaitersOfOneLockAreNoCycle() throws BadInputException {
        model.apply(frames.events(5000 * MS, e -> {
            names(e);
            begin(e, 31, 1, POOL);
            waits(e, 10 * MS, 0, 0x1f, WaitKind.LOCK, 33);
            begin(e, 32, 2, POOL);
            waits(e, 10 * MS, 0, 0x1f, WaitKind.LOCK, 33);
            begin(e, 33, 3, OTHER_POOL);
            waits(e, 10 * MS, 0, 0, WaitKind.SLEEP, 0);
        }));
        assertThat(WaitGraph.ofThread(model, 31).end()).isEqualTo(WaitGraph.End.WAITS);
        assertThat(findings(new LockCycle())).isEmpty();
        assertThat(findings(new StarvationDeadlock())).isEmpty();
    }

    @Test
    void workersThatWaitForTasksQueuedBehindThemStarve() throws BadInputException {
        pools(0);
        model.apply(frames.events(5000 * MS, e -> {
            names(e);
            nested(e, 31, 1, 11, POOL, POOL);
            nested(e, 32, 2, 12, POOL, POOL);
        }));
        pools(5000 * MS);
        WaitGraph.Path path = WaitGraph.ofTask(model, 0);
        assertThat(path.end()).isEqualTo(WaitGraph.End.QUEUED);
        List<Finding> found = findings(new StarvationDeadlock());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().pool()).isEqualTo(POOL);
        assertThat(found.getFirst().threads()).containsExactlyInAnyOrder("transfers-1", "transfers-2");
        assertThat(found.getFirst().summary()).contains("All 2 workers of pool transfers");
    }

    @Test
    void theyStarveThroughSeveralPoolsToo() throws BadInputException {
        pools(0);
        model.apply(frames.events(5000 * MS, e -> {
            names(e);
            nested(e, 31, 1, 11, POOL, OTHER_POOL);
            nested(e, 32, 2, 12, POOL, OTHER_POOL);
            nested(e, 33, 3, 13, OTHER_POOL, POOL);
        }));
        pools(5000 * MS);
        List<Finding> found = findings(new StarvationDeadlock());
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().threads()).hasSize(3);
        assertThat(found.getFirst().summary()).contains("these same pools");
    }

    @Test
    void aPoolThatCanGoOnIsNoDeadlockNorIsWhoWaitsForIt() throws BadInputException {
        pools(0);
        model.apply(frames.events(5000 * MS, e -> {
            names(e);
            nested(e, 31, 1, 11, POOL, OTHER_POOL);
            nested(e, 32, 2, 12, POOL, OTHER_POOL);
            begin(e, 33, 3, OTHER_POOL);
        }));
        pools(5000 * MS);
        assertThat(WaitGraph.ofTask(model, 0).end()).isEqualTo(WaitGraph.End.QUEUED);
        assertThat(findings(new StarvationDeadlock())).isEmpty();
    }

    @Test
    void onceTheFutureIsDoneThePathEnds() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            nested(e, 31, 1, 11, POOL, OTHER_POOL);
            e.beginRun(33);
            e.task(EventKind.START, 20 * MS, 11, OTHER_POOL, 5);
        }));
        assertThat(WaitGraph.ofTask(model, 0).end()).isEqualTo(WaitGraph.End.RUNS);
        assertThat(WaitGraph.ofTask(model, 0).steps()).hasSize(2);
        model.apply(frames.events(e -> {
            e.beginRun(33);
            e.end(30 * MS, 11, Outcome.COMPLETED, 0);
        }));
        assertThat(WaitGraph.ofTask(model, 0).end()).isEqualTo(WaitGraph.End.UNKNOWN);
    }

    /** A task that submits another one and waits for it. */
    private static void nested(EventsWriter e, long worker, int key, int inner, int pool, int innerPool) {
        begin(e, worker, key, pool);
        e.task(EventKind.SUBMIT, 3 * MS, inner, innerPool, 5);
        e.note(EventKind.AWAIT, 4 * MS, inner, 0, 0, 5, 0);
    }
}
