package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted and what is published add up to what happened, whatever there is room for. */
class CountersTest {
    private static final int POOL = TaskFamily.POOL;

    private static HookMemory memory(int spares, int slots) {
        Rings.use(null);
        long[][] rings = new long[spares][RingLayout.SLOTS + 2 * slots];
        return HookMemory.of(8, rings, 64, 64, 8, 0);
    }

    /** How often each key was counted in the ring of the calling thread, as {@code kind/outcome/pool/class}. */
    private static Map<String, Long> counted(long[] ring) {
        Map<String, Long> counted = new TreeMap<>();
        for (int at = RingLayout.COUNTS; at < RingLayout.OVERFLOW; at += 2) {
            long key = ring[at];
            if (key != 0) {
                String name = (key & 0xFF) + "/" + (key >> 8 & 0xFF) + "/" + (key >> 32 & 0xFFFF) + "/"
                        + (key >> 16 & 0xFFFF);
                counted.put(name, ring[at + 1]);
            }
        }
        for (int i = 0; i < Counters.INDEXES; i++) {
            if (ring[RingLayout.OVERFLOW + i] != 0) {
                int what = Counters.whatOf(i);
                counted.merge("any " + (what & 0xFF) + "/" + (what >> 8), ring[RingLayout.OVERFLOW + i], Long::sum);
            }
        }
        return counted;
    }

    @SuppressWarnings("deprecation")
    private static long[] ownRing(HookMemory memory) {
        return Rings.of(memory, Thread.currentThread(), Thread.currentThread().getId(), 0);
    }

    @Test
    void keysAreCountedApart() {
        HookMemory memory = memory(1, 8);
        for (int i = 0; i < 3; i++) {
            Rings.count(memory, POOL, EventKind.SUBMIT, 0, 7, 9);
        }
        Rings.count(memory, POOL, EventKind.END, Outcome.FAILED, 7, 9);
        Rings.count(memory, TaskFamily.VIRTUAL_THREAD, EventKind.UNMOUNT, 6, 0, 0);
        long[] ring = ownRing(memory);
        assertThat(counted(ring)).isEqualTo(Map.of("1/0/7/9", 3L, "3/1/7/9", 1L, "12/6/0/0", 1L));
        assertThat(ring[RingLayout.COUNTED]).isEqualTo(4);
        assertThat(ring[RingLayout.COUNTED + TaskFamily.VIRTUAL_THREAD]).isEqualTo(1);
    }

    @Test
    void whatFindsNoEntryIsCountedByKindAndOutcome() {
        HookMemory memory = memory(1, 8);
        int keys = 500;
        for (int type = 1; type <= keys; type++) {
            Rings.count(memory, POOL, EventKind.END, Outcome.FAILED, 1, type);
            Rings.count(memory, POOL, EventKind.END, Outcome.FAILED, 1, type);
        }
        long[] ring = ownRing(memory);
        Map<String, Long> counted = counted(ring);
        assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * keys);
        assertThat(counted.keySet().stream().filter(key -> key.startsWith("any"))).containsExactly("any 3/1");
        assertThat(counted).hasSizeGreaterThan(RingLayout.ENTRIES / 2);
        assertThat(ring[RingLayout.COUNTED]).isEqualTo(2 * keys);
    }

    @Test
    void whatIsLostIsCountedToo() {
        HookMemory memory = memory(1, 4);
        for (int i = 0; i < 10; i++) {
            Rings.put(memory, POOL, i, EventKind.SUBMIT, 5L << 32 | 3 << 16 | 2);
        }
        Rings.note(memory, POOL, 11, EventKind.THREAD_END, 1, Outcome.FAILED, 0, 4, 0);
        Rings.put(memory, TaskFamily.VIRTUAL_THREAD, 12, EventKind.UNMOUNT, 77L << 16 | 3);
        Rings.put(memory, TaskFamily.VIRTUAL_THREAD, 12, EventKind.VIRTUAL_START, 77L << 16 | 8, "name");
        long[] ring = ownRing(memory);
        assertThat(counted(ring))
                .isEqualTo(
                        Map.of("1/0/3/2", 6L, EventKind.THREAD_END + "/1/0/4", 1L, "12/3/0/0", 1L, "10/0/0/8", 1L));
        assertThat(ring[RingLayout.LOST]).isEqualTo(7);
        assertThat(ring[RingLayout.LOST + TaskFamily.VIRTUAL_THREAD]).isEqualTo(2);
    }

    @Test
    void threadsWithoutARingCountInOnePlace() throws Exception {
        HookMemory memory = memory(0, 4);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 1000; n++) {
                    Rings.count(memory, TaskFamily.FORK_JOIN, EventKind.END, Outcome.CANCELLED, 1, 2);
                    Rings.put(memory, TaskFamily.FORK_JOIN, n, EventKind.END, (long) Outcome.FAILED << 16);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] unserved = memory.unserved();
        assertThat(unserved[TaskFamily.FORK_JOIN]).isEqualTo(4000);
        assertThat(unserved[HookMemory.UNSERVED_COUNTED + TaskFamily.FORK_JOIN]).isEqualTo(8000);
        int counts = HookMemory.UNSERVED_COUNTS;
        assertThat(unserved[counts + Counters.index(EventKind.END, Outcome.CANCELLED)]).isEqualTo(4000);
        assertThat(unserved[counts + Counters.index(EventKind.END, Outcome.FAILED)]).isEqualTo(4000);
    }

    /**
     * 6 threads, new ones all the while, share 4 small rings, so that some have none and all overflow, while the mode changes
     * and one drain empties the rings and gives them back.
     */
    @Test
    void whateverHappensEachCallIsPublishedOrCounted() throws Exception {
        HookMemory memory = memory(4, 64);
        TestDrain drain = new TestDrain(memory);
        AtomicLong published = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            for (int round = 0; !done.get(); round++) {
                drain.drainAndRecycle((owner, word0, word1) -> published.incrementAndGet());
                memory.modes()[POOL] = round & 1;
            }
        });
        reader.start();
        int writers = 60;
        int calls = 20_000;
        for (int round = 0; round < writers / 6; round++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int type = i;
                Thread thread = new Thread(() -> {
                    for (int call = 0; call < calls; call++) {
                        if (Rings.exact(memory, POOL)) {
                            Rings.put(memory, POOL, System.nanoTime(), EventKind.SUBMIT, (long) call << 32 | type);
                        } else {
                            Rings.count(memory, POOL, EventKind.SUBMIT, 0, 0, call % 100);
                        }
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        done.set(true);
        reader.join();
        drain.drain((owner, word0, word1) -> published.incrementAndGet());
        assertThat(published.get()).isPositive();
        assertThat(drain.lost()).isPositive();
        assertThat(drain.counted()).isGreaterThan(drain.lost());
        assertThat(published.get() + drain.counted()).isEqualTo((long) writers * calls);
    }

    @Test
    void everyKindAndOutcomeHasItsIndex() {
        for (int kind : new int[] {EventKind.SUBMIT, EventKind.UNMOUNT, EventKind.DUE, EventKind.MODE}) {
            for (int outcome = 0; outcome < 4; outcome++) {
                int index = Counters.index(kind, outcome);
                assertThat(index).isBetween(0, Counters.INDEXES - 1);
                assertThat(Counters.whatOf(index)).isEqualTo(outcome << 8 | kind);
            }
        }
    }
}
