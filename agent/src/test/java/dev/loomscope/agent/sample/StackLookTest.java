package dev.loomscope.agent.sample;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StackLookTest {
    private final StackLook stacks = new StackLook(new ThreadInfos());

    @Test
    void aStackSaysHowOftenItsThreadHasWaited() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        Thread sleeper = new Thread(() -> {
            while (rounds.get() < 2) {
                try {
                    Thread.sleep(TimeUnit.HOURS.toMillis(1));
                } catch (InterruptedException e) {
                    rounds.incrementAndGet();
                }
            }
        });
        sleeper.start();
        long first = awaitSleep(sleeper, 0);
        sleeper.interrupt();
        assertThat(awaitSleep(sleeper, first)).isEqualTo(first + 1);
        sleeper.interrupt();
        sleeper.join();
    }

    @Test
    void aStackThatIsCutEndsWithTheSign() {
        StackTraceElement frame = new StackTraceElement("com.acme.Shop", "order", "Shop.java", 7);
        StackTraceElement[] stack = {frame, frame, frame};

        assertThat(StackLook.frames(stack, 3)).hasSize(3).containsOnly("com.acme.Shop.order(Shop.java:7)");
        assertThat(StackLook.frames(stack, 2)).containsExactly("com.acme.Shop.order(Shop.java:7)",
                "com.acme.Shop.order(Shop.java:7)", "…");
    }

    /** How often a thread that sleeps has waited, as soon as that is more than so often: the JVM counts a little later. */
    private long awaitSleep(Thread thread, long more) {
        long waits = -1;
        while (thread.getState() != Thread.State.TIMED_WAITING || waits <= more) {
            waits = stacks.look(thread, 0, 0, 5, false).waits();
        }
        return waits;
    }
}
