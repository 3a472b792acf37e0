package dev.loomscope.model;

import java.util.function.Consumer;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Tasks of one key: the same Runnable submitted often and to several pools, or Runnables that share an identity hash. */
class SharedKeyTest extends FedModel {
    private static final int OTHER_POOL = 4;
    private static final int MANY = 200_000;

    private Counts counts(long submitted, long completed, long cancelled) {
        return new Counts(submitted, completed, 0, cancelled, 0, submitted - completed - cancelled, 0);
    }

    @Test
    void sameRunnableSubmittedTwiceIsJoinedInOrder() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 110, KEY, POOL, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 120, KEY, POOL, CLASS);
            e.end(200, KEY, Outcome.COMPLETED, 0);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 130, KEY, POOL, CLASS);
            e.end(150, KEY, Outcome.FAILED, 1);
        }));
        assertThat(tasks.size()).isEqualTo(2);
        assertThat(tasks.started(0)).isEqualTo(120);
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.started(1)).isEqualTo(130);
        assertThat(tasks.state(1)).isEqualTo(TaskState.FAILED);
    }

    @Test
    void whatIsRefusedIsWhatItsThreadSubmittedLast() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 120, KEY, POOL, CLASS);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.SUBMIT, 110, KEY, POOL, CLASS);
            e.task(EventKind.REJECT, 130, KEY, POOL, CLASS);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.REJECTED);
        assertThat(tasks.state(2)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.submitted(1)).isEqualTo(110);
    }

    @Test
    void sameKeyInAnotherPoolIsAnotherTask() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 110, KEY, POOL + 1, CLASS);
            e.beginRun(WORKER);
            e.task(EventKind.START, 120, KEY, POOL + 1, CLASS);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.RUNNING);
    }

    @Test
    @Timeout(60)
    void oneRunnableQueuedManyTimesCostsNoMoreThanManyRunnables() throws BadInputException {
        int count = 200_000;
        Consumer<EventsWriter> queued = e -> {
            e.beginRun(CALLER);
            for (int i = 0; i < count; i++) {
                e.task(EventKind.SUBMIT, 1000 + i, KEY, POOL, CLASS);
            }
        };
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.task(EventKind.START, 500, KEY, POOL, CLASS);
        }));
        model.apply(frames.events(queued));
        for (int keyframe = 1; keyframe <= 3; keyframe++) {
            model.apply(frames.keyframe(1_000_000L * keyframe, e -> {
                queued.accept(e);
                e.beginRun(WORKER);
                e.task(EventKind.START, 500, KEY, POOL, CLASS);
            }));
        }
        assertThat(model.counts()).isEqualTo(new Counts(count + 1L, 0, 0, 0, 0, count + 1L, 0));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            e.end(4_000_000, KEY, Outcome.COMPLETED, 0);
            for (int i = 0; i < count; i++) {
                e.task(EventKind.START, 4_000_000 + 2 * i, KEY, POOL, CLASS);
                e.end(4_000_001 + 2 * i, KEY, Outcome.COMPLETED, 0);
            }
        }));
        assertThat(model.counts()).isEqualTo(new Counts(count + 1L, count + 1L, 0, 0, 0, 0, 0));
        assertThat(tasks.started(count)).isEqualTo(4_000_000 + 2 * (count - 1));
    }

    @Test
    @Timeout(60)
    void whatIsQueuedInOnePoolCostsAnotherNothing() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            for (int i = 0; i < MANY; i++) {
                e.task(EventKind.SUBMIT, 1000 + i, KEY, POOL, CLASS);
            }
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            for (int i = 0; i < MANY; i++) {
                long at = 1_000_000 + 10 * i;
                e.task(EventKind.SUBMIT, at, KEY, OTHER_POOL, CLASS);
                e.task(EventKind.START, at + 1, KEY, OTHER_POOL, CLASS);
                e.end(at + 2, KEY, Outcome.COMPLETED, 0);
                e.task(EventKind.SUBMIT, at + 3, KEY, OTHER_POOL, CLASS);
                e.task(EventKind.REMOVE, at + 4, KEY, OTHER_POOL, CLASS);
            }
        }));
        assertThat(model.counts()).isEqualTo(counts(3L * MANY, MANY, MANY));
        assertThat(model.pool(POOL).orElseThrow().queue()).isEqualTo(MANY);
        assertThat(model.pool(OTHER_POOL).orElseThrow().queue()).isZero();
        assertThat(tasks.state(0)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.started(MANY)).isEqualTo(1_000_001);
        assertThat(tasks.state(MANY + 1)).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    @Timeout(60)
    void whatRunsCostsWhatIsQueuedNothing() throws BadInputException {
        int workers = 20_000;
        model.apply(frames.events(e -> {
            for (int i = 0; i < workers; i++) {
                e.beginRun(1000 + i);
                e.task(EventKind.SUBMIT, 1000 + 2 * i, KEY, POOL, CLASS);
                e.task(EventKind.START, 1001 + 2 * i, KEY, POOL, CLASS);
            }
        }));
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            for (int i = 0; i < MANY; i++) {
                long at = 1_000_000 + 10 * i;
                e.task(EventKind.SUBMIT, at, KEY, POOL, CLASS);
                e.task(EventKind.START, at + 1, KEY, POOL, CLASS);
                e.end(at + 2, KEY, Outcome.COMPLETED, 0);
            }
        }));
        assertThat(model.counts()).isEqualTo(counts(workers + MANY, MANY, 0));
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.state(workers - 1)).isEqualTo(TaskState.RUNNING);
        assertThat(tasks.started(workers + MANY - 1)).isEqualTo(1_000_001 + 10L * (MANY - 1));
    }

    @Test
    void whatWasCancelledIsTakenFromTheQueueOnce() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 110, KEY, POOL, CLASS);
            e.cancel(120, KEY);
            e.beginRun(WORKER);
            e.task(EventKind.START, 130, KEY, POOL, CLASS);
            e.end(150, KEY, Outcome.CANCELLED, 0);
            e.beginRun(OTHER_WORKER);
            e.task(EventKind.START, 140, KEY, POOL, CLASS);
            e.end(160, KEY, Outcome.COMPLETED, 0);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.started(0)).isEqualTo(-1);
        assertThat(tasks.state(1)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.started(1)).isEqualTo(140);
        assertThat(model.counts()).isEqualTo(counts(2, 1, 1));
        assertThat(model.pool(POOL).orElseThrow().queue()).isZero();
    }

    @Test
    void aCancelIsForTheOldestOfAllPools() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 110, KEY, OTHER_POOL, CLASS);
            e.task(EventKind.SUBMIT, 120, KEY, POOL, CLASS);
            e.cancel(130, KEY);
            e.cancel(140, KEY);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.state(1)).isEqualTo(TaskState.CANCELLED);
        assertThat(tasks.state(2)).isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void theChainsOfThreePoolsComeAndGoInAnyOrder() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            for (int i = 0; i < 6; i++) {
                e.task(EventKind.SUBMIT, 100 + i, KEY, POOL + i % 3, CLASS);
            }
            long at = 200;
            for (int pool : new int[] {1, 0, 2, 0, 2, 1}) {
                e.task(EventKind.REMOVE, at++, KEY, POOL + pool, CLASS);
                e.task(EventKind.SUBMIT, at++, KEY, POOL + pool, CLASS);
                e.task(EventKind.REMOVE, at++, KEY, POOL + pool, CLASS);
                e.task(EventKind.REMOVE, at++, KEY, POOL + pool, CLASS);
                e.task(EventKind.SUBMIT, at++, KEY, POOL + pool, CLASS);
            }
        }));
        // The second time one more was removed of each than had been submitted.
        assertThat(model.counts()).isEqualTo(counts(6 + 12 + 3, 0, 18));
        assertThat(model.pools()).extracting(Pool::queue).containsExactly(1, 1, 1);
    }

    @Test
    void aKeyframeNamesAsManyAsAreQueuedWhicheverThoseAre() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            for (int i = 0; i < 4; i++) {
                e.task(EventKind.SUBMIT, 100 + i, KEY, POOL, CLASS);
            }
            e.beginRun(WORKER);
            e.task(EventKind.START, 110, KEY, POOL, CLASS);
            e.end(120, KEY, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 130, KEY, POOL, CLASS);
            e.end(140, KEY, Outcome.COMPLETED, 0);
        }));
        model.apply(frames.keyframe(150, e -> {
            e.beginRun(CALLER);
            e.task(EventKind.SUBMIT, 100, KEY, POOL, CLASS);
            e.task(EventKind.SUBMIT, 102, KEY, POOL, CLASS);
        }));
        assertThat(model.counts()).isEqualTo(counts(4, 2, 0));
        assertThat(model.pool(POOL).orElseThrow().queue()).isEqualTo(2);
    }
}
