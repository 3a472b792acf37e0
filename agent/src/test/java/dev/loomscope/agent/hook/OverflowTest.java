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
}
