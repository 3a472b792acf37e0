package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rings lose events only where they are full, and count what they lose, whoever comes and goes. */
class RingsTest {
    private static final int KIND = 1;

    @BeforeEach
    void forgetThatSparesWereMissing() {
        Rings.use(null);
    }

    private static HookMemory memory(int rings, int places, int slots) {
        long[][] spares = new long[rings][];
        for (int i = 0; i < rings; i++) {
            spares[i] = new long[RingLayout.SLOTS + 2 * slots];
        }
        HookMemory memory = HookMemory.of(places, spares, 16, 16, 4, 0);
        memory.enabled()[0] = 1;
        return memory;
    }

    private static List<Long> words(TestDrain drain) {
        List<Long> words = new ArrayList<>();
        drain.drain((owner, word0, word1) -> words.add(word1));
        return words;
    }

    @Test
    void whatIsWrittenIsReadInOrderAroundTheEndOfTheRing() {
        HookMemory memory = memory(1, 8, 8);
        TestDrain drain = new TestDrain(memory);
        long next = 0;
        for (int round = 0; round < 100; round++) {
            List<Long> written = new ArrayList<>();
            for (int i = 0; i < round % 9; i++) {
                Rings.put(memory, 0, next, KIND, next);
                written.add(next++);
            }
            assertThat(words(drain)).isEqualTo(written);
        }
        assertThat(drain.lost()).isZero();
    }

    @Test
    void timeAndKindShareAWord() {
        HookMemory memory = memory(1, 8, 8);
        long time = (1L << 50) + 12345;
        Rings.put(memory, 2, time, 14, -1);
        new TestDrain(memory).drain((owner, word0, word1) -> {
            assertThat(owner).isEqualTo(Jdk.id(Thread.currentThread()));
            assertThat(word0 >> 8).isEqualTo(time);
            assertThat(word0 & 0xFF).isEqualTo(14);
            assertThat(word1).isEqualTo(-1);
        });
    }

    @Test
    void beforeARingIsFullItsFamilyIsCountedWhereThatIsAllowed() {
        HookMemory memory = memory(1, 8, 8);
        memory.closes()[0] = HookMemory.BEFORE_FULL;
        memory.closes()[2] = HookMemory.WHEN_FULL;
        Rings.use(memory);
        TestDrain drain = new TestDrain(memory);
        for (long i = 0; i < 6; i++) {
            Rings.put(memory, 0, 10 + i, KIND, i);
        }
        assertThat(Rings.exact(memory, 0)).isTrue();
        Rings.put(memory, 0, 16, KIND, 6);
        assertThat(memory.modes()).containsExactly(0, 1, 1);
        assertThat(memory.closes()).containsExactly(16, HookMemory.NEVER, HookMemory.WHEN_FULL);
        Rings.put(memory, 2, 17, KIND, 7);
        Rings.put(memory, 1, 18, KIND, 8);
        assertThat(memory.modes()).containsExactly(0, 1, 1);
        Rings.put(memory, 2, 19, KIND, 9);
        assertThat(memory.modes()).containsExactly(0, 1, 0);
        assertThat(memory.closes()).containsExactly(16, HookMemory.NEVER, 19);
        assertThat(words(drain)).hasSize(8);
        assertThat(drain.lost()).isEqualTo(2);
    }

