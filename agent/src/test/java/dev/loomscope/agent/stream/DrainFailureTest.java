package dev.loomscope.agent.stream;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        rings.memory.news()[0] = 1;
        CountDownLatch failed = new CountDownLatch(1);
        FrameLog log = new FrameLog(1 << 16);
        Drain drain = new Drain(rings.memory, log, new WatchedThreads(RingRows.rows(rings.memory)), new PoolBoard(),
                1 << 10, Modes.UNLIMITED, failed::countDown);

        drain.start();

        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rings.memory.enabled()).containsOnly(0);
        assertThat(rings.memory.owners()).containsOnlyNulls();
        assertThat(rings.memory.sites()).containsOnlyNulls();
        assertThat(rings.memory.pools()).containsOnlyNulls();
        assertThat(rings.memory.classes()).containsOnlyNulls();
    }
}
