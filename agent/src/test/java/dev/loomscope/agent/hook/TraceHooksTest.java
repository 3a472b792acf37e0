package dev.loomscope.agent.hook;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

import dev.loomscope.protocol.EventKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A span is noted behind the event that it belongs to or not at all, whatever OpenTelemetry does when it is asked. */
class TraceHooksTest {
    private static final int SUBMIT = EventKind.SUBMIT;
    private static final long SPAN = 0x8000_0000_0000_0001L;

    private final HookMemory memory = memory();
    private final Reader reader = new Reader();
    private Object[] readers;
    private int[] failed;

    private static HookMemory memory() {
        HookMemory memory = HookMemory.of(8, new long[][] {new long[RingLayout.SLOTS + 2 * 8]}, 16, 16, 4, 0);
        memory.enabled()[0] = 1;
        return memory;
    }

    @BeforeEach
    void know() {
        Object[] tables = new Object[3];
        TraceHooks.tables(tables);
        readers = (Object[]) tables[1];
        failed = (int[]) tables[2];
        Rings.use(null);
        readers[1] = new WeakReference<>(reader);
        TraceHooks.configure(2);
    }

    @AfterEach
    void forget() {
        TraceHooks.configure(0);
        readers[1] = null;
        failed[1] = 0;
    }

    private static class Reader implements Supplier<Object>, ToLongFunction<Object>, ToLongBiFunction<Object, Object> {
        Object current = "span";
        Runnable meanwhile = () -> {};
        int questions;

        @Override
        public Object get() {
            questions++;
            meanwhile.run();
            return current;
        }

        @Override
        public long applyAsLong(Object found) {
            return SPAN;
        }

        @Override
        public long applyAsLong(Object found, Object second) {
            return second == null ? 0 : -1;
        }
    }

    private void submit(long time) {
        Rings.put(memory, 0, time, SUBMIT, time);
        TraceHooks.submitted(memory, 0, time);
    }

    private List<String> slots() {
        List<String> slots = new ArrayList<>();
        new TestDrain(memory).drain(
                (owner, word0, word1) -> slots.add((word0 >> 8) + " " + (word0 & 0xFF) + " " + word1));
        return slots;
    }

    @Test
    void theSpanStandsBehindItsEvent() {
        submit(7);
        assertThat(slots()).containsExactly("7 1 7", "7 141 " + SPAN, "0 62 0", "0 62 -1");
    }

    @Test
    void withoutReadersOrWithoutASpanNothingIsNoted() {
        reader.current = null;
        submit(7);
        TraceHooks.configure(0);
        submit(8);
        assertThat(slots()).containsExactly("7 1 7", "8 1 8");
        assertThat(reader.questions).isEqualTo(1);
    }

    @Test
    void aReaderThatThrowsIsNotAskedAgain() {
        reader.meanwhile = () -> {
            throw new IllegalStateException();
        };
        submit(7);
        submit(8);
        assertThat(slots()).containsExactly("7 1 7", "8 1 8");
        assertThat(reader.questions).isEqualTo(1);
        assertThat(failed[1]).isEqualTo(1);
    }

    @Test
    void whereTheStackIsShortTheNextQuestionIsStillAsked() {
        reader.meanwhile = () -> {
            throw new StackOverflowError();
        };
        submit(7);
        reader.meanwhile = () -> {};
        submit(8);
        assertThat(slots()).hasSize(5).startsWith("7 1 7", "8 1 8", "8 141 " + SPAN);
    }

    @Test
    void whatIsSubmittedMeanwhileAsksNotAgainAndKeepsTheSpanFromTheWrongTask() {
        reader.meanwhile = () -> submit(8);
        submit(7);
        assertThat(slots()).containsExactly("7 1 7", "8 1 8");
        assertThat(reader.questions).isEqualTo(1);
        reader.meanwhile = () -> {};
        submit(9);
        assertThat(slots()).hasSize(4).startsWith("9 1 9", "9 141 " + SPAN);
    }

    /** Whoever is asked may block a virtual thread, which goes on with another carrier. */
    @Test
    void behindTheQuestionTheRingIsTakenForAnothersOwn() {
        Ids.reset(16, 4);
        List<Long> kept = new ArrayList<>();
        reader.meanwhile = () -> {
            for (long[] ring : memory.rings()) {
                if (ring != null) {
                    kept.add(ring[LastOrigin.POOL_SUBMIT]);
                    ring[LastOrigin.POOL_SUBMIT] = 0;
                }
            }
        };
        Runnable task = () -> {};
        for (int i = 0; i < 8; i++) {
            TaskEvents.submitted(memory, 0, LastOrigin.POOL_SUBMIT, task, task.getClass(), reader);
            slots();
        }
        assertThat(reader.questions).isEqualTo(8);
        assertThat(kept.get(7)).isNotZero();
        for (long[] ring : memory.rings()) {
            assertThat(ring == null ? 0 : ring[LastOrigin.POOL_SUBMIT]).isZero();
        }
    }

    @Test
    void theSpanOfALostEventIsNotNoted() {
        for (long time = 1; time <= 8; time++) {
            Rings.put(memory, 0, time, SUBMIT, time);
        }
        reader.meanwhile = this::slots;
        submit(9);
        assertThat(slots()).hasSize(8);
        assertThat(reader.questions).isZero();
    }

    @Test
    void theSpanOfAnEventThatIsOnlyCountedIsNotNoted() {
        Rings.put(memory, 0, 8, SUBMIT, 8);
        TraceHooks.submitted(memory, 0, 9);
        memory.modes()[0] = 0;
        submit(10);
        assertThat(slots()).containsExactly("8 1 8", "10 1 10");
        assertThat(reader.questions).isZero();
    }

    @Test
    void theSpanOfAThreadWithANameIsNoted() {
        Rings.put(memory, 2, 7, EventKind.VIRTUAL_START, 7, "a name of 3 slots");
        TraceHooks.submitted(memory, 2, 7);
        assertThat(slots()).hasSize(7).contains("7 141 " + SPAN);
    }

    @Test
    void aCollectedReaderIsPassedOver() {
        readers[0] = new WeakReference<>(null);
        submit(7);
        readers[0] = null;
        assertThat(slots()).hasSize(4);
    }
}
