package dev.loomscope.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoRunTest {
    private static final Duration FAR = Duration.ofHours(1);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void aRunEndsAtItsLength() throws Exception {
        DemoRun run = new DemoRun(false, false, 1, Duration.ofMillis(20), out);
        assertThat(run.waitUntil(FAR)).isFalse();
        assertThat(run.goesOn()).isFalse();
        assertThat(run.elapsed()).isBetween(Duration.ofMillis(20), FAR);
    }

    @Test
    void stopEndsAWaitThatIsUnderway() throws Exception {
        DemoRun run = new DemoRun(false, false, 1, null, out);
        Thread stopper = Thread.ofPlatform().start(run::stop);
        assertThat(run.waitUntil(FAR)).isFalse();
        stopper.join();
        assertThat(run.elapsed()).isLessThan(FAR);
    }

    @Test
    void aMomentThatIsPastIsNotWaitedFor() throws Exception {
        DemoRun run = new DemoRun(false, false, 1, null, out);
        assertThat(run.waitUntil(Duration.ZERO)).isTrue();
    }

    @Test
    void whatIsHealedIsGivenAWhileToSettle() throws Exception {
        DemoRun healed = new DemoRun(true, false, 1, null, out);
        Duration settled = healed.settle(healed::elapsed, now -> now.compareTo(Duration.ofMillis(1200)) > 0);
        assertThat(settled).isGreaterThan(Duration.ofMillis(1200));

        DemoRun sick = new DemoRun(false, false, 1, null, out);
        sick.settle(sick::elapsed, _ -> false);
        assertThat(sick.elapsed()).isBetween(Duration.ofSeconds(1), FAR);
    }

    @Test
    void linesBeginWithTheTime() {
        new DemoRun(false, false, 1, null, out).say("%d of %s", 3, "four");
        assertThat(written.toString(StandardCharsets.UTF_8)).matches("\\[ *\\d+\\.\\ds] 3 of four\\R");
    }
}
