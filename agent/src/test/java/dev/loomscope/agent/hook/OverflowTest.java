package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A stack that overflows inside a hook leaves nothing half done, wherever that happens. */
class OverflowTest {
    private final List<Object> pools = new ArrayList<>();

    private void dive(HookMemory memory, Object[] fresh, int depth) {
        Ids.ofPool(memory, fresh[depth]);
        Ids.site(memory, depth & 0xFF);
        dive(memory, fresh, depth + 1);
    }

    /** Each number of these calls lets the stack end in another place of the hooks. */
    private void shift(HookMemory memory, Object[] fresh, int calls) {
        if (calls == 0) {
            dive(memory, fresh, 0);
        } else {
            shift(memory, fresh, calls - 1);
        }
    }

    @Test
    void whoClaimedASlotHasHandedOverWhatItStandsFor() throws InterruptedException {
        Object[] fresh = new Object[1 << 15];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = new Object();
        }
        Ids.reset(256, 64);
        for (int round = 0; round < 300; round++) {
            HookMemory memory = HookMemory.of(8, new long[1][], 1 << 8, 1 << 16, 64, 0);
            int calls = round;
            Thread thread = new Thread(null, () -> {
                try {
                    shift(memory, fresh, calls);
                } catch (StackOverflowError e) {
                    pools.add(memory.pools());
                }
            }, "deep", 160 << 10);
            thread.start();
            thread.join();
            for (int i = 0; i < memory.poolKeys().length; i++) {
                assertThat(memory.pools()[i] != null).isEqualTo(memory.poolKeys()[i] != 0);
            }
        }
        assertThat(pools).hasSize(300);
    }

    private static void fail(HookMemory memory, Object failure, int depth) {
        memory.failures()[depth & 0x3F] = null;
        Failures.ofThread(memory, failure, depth & 0x7FFF, depth);
        fail(memory, failure, depth + 1);
    }

    private static void hand(int depth) {
        Handed.add(depth + 1, 1, 1, 0, depth, true);
        hand(depth + 1);
    }

    /** Lets a stack end that is a little deeper in each round. */
    private static void deep(int round, Runnable dive) throws InterruptedException {
        Thread thread = new Thread(null, () -> {
            try {
                deeper(round, dive);
            } catch (StackOverflowError e) {
                // As it is meant.
            }
        }, "deep", 160 << 10);
        thread.start();
        thread.join();
    }

    private static void deeper(int calls, Runnable dive) {
        if (calls == 0) {
            dive.run();
        } else {
            deeper(calls - 1, dive);
        }
    }

    @Test
    void whoClaimedAPlaceForAFailureHasGivenItBack() throws InterruptedException {
        Throwable failure = new IllegalStateException();
        HookMemory memory = HookMemory.of(8, new long[1][], 1 << 8, 1 << 8, 64, 0);
        Failures.reset(1 << 15, 64);
        for (int round = 0; round < 300; round++) {
            deep(round, () -> fail(memory, failure, 0));
        }
        java.util.Arrays.fill(memory.failures(), null);
        for (int i = 0; i < 1 << 10; i++) {
            Failures.ofThread(memory, failure, i * 32, i);
        }
        assertThat(memory.failures()).doesNotContainNull();
    }

    @Test
    void whoClaimedAPlaceForATaskHasWrittenItOrGivenItBack() throws InterruptedException {
        for (int round = 0; round < 300; round++) {
            Handed.reset(8);
            deep(round, () -> hand(0));
            for (int key = 1; key <= 8; key++) {
                assertThat(Handed.add(key, 2, 1, 0, key, false)).as("round=" + round).isTrue();
            }
        }
        Handed.reset(1);
    }
}
