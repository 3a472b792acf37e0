package dev.loomscope.agent.it;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.loomscope.executors.ExecutorsMain;
import dev.loomscope.executors.LibrariesMain;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Executors that are not the JDK's: each task is seen once, by the executor in which it waits and runs. */
class OtherExecutorsIT {
    private static final String OURS = "dev.loomscope.executors.";
    private static final String JDK = "java.util.concurrent.ThreadPoolExecutor";

    @TempDir
    static Path directory;

    private static Path agent;

    @BeforeAll
    static void build() throws Exception {
        agent = TestAgentJar.build(directory);
    }

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    /** The libraries of these tests, with their agent before them. */
    private static String classPath() {
        String libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return agent + File.pathSeparator + libraries;
    }

    private static ChildJvm start(Path jdk, List<String> options, Class<?> main, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-Xverify:all", "-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        return ChildJvm.start(jdk, command);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void eachTaskIsSeenOnceFromTheStart(Path jdk) throws Exception {
        try (var child = start(jdk, List.of("-javaagent:" + agent), ExecutorsMain.class)) {
            Map<String, Long> counts = counts(child.end());
            assertTasks(counts);
            assertWhole(counts, OURS + "Wrappers$Looping", 1000);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void andAfterAttachAlsoByWorkersThatRanBefore(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(), ExecutorsMain.class, "wait")) {
            assertThat(child.line()).isEqualTo("waiting");
            child.attach(agent, "");
            child.say("go");
            Map<String, Long> counts = counts(child.end());
            assertTasks(counts);
            // Its workers have been in the method that runs tasks since before the hooks: nothing is told, and nothing queued.
            assertThat(counts).doesNotContainKeys(
                    "submit@" + OURS + "Wrappers$Looping",
                    "start@" + OURS + "Wrappers$Looping");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tasksOfVertxPekkoAndKotlinAreSeenOnceFromTheStart(Path jdk) throws Exception {
        try (var child = start(jdk, List.of("-javaagent:" + agent), LibrariesMain.class)) {
            assertLibraries(counts(child.end()));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tasksOfVertxPekkoAndKotlinAreSeenOnceAfterAttach(Path jdk) throws Exception {
        try (var child = start(jdk, List.of(), LibrariesMain.class, "wait")) {
            assertThat(child.line()).isEqualTo("waiting");
            child.attach(agent, "");
            child.say("go");
            assertLibraries(counts(child.end()));
        }
    }

    private static void assertLibraries(Map<String, Long> counts) {
        assertThat(counts).containsEntry("lost", 0L).doesNotContainKey("end-unknown");
        // Vert.x: what runs on its event loop, and on its workers.
        assertWhole(counts, "io.netty.channel.SingleThreadIoEventLoop", 1000);
        assertWhole(counts, JDK, 1000);
        for (String type : List.of(
                "org.apache.pekko.dispatch.ForkJoinExecutorConfigurator$PekkoForkJoinTask",
                "org.apache.pekko.dispatch.TaskInvocation",
                OURS + "LibrariesMain$OnDefault",
                // A coroutine, each time that it is dispatched.
                "kotlinx.coroutines.internal.DispatchedContinuation")) {
            assertThat(counts).containsEntry("submit:" + type, 1000L).containsEntry("start:" + type, 1000L);
        }
        // Besides: mailboxes of actors, queues in front of other executors, and who works them off there.
        for (String pool : pools(counts, "submit@")) {
            if (pool.startsWith("org.apache.pekko.") || pool.startsWith("kotlinx.")) {
                assertWhole(counts, pool, counts.get("submit@" + pool));
            }
        }
        assertThat(pools(counts, "start@")).isSubsetOf(pools(counts, "submit@"));
    }

    private static void assertTasks(Map<String, Long> counts) {
        assertThat(counts).containsEntry("lost", 0L).doesNotContainKey("end-unknown");
        assertWhole(counts, "io.netty.channel.SingleThreadIoEventLoop", 1000);
        assertWhole(counts, "io.netty.util.concurrent.DefaultEventExecutor", 1100);
        assertWhole(counts, "org.apache.tomcat.util.threads.ThreadPoolExecutor", 1200);
        assertWhole(counts, "org.jboss.threads.EnhancedQueueExecutor", 1000);
        assertWhole(counts, OURS + "Wrappers$Overriding", 1000);
        // Its own, and those of who only hands on to it.
        assertWhole(counts, "org.eclipse.jetty.util.thread.QueuedThreadPool", 2000);
        assertWhole(counts, OURS + "QueueExecutor", 3100);
        assertWhole(counts, "com.google.common.util.concurrent.SequentialExecutor", 1000);
        // 1000 of its own, 3000 that were handed on, 1000 of the serial one, and the worker of Guava's sequential one.
        long workers = counts.get("start:com.google.common.util.concurrent.SequentialExecutor$QueueWorker");
        assertWhole(counts, JDK, 5000 + workers);
        // A queue before another executor: seen in both, but for those that were handed on at once.
        long serial = counts.get("submit@" + OURS + "Wrappers$Serial");
        assertWhole(counts, OURS + "Wrappers$Serial", serial);
        assertThat(serial).isLessThan(1000);
        assertThat(counts)
                .containsEntry("reject@" + OURS + "ExecutorsMain$Closed", 10L)
                .containsEntry("submit@" + OURS + "ExecutorsMain$Closed", 10L)
                .containsEntry("submit@" + OURS + "ExecutorsMain$Stopped", 11L)
                .containsEntry("start@" + OURS + "ExecutorsMain$Stopped", 1L)
                .containsEntry("remove@" + OURS + "ExecutorsMain$Stopped", 10L);
        assertThat(pools(counts, "start@")).isSubsetOf(pools(counts, "submit@"));
        assertThat(pools(counts, "submit@")).noneMatch(pool -> pool.contains("Same")
                || pool.contains("Around")
                || pool.contains("Direct")
                || pool.contains("ThreadForEach")
                || pool.contains("ThreadPerTask")
                || pool.contains("ThreadExecutorMap"));
    }

    private static void assertWhole(Map<String, Long> counts, String pool, long tasks) {
        assertThat(counts).containsEntry("submit@" + pool, tasks)
                .containsEntry("start@" + pool, tasks)
                .containsEntry("end@" + pool, tasks);
    }

    private static List<String> pools(Map<String, Long> counts, String event) {
        return counts.keySet()
                .stream()
                .filter(key -> key.startsWith(event))
                .map(key -> key.substring(event.length()))
                .toList();
    }

    private static Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            assertThat(line).doesNotContain("WRONG").contains("=");
            int equals = line.lastIndexOf('=');
            counts.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
        }
        return counts;
    }
}
