package dev.loomscope.model;

import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedTasksTest {
    private static final int POOL = 7;
    private static final int FORK = 5;
    private static final long WORKER = 31;
    private static final long CARRIER = 21;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final TaskTable tasks = model.tasks();

    private static void names(EventsWriter e) {
        e.define(DictionarySort.POOL, POOL, "java.util.concurrent.ForkJoinPool@1a2b");
        e.define(DictionarySort.CLASS, FORK, "com.acme.Sum");
        e.define(DictionarySort.TASK_KIND, FORK, TaskKinds.label(TaskKinds.FORK_JOIN));
    }

    private static void mode(EventsWriter e, long time, int family, boolean exact) {
        e.note(EventKind.MODE, time, family, exact ? 1 : 0, 0, 0, 0);
    }

    private static void count(EventsWriter e, long time, long count, int kind, int outcome, int taskClass, int pool) {
        e.note(EventKind.COUNT, time, count, outcome << 8 | kind, 0, taskClass, pool);
    }

    private static String pool(int active, int queue) {
        return "{\"id\":7,\"class\":\"java.util.concurrent.ForkJoinPool\",\"size\":2,\"max\":2,\"core\":2,\"queue\":"
                + queue + ",\"active\":" + active + "}";
    }

    @Test
    void totalsAreEventsAndCountsTogether() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            for (int key = 0; key < 3; key++) {
                e.task(EventKind.SUBMIT, 10 + key, key, POOL, FORK);
            }
            e.task(EventKind.START, 20, 0, POOL, FORK);
            e.end(30, 0, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 40, 1, POOL, FORK);
            mode(e, 100, TaskFamily.FORK_JOIN, false);
            count(e, 500, 1_000, EventKind.SUBMIT, 0, FORK, POOL);
            count(e, 500, 1_001, EventKind.START, 0, FORK, POOL);
            count(e, 500, 990, EventKind.END, Outcome.COMPLETED, FORK, POOL);
            count(e, 500, 10, EventKind.END, Outcome.FAILED, FORK, POOL);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.ended(1)).isEqualTo(100);
        assertThat(tasks.state(2)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(model.counts(TaskKind.FORK_JOIN)).isEqualTo(new Counts(1003, 991, 10, 0, 0, 2, 0));
        assertThat(model.counts(TaskKind.EXECUTOR)).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 0));
        assertThat(model.polls()).isEqualTo(1003);
        assertThat(model.countedPolls()).isEqualTo(1001);
        assertThat(model.countedOnly(TaskKind.FORK_JOIN)).isEqualTo(1000);
        Pool pool = model.pool(POOL).orElseThrow();
        assertThat(pool.tasks()).isEqualTo(1003);
        assertThat(pool.completed()).isEqualTo(991);
        assertThat(pool.failed()).isEqualTo(10);
        assertThat(model.siteStats().getFirst().tasks()).isEqualTo(1003);
        assertThat(model.siteStats().getFirst().failed()).isEqualTo(10);
        assertThat(model.countedStretches()).containsExactly(new CountedStretch(
                CountedStretch.Family.FORK_JOIN, 100, -1, 1000, 1001, 1000, 10));
        SpanCursor span = new SpanCursor();
        assertThat(model.lanes().lane(0).spanAt(300, span)).isFalse();
    }

    @Test
    void whenExactAgainEventsOfUnknownTasksKeepTheTotalsRight() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            e.task(EventKind.SUBMIT, 10, 1, POOL, FORK);
            e.task(EventKind.START, 20, 1, POOL, FORK);
            mode(e, 100, TaskFamily.FORK_JOIN, false);
            count(e, 200, 2, EventKind.SUBMIT, 0, FORK, POOL);
        }));
        model.apply(frames.sample(250, pool(1, 2), ""));
        assertThat(model.pool(POOL).orElseThrow().active()).isEqualTo(1);
        assertThat(model.pool(POOL).orElseThrow().queue()).isEqualTo(2);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            mode(e, 300, TaskFamily.FORK_JOIN, true);
        }));
        model.apply(frames.sample(310, pool(1, 2), ""));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 320, 2, POOL, FORK);
            e.end(330, 2, Outcome.COMPLETED, 0);
            e.end(340, 1, Outcome.COMPLETED, 0);
            e.task(EventKind.SUBMIT, 350, 4, POOL, FORK);
            e.task(EventKind.START, 360, 3, POOL, FORK);
            e.end(370, 3, Outcome.FAILED, 0);
            e.task(EventKind.START, 380, 4, POOL, FORK);
            e.end(390, 4, Outcome.COMPLETED, 0);
        }));
        assertThat(model.counts(TaskKind.FORK_JOIN)).isEqualTo(new Counts(4, 3, 1, 0, 0, 0, 0));
        Pool pool = model.pool(POOL).orElseThrow();
        assertThat(pool.tasks()).isEqualTo(4);
        assertThat(pool.active()).isZero();
        assertThat(pool.queue()).isZero();
        assertThat(model.countedStretches()).extracting(CountedStretch::to).containsExactly(300L);
    }

    @Test
    void virtualThreadsAreLetGoAndFoundAgain() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtualStart(10, 41, 0, "");
            e.virtual(EventKind.MOUNT, 20, 41);
            mode(e, 100, TaskFamily.VIRTUAL_THREAD, false);
            count(e, 200, 500, EventKind.VIRTUAL_START, 0, 0, 0);
            count(e, 200, 700, EventKind.MOUNT, 0, 0, 0);
            count(e, 200, 499, EventKind.VIRTUAL_END, Outcome.COMPLETED, 0, 0);
            mode(e, 300, TaskFamily.VIRTUAL_THREAD, true);
            e.virtual(EventKind.MOUNT, 310, 41);
            e.virtual(EventKind.VIRTUAL_END, 320, 41, Outcome.COMPLETED);
            e.virtual(EventKind.VIRTUAL_END, 330, 99, Outcome.COMPLETED);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.virtualThread(1)).isEqualTo(41);
        assertThat(model.counts(TaskKind.VIRTUAL_THREAD)).isEqualTo(new Counts(501, 501, 0, 0, 0, 0, 0));
        assertThat(model.polls()).isEqualTo(702);
        assertThat(model.pools().getLast().active()).isZero();
        assertThat(model.countedStretches()).containsExactly(new CountedStretch(
                CountedStretch.Family.VIRTUAL_THREAD, 100, 300, 500, 700, 499, 0));
    }

    @Test
    void whatIsSeenToBeThereWhileItIsCountedIsNotCountedTwice() throws BadInputException {
        model.apply(frames.keyframe(0, e -> {
            e.beginRun(0);
            mode(e, 0, TaskFamily.VIRTUAL_THREAD, false);
            mode(e, 0, TaskFamily.POOL, false);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            count(e, 10, 5, EventKind.VIRTUAL_START, 0, 0, 0);
            count(e, 10, 5, EventKind.MOUNT, 0, 0, 0);
            e.virtualAdopt(20, 41, AdoptedState.WAITING, 0, "");
            count(e, 30, 2, EventKind.THREAD_START, 0, 0, 0);
            e.beginRun(51);
            e.note(EventKind.THREAD_ADOPT, 40, 51, 0, 0, 0, 0);
            e.note(EventKind.THREAD_END, 50, 51, Outcome.COMPLETED, 0, 0, 0);
            e.note(EventKind.THREAD_END, 60, 52, Outcome.FAILED, 0, 0, 0);
        }));
        assertThat(model.counts(TaskKind.VIRTUAL_THREAD)).isEqualTo(new Counts(5, 0, 0, 0, 0, 5, 0));
        assertThat(model.pools().getLast().tasks()).isEqualTo(5);
        assertThat(model.counts(TaskKind.THREAD)).isEqualTo(new Counts(2, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void whatIsToldOfACountedFamilyIsAStragglerAndLetGoOf() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            mode(e, 100, TaskFamily.FORK_JOIN, false);
            e.task(EventKind.SUBMIT, 105, 1, POOL, FORK);
            e.task(EventKind.START, 110, 1, POOL, FORK);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            count(e, 200, 1, EventKind.END, Outcome.COMPLETED, FORK, POOL);
        }));
        assertThat(model.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aPoolThatIsCountedLeavesOthersAsTheyAre() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.define(DictionarySort.POOL, 8, "java.util.concurrent.ThreadPoolExecutor@1");
            e.beginRun(WORKER);
            e.task(EventKind.SUBMIT, 10, 1, 8, 0);
            e.task(EventKind.START, 20, 1, 8, 0);
            mode(e, 100, TaskFamily.FORK_JOIN, false);
            mode(e, 100, 17, false);
            e.end(200, 1, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(model.counts(TaskKind.EXECUTOR)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }

    /** The agent finds out who keeps a carrier; the counts have its start, its mount and its end. */
    @Test
    void aVirtualThreadMetOnItsCarrierCountsOnce() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            mode(e, 10, TaskFamily.VIRTUAL_THREAD, false);
            count(e, 50, 1, EventKind.VIRTUAL_START, 0, 0, 0);
            count(e, 50, 1, EventKind.MOUNT, 0, 0, 0);
            e.virtualAdopt(60, 77, AdoptedState.RUNNABLE, 0, "held");
            e.virtual(EventKind.MOUNT, 60, 77);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        assertThat(model.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0));
        assertThat(model.polls()).isEqualTo(1);
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            count(e, 900, 1, EventKind.VIRTUAL_END, Outcome.COMPLETED, 0, 0);
            e.virtual(EventKind.VIRTUAL_END, 1_000, 77, Outcome.UNKNOWN);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.busy(0, 1_000)).isEqualTo(940);
        assertThat(model.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
        assertThat(model.polls()).isEqualTo(1);
    }

    @Test
    void lossesAreToldByCategory() throws BadInputException {
        model.apply(frames.loss("fork-join", 10, 5, 6));
        model.apply(frames.loss("task", 3, 5, 6));
        model.apply(frames.loss("fork-join", 4, 7, 8));
        assertThat(model.lossesByCategory()).containsEntry("task", 3L).hasSize(2);
        assertThat(model.eventsDropped()).isEqualTo(model.lossesByCategory().values().stream().mapToLong(n -> n).sum());
    }

    private static void count(EventsWriter e, long time, long count, int kind, long ages, long doubtUs) {
        e.note(EventKind.COUNT, time, count, doubtUs << 16 | kind, ages, FORK, POOL);
    }

    @Test
    void waitsOfCountedTasksAreTheAreaUnderTheQueue() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            // This one waits until it starts, which is counted.
            e.task(EventKind.SUBMIT, 1_000, 1, POOL, FORK);
            mode(e, 10_000, TaskFamily.FORK_JOIN, false);
            // Three came at 20,000, 30,000 and 40,000.
            count(e, 50_000, 3, EventKind.SUBMIT, 30_000 + 20_000 + 10_000, 2);
            // The first one and another went at 60,000 and 70,000.
            count(e, 70_000, 2, EventKind.START, 10_000, 1);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            mode(e, 80_000, TaskFamily.FORK_JOIN, true);
            // One of which only the start is recorded, and one of which all is.
            e.task(EventKind.START, 90_000, 3, POOL, FORK);
            e.task(EventKind.SUBMIT, 91_000, 4, POOL, FORK);
            e.task(EventKind.START, 95_000, 4, POOL, FORK);
            mode(e, 100_000, TaskFamily.FORK_JOIN, false);
            count(e, 110_000, 1, EventKind.START, 0, 1);
        }));
        long area = 60_000 + 70_000 + 90_000 + 95_000 + 110_000 - 1_000 - 20_000 - 30_000 - 40_000 - 91_000;
        long doubt = 3 * 2_000 + 2 * 1_000 + 1_000;
        CountedWaits expected = new CountedWaits(5, area / 5, Math.round(doubt / 5.0));
        assertThat(model.pool(POOL).orElseThrow().countedWaits()).isEqualTo(expected);
        assertThat(model.siteStats().getFirst().countedWaits()).isEqualTo(expected);
        // Of the others no single wait is known, not even that there was none.
        assertThat(model.pool(POOL).orElseThrow().waits()).isEqualTo(new LongSummary(1, 4_000, 4_000, 4_000, 4_000));
    }

    @Test
    void whatIsUnaccountedForIsMadeUpForInTime() throws BadInputException {
        long second = 1_000_000_000;
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            mode(e, 10, TaskFamily.FORK_JOIN, false);
            // Its submit is not among those of the pool.
            count(e, 20, 1, EventKind.START, 0, 0);
        }));
        model.apply(frames.sample(2 * second, pool(0, 0), ""));
        model.apply(frames.sample(4 * second, pool(0, 0), ""));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            count(e, 5 * second, 2, EventKind.SUBMIT, 0, 0);
            count(e, 6 * second, 1, EventKind.START, 0, 0);
        }));
        model.apply(frames.sample(7 * second, pool(0, 1), ""));
        assertThat(model.pool(POOL).orElseThrow().countedWaits().tasks()).isEqualTo(3);
        model.apply(frames.sample(8 * second, pool(0, 0), ""));
        model.apply(frames.sample(10 * second, pool(0, 0), ""));
        CountedWaits before = model.pool(POOL).orElseThrow().countedWaits();
        model.apply(frames.sample(20 * second, pool(0, 0), ""));
        // Nobody waits any more, though one did not start.
        assertThat(model.pool(POOL).orElseThrow().countedWaits()).isEqualTo(before);
    }

    @Test
    void virtualThreadsThatAreCountedWaitForCarriersAndOffThem() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.CLASS, FORK, "com.acme.Handler");
            e.beginRun(CARRIER);
            e.virtualStart(1_000, 41, FORK, "");
            e.virtual(EventKind.MOUNT, 2_000, 41);
            e.virtual(EventKind.UNMOUNT, 3_000, 41, UnmountReason.PARK);
            mode(e, 10_000, TaskFamily.VIRTUAL_THREAD, false);
            // The one that is parked is woken at 20,000 and mounted at 30,000; it sleeps from 40,000 to 50,000.
            e.note(EventKind.COUNT, 60_000, 2, EventKind.WAKE, 40_000 + 10_000, 0, 0);
            e.note(EventKind.COUNT, 60_000, 2, EventKind.MOUNT, 30_000 + 5_000, 0, 0);
            e.note(EventKind.COUNT, 60_000, 1, UnmountReason.SLEEP << 8 | EventKind.UNMOUNT, 20_000, FORK, 0);
        }));
        assertThat(model.countedParks()).isEqualTo(new CountedWaits(2, (17_000 + 10_000) / 2, 0));
        assertThat(model.pools().getLast().countedWaits()).isEqualTo(new CountedWaits(2, (10_000 + 5_000) / 2, 0));
        assertThat(model.countedUnmounts(LeaveReason.SLEEP)).isEqualTo(1);
        assertThat(model.siteStats().getFirst().countedUnmounts()).isEqualTo(1);
    }

    @Test
    void aLongRunnerOfACountedFamilyIsFollowedAndCountsOnce() throws BadInputException {
        model.apply(frames.events(e -> {
            names(e);
            e.beginRun(WORKER);
            mode(e, 10, TaskFamily.FORK_JOIN, false);
            count(e, 20, 1, EventKind.SUBMIT, 0, FORK, POOL);
            count(e, 20, 1, EventKind.START, 0, FORK, POOL);
            e.task(EventKind.ADOPT, 30, 0, POOL, FORK);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.workerState(40, WorkerState.WAITING);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            count(e, 60, 1, EventKind.END, Outcome.COMPLETED, FORK, POOL);
            e.end(60, 0, Outcome.UNKNOWN, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.NOT_FOLLOWED);
        assertThat(tasks.ended(0)).isEqualTo(60);
        assertThat(tasks.started(0)).isEqualTo(30);
        assertThat(model.counts(TaskKind.FORK_JOIN)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }
}
