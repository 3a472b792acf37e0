package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each object gets one slot, whoever asks first, and is handed over once. */
class IdsTest {
    private static HookMemory memory(int table, int sites) {
        HookMemory memory = HookMemory.of(8, new long[1][], table, table, sites, 0);
        memory.enabled()[0] = 1;
        return memory;
    }

    @Test
    void theSameObjectKeepsItsSlotAndIsHandedOverOnce() {
        HookMemory memory = memory(64, 1);
        int slot = Ids.ofClass(memory, String.class);
        assertThat(slot).isPositive();
        assertThat(memory.classes()[slot - 1]).isEqualTo(String.class);
        assertThat(memory.classKeys()[slot - 1]).isNotZero();
        assertThat(memory.news()).containsExactly(1, 0);
        memory.classes()[slot - 1] = null;
        assertThat(Ids.ofClass(memory, String.class)).isEqualTo(slot);
        assertThat(memory.classes()[slot - 1]).isNull();
    }

    @Test
    void whereThereIsNoRoomTheAnswerIsZero() {
        HookMemory memory = memory(4, 1);
        Object[] pools = {new Object(), new Object(), new Object(), new Object()};
        assertThat(Arrays.stream(pools).map(pool -> Ids.ofPool(memory, pool))).doesNotContain(0)
                .doesNotHaveDuplicates();
        assertThat(Ids.ofPool(memory, new Object())).isZero();
        assertThat(Ids.ofPool(memory, pools[2])).isPositive();
    }

    @Test
    void threadsThatAskAtOnceGetTheSameSlots() throws Exception {
        int threads = 4;
        for (int round = 0; round < 200; round++) {
            HookMemory memory = memory(256, 1);
            Object[] pools = new Object[150];
            Arrays.setAll(pools, i -> new Object());
            int[][] slots = new int[threads][pools.length];
            CyclicBarrier barrier = new CyclicBarrier(threads);
            List<Thread> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int[] mine = slots[t];
                int first = t * 7;
                Thread thread = new Thread(() -> {
                    try {
                        barrier.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    for (int i = 0; i < pools.length; i++) {
                        int at = (first + i) % pools.length;
                        mine[at] = Ids.ofPool(memory, pools[at]);
                    }
                });
                all.add(thread);
                thread.start();
            }
            for (Thread thread : all) {
                thread.join();
            }
            for (int t = 1; t < threads; t++) {
                assertThat(slots[t]).isEqualTo(slots[0]);
            }
            Map<Object, Boolean> handedOver = new IdentityHashMap<>();
            Arrays.stream(memory.pools()).filter(Objects::nonNull).forEach(pool -> handedOver.put(pool, true));
            assertThat(handedOver).hasSize(pools.length);
        }
    }

    @Test
    void theFirstSubmissionsOfAClassAreSampledAndThenOneInAThousand() {
        HookMemory memory = memory(64, 8);
        Ids.reset(64, 8);
        for (int i = 0; i < 3000; i++) {
            Ids.site(memory, 5);
        }
        // The first four, the 1,025th and the 2,049th.
        assertThat(Arrays.stream(memory.sites()).filter(Objects::nonNull)).hasSize(6)
                .allMatch(site -> Arrays.stream(((Throwable) site).getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(IdsTest.class.getName())));
        assertThat(Arrays.copyOf(memory.siteClasses(), 6)).containsOnly(5);
    }

    @Test
    void whereNobodyTakesTheSitesTheyAreNotReplaced() {
        HookMemory memory = memory(64, 2);
        Ids.reset(64, 2);
        Ids.site(memory, 1);
        Ids.site(memory, 2);
        Object[] before = memory.sites().clone();
        Ids.site(memory, 3);
        assertThat(memory.sites()).containsExactly(before);
        memory.sites()[0] = null;
        Ids.site(memory, 3);
        assertThat(memory.siteClasses()).containsExactly(3, 2);
        assertThat(new HashSet<>(Arrays.asList(memory.sites()))).hasSize(2).doesNotContainNull();
    }
}
