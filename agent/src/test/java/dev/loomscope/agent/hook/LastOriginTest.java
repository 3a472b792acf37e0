package dev.loomscope.agent.hook;

import java.util.concurrent.FutureTask;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever does the same again is counted where it was counted before, and nobody else is. */
class LastOriginTest {
    private static final int NOTE = LastOrigin.POOL_SUBMIT;

    private final Object pool = new Object();
    private final Object otherPool = new Object();
    private final Runnable task = new First();
    private HookMemory memory = HookMemory.of(8, new long[1][RingLayout.SLOTS + 16], 64, 64, 64, 0);

    private static final class First implements Runnable {
        @Override
        public void run() {}
    }

    private static final class Second implements Runnable {
        @Override
        public void run() {}
    }

    @BeforeEach
    void install() {
        memory.enabled()[0] = 1;
        java.util.Arrays.fill(memory.modes(), 0);
        new Control().accept(Control.message(memory));
    }

    @AfterEach
    void remove() {
        new Control().accept(new Object[0]);
    }

    private long[] ring() {
        long[] ring = memory.rings()[(int) Jdk.id(Thread.currentThread()) & 7];
        assertThat(ring).isNotNull();
        return ring;
    }

    private long count(int kind, Object of, Class<?> type) {
        int place = Counters.place(ring(), TaskFamily.POOL, kind, Outcome.COMPLETED, Ids.ofPool(memory, of),
                Ids.ofClass(memory, type));
        return ring()[place];
    }

    @Test
    void isKeptOnceTheSitesOfAClassAreKnown() {
        for (int i = 1; i <= 10; i++) {
            TaskHooks.submitted(pool, task);
            // The first one finds the thread without a ring.
            assertThat(LastOrigin.is(ring(), NOTE, task, First.class, pool)).isEqualTo(i >= 4);
        }
        assertThat(count(EventKind.SUBMIT, pool, First.class)).isEqualTo(10);
        assertThat(LastOrigin.is(ring(), NOTE, task, First.class, otherPool)).isFalse();
        assertThat(LastOrigin.is(ring(), NOTE, new Second(), Second.class, pool)).isFalse();
        assertThat(LastOrigin.is(ring(), NOTE, new FutureTask<>(task, ""), First.class, pool)).isFalse();
    }

    @Test
    void whoeverTakesTurnsIsCountedByPoolAndClass() {
        Runnable second = new Second();
        for (int i = 0; i < 100; i++) {
            TaskHooks.submitted(pool, task);
            TaskHooks.submitted(pool, task);
            TaskHooks.submitted(pool, second);
            TaskHooks.submitted(otherPool, second);
            WorkerHooks.started(task, pool);
            WorkerHooks.ended(task, null);
            WorkerHooks.started(second, otherPool);
            WorkerHooks.ended(second, i % 10 == 0 ? new IllegalStateException() : null);
        }
        assertThat(count(EventKind.SUBMIT, pool, First.class)).isEqualTo(200);
        assertThat(count(EventKind.SUBMIT, pool, Second.class)).isEqualTo(100);
        assertThat(count(EventKind.SUBMIT, otherPool, First.class)).isZero();
        assertThat(count(EventKind.SUBMIT, otherPool, Second.class)).isEqualTo(100);
        assertThat(count(EventKind.START, pool, First.class)).isEqualTo(100);
        assertThat(count(EventKind.END, pool, First.class)).isEqualTo(100);
        assertThat(count(EventKind.END, otherPool, Second.class)).isEqualTo(90);
        assertThat(ring()[RingLayout.COUNTED]).isEqualTo(800);
    }

    @Test
    void isGoneWithTheRingsOwner() {
        for (int i = 0; i < 10; i++) {
            TaskHooks.submitted(pool, task);
        }
        Counters.clear(ring());
        assertThat(LastOrigin.is(ring(), NOTE, task, First.class, pool)).isFalse();
    }
}
