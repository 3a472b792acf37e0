package dev.loomscope.view.tasks;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdkOwnTest {
    @ParameterizedTest
    @CsvSource({
            "java.util.concurrent.ThreadPerTaskExecutor$TaskRunner, SubPoller-4, true",
            "sun.nio.ch.Poller$1, Read-Poller, true",
            "java.util.concurrent.ThreadPerTaskExecutor$TaskRunner, Read-SubPoller-0, true",
            "java.util.concurrent.ThreadPerTaskExecutor$TaskRunner, request-4, false",
            "java.util.concurrent.FutureTask, '', false",
            "com.acme.Poller, SubPoller-4, false",
            "javax.acme.Work, Poller-1, false"
    })
    void classAndNameHaveToBeTheJdks(String taskClass, String name, boolean own) {
        assertThat(JdkOwn.is(taskClass, name)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({
            "sun.net.httpserver.ServerImpl$IdleTimeoutTask, true",
            "java.util.concurrent.CompletableFuture$Timeout, true",
            "java.util.concurrent.FutureTask, false",
            "com.acme.sun.Rise, false"
    })
    void timersAreTheJdksByTheirClass(String taskClass, boolean own) {
        assertThat(JdkOwn.isTimer(taskClass)).isEqualTo(own);
    }
}
