package dev.loomscope.agent.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrainFailureTest {
    @Test
    void aDrainThatFailsStopsTheHooksAndLetsGoOfWhatTheyHandedOver() throws InterruptedException {
        TestRings rings = new TestRings(4, 16);
        rings.memory.owners()[3] = Thread.currentThread();
        rings.memory.sites()[2] = new Throwable();
        rings.memory.pools()[5] = new Object();
        rings.memory.classes()[7] = "not a class";
        rings.memory.news()[HookMemory.NEW_NAME] = 1;
        CountDownLatch failed = new CountDownLatch(1);
        FrameLog log = new FrameLog(1 << 16);
        Cycle cycle = new Cycle(rings.memory, log, new WatchedThreads(RingRows.rows(rings.memory)), new PoolBoard(),
                1 << 10, name -> false, Modes.UNLIMITED);
        Drain drain = new Drain(rings.memory, log, cycle, failed::countDown);

        drain.start();

        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rings.memory.enabled()).containsOnly(0);
        assertThat(rings.memory.owners()).containsOnlyNulls();
        assertThat(rings.memory.sites()).containsOnlyNulls();
        assertThat(rings.memory.pools()).containsOnlyNulls();
        assertThat(rings.memory.classes()).containsOnlyNulls();
    }

    @Test
    void aDrainThatIsToEndAnywayFailsInSilence() throws InterruptedException {
        TestRings rings = new TestRings(4, 16);
        CountDownLatch failed = new CountDownLatch(1);
        Drain.Work work = new Drain.Work() {
            @Override
            public void begin() {}

            @Override
            public long round(boolean last) {
                if (last) {
                    throw new NoClassDefFoundError("as it was meant to");
                }
                return 1;
            }

            @Override
            public void abandon() {}

            @Override
            public void end(String reason) {}
        };
        Drain drain = new Drain(rings.memory, new FrameLog(1 << 16), work, failed::countDown);
        drain.start();
        drain.end("detach");
        drain.join(30_000);
        assertThat(failed.getCount()).isEqualTo(1);
        assertThat(rings.memory.enabled()).containsOnly(0);
    }

    @Test
    void aShortageOfMemoryEndsNoStream() throws InterruptedException {
        TestRings rings = new TestRings(4, 16);
        CountDownLatch rounds = new CountDownLatch(10);
        List<String> told = new CopyOnWriteArrayList<>();
        Drain.Work work = new Drain.Work() {
            @Override
            public void begin() {}

            @Override
            public long round(boolean last) {
                rounds.countDown();
                if (rounds.getCount() % 3 == 1) {
                    throw new OutOfMemoryError("as it was meant to");
                }
                return 1;
            }

            @Override
            public void abandon() {
                told.add("abandon");
            }

            @Override
            public void end(String reason) {
                told.add(reason);
            }
        };
        Drain drain = new Drain(rings.memory, new FrameLog(1 << 16), work, () -> told.add("failed"));
        drain.start();
        assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
        drain.end("stop");
        drain.join(30_000);
        assertThat(told).containsExactly("abandon", "abandon", "abandon", "stop");
        assertThat(rings.memory.enabled()).containsOnly(1);
    }
}
