package dev.loomscope.model;

import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedTasksTest extends CountedModel {
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

    @Test
    void lossesAreToldByCategory() throws BadInputException {
        model.apply(frames.loss("fork-join", 10, 5, 6));
        model.apply(frames.loss("task", 3, 5, 6));
        model.apply(frames.loss("fork-join", 4, 7, 8));
        assertThat(model.lossesByCategory()).containsEntry("task", 3L).hasSize(2);
        assertThat(model.eventsDropped()).isEqualTo(model.lossesByCategory().values().stream().mapToLong(n -> n).sum());
    }
}
