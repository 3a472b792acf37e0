package dev.loomscope.agent;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonThreadTest {
    @Test
    void whatEndsItIsNoBusinessOfTheApplications() throws InterruptedException {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> seen.set(exception));
        try {
            Thread thread = DaemonThread.of("loomscope-test", () -> {
                throw new IllegalStateException("ends this thread");
            });
            thread.start();
            thread.join();
            assertThat(seen.get()).isNull();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void standsOutsideTheGroupsOfTheApplication() {
        Thread thread = DaemonThread.of("loomscope-test", () -> {});
        assertThat(thread.getThreadGroup().getParent()).isNull();
        assertThat(thread.isDaemon()).isTrue();
    }
}