    @Test
    void aFullRingKeepsTheOldestAndCountsTheRestByCategory() {
        HookMemory memory = memory(1, 8, 8);
        for (long i = 0; i < 8; i++) {
            Rings.put(memory, 0, i, KIND, i);
        }
        Rings.put(memory, 0, 100, KIND, 8);
        Rings.put(memory, 2, 200, KIND, 9);
        Rings.put(memory, 2, 300, KIND, 10);
        long[] ring = Rings.of(memory, Thread.currentThread(), Jdk.id(Thread.currentThread()), 0);
        assertThat(ring[RingLayout.LOST]).isEqualTo(1);
        assertThat(ring[RingLayout.LOST + 2]).isEqualTo(2);
        assertThat(ring[RingLayout.LOST_AT]).isEqualTo(300);
        TestDrain drain = new TestDrain(memory);
        assertThat(words(drain)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        Rings.put(memory, 0, 400, KIND, 11);
        assertThat(words(drain)).containsExactly(11L);
    }

    @Test
    void aNameComesWholeOrNotAtAll() {
        HookMemory memory = memory(1, 8, 8);
        TestDrain drain = new TestDrain(memory);
        Rings.put(memory, 2, 1, KIND, 7, "abcdefghi");
        List<Long> slots = new ArrayList<>();
        drain.drain((owner, word0, word1) -> slots.addAll(List.of(word0, word1)));
        long text = 9L << 8 | RingLayout.TEXT;
        assertThat(slots).containsExactly(1L << 8 | KIND, 7L, text, 0x6867666564636261L, text, 0x69L);

        for (long i = 0; i < 6; i++) {
            Rings.put(memory, 2, i, KIND, i);
        }
        Rings.put(memory, 2, 1, KIND, 7, "abcdefghi");
        assertThat(words(drain)).hasSize(6);
        assertThat(drain.lost()).isEqualTo(1);
    }

    @Test
    void aLongNameIsCutAndForeignLettersAreMarked() {
        HookMemory memory = memory(1, 8, 8);
        Rings.put(memory, 2, 1, KIND, 7, "\u4e2d" + "x".repeat(100));
        List<Long> slots = new ArrayList<>();
        new TestDrain(memory).drain((owner, word0, word1) -> slots.addAll(List.of(word0, word1)));
        assertThat(slots).hasSize(12);
        assertThat(slots.get(2)).isEqualTo((long) RingLayout.MAX_NAME << 8 | RingLayout.TEXT);
        assertThat(slots.get(3)).isEqualTo(0x787878787878783FL);
    }

    @Test
    void threadsBeyondTheRingsAreCounted() throws Exception {
        HookMemory memory = memory(1, 8, 8);
        Rings.put(memory, 0, 1, KIND, 1);
        run(() -> {
            Rings.put(memory, 0, 2, KIND, 2);
            Rings.put(memory, 2, 3, KIND, 3);
            Rings.put(memory, 2, 4, KIND, 4);
        });
        assertThat(memory.unserved()).startsWith(1, 0, 2, 1, 0, 2);
        assertThat(words(new TestDrain(memory))).containsExactly(1L);
    }

    @Test
    void theRingOfAnEndedThreadServesTheNextOne() throws Exception {
        HookMemory memory = memory(1, 8, 8);
        TestDrain drain = new TestDrain(memory);
        Map<Long, List<Long>> read = new HashMap<>();
        for (long i = 0; i < 50; i++) {
            long time = i * 1_000_000_000;
            long word = i;
            Thread thread = run(() -> {
                for (int event = 0; event < 5; event++) {
                    Rings.put(memory, 0, time, KIND, word);
                }
            });
            int recycled = drain.drainAndRecycle(
                    (owner, word0, word1) -> read.computeIfAbsent(owner, id -> new ArrayList<>()).add(word1));
            assertThat(recycled).isEqualTo(1);
            assertThat(read).containsEntry(Jdk.id(thread), List.of(word, word, word, word, word));
        }
        assertThat(read).hasSize(50);
        assertThat(drain.lost()).isZero();
    }

    /** 4 threads at a time, new ones all the while, share 3 rings of 64 slots, and one drain empties and recycles them. */
    @Test
    void underLoadWhatIsReadAndWhatIsLostIsWhatWasWritten() throws Exception {
        HookMemory memory = memory(3, 32, 64);
        TestDrain drain = new TestDrain(memory);
        Map<Long, List<Long>> read = new HashMap<>();
        TestDrain.Sink sink = (owner, word0, word1) -> read.computeIfAbsent(owner, id -> new ArrayList<>()).add(word1);
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                drain.drainAndRecycle(sink);
            }
        });
        reader.start();
        int writers = 200;
        int events = 5000;
        for (int round = 0; round < writers / 4; round++) {
            List<Thread> threads = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> {
                    await(start);
                    for (long event = 0; event < events; event++) {
                        Rings.put(memory, 0, System.nanoTime(), KIND, event);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        done.set(true);
        reader.join();
        drain.drain(sink);

        long got = 0;
        for (List<Long> words : read.values()) {
            assertThat(words).isSorted().doesNotHaveDuplicates();
            got += words.size();
        }
        assertThat(got).isPositive();
        assertThat(got + drain.lost()).isEqualTo((long) writers * events);
    }

    private static Thread run(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
