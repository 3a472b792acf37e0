package dev.loomscope.agent.sample;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerFramesTest {
    @ParameterizedTest
    @CsvSource({
            "java.util.concurrent.ThreadPoolExecutor, runWorker, true",
            "java.util.concurrent.ForkJoinPool, runWorker, true",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor, runWorker, true",
            "shaded.org.eclipse.jetty.util.thread.QueuedThreadPool$Runner, run, true",
            "org.jboss.threads.EnhancedQueueExecutor$ThreadBody, run, true",
            "io.netty.util.concurrent.SingleThreadEventExecutor$5, run, true",
            "java.util.concurrent.ThreadPoolExecutor, execute, false",
            "org.eclipse.jetty.util.thread.QueuedThreadPool, execute, false",
            "com.acme.Shop, runWorker, false"
    })
    void workersStandInTheLoopsOfTheirPools(String type, String method, boolean works) {
        assertThat(WorkerFrames.isWorkers(new StackTraceElement(type, method, null, -1))).isEqualTo(works);
    }
}
