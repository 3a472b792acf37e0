package dev.loomscope.command;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.attach.ChildJvm;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker of a pool is no task, whatever sort of thread it is and whoever made the pool, followed or only counted. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkersIT {
    /**
     * An executor of its own with 3 workers runs 30 tasks, another one starts a thread for each of 5. From JDK 21 on, two pools with
     * 4 virtual workers each, which the factory of one of them wraps, run 104 tasks each, 7 virtual threads run by themselves, and
     * one more reads from a socket, for which the JDK has virtual threads of its own.
     */
    private static final String PROGRAM = """
            class Own implements Executor {
                final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
                final List<Thread> threads = new ArrayList<>();
                class Worker implements Runnable {
                    public void run() {
                        try { while (true) { Runnable task = queue.take(); task.run(); } } catch (InterruptedException e) { }
                    }
                }
                void begin() {
                    for (int i = 0; i < 3; i++) threads.add(new Thread(new Worker()));
                    for (Thread thread : threads) thread.start();
                }
                public void execute(Runnable task) { queue.add(task); }
                void end() throws Exception { for (Thread thread : threads) { thread.interrupt(); thread.join(); } }
            }
            class PerTask implements Executor {
                public void execute(Runnable task) { new Thread(() -> task.run()).start(); }
            }
            Own own = new Own();
            own.begin();
            CountDownLatch owns = new CountDownLatch(30);
            for (int i = 0; i < 30; i++) own.execute(() -> owns.countDown());
            owns.await();
            own.end();
            PerTask perTask = new PerTask();
            CountDownLatch each = new CountDownLatch(5);
            for (int i = 0; i < 5; i++) perTask.execute(() -> each.countDown());
            each.await();
            if (Runtime.version().feature() >= 21) {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                ThreadFactory plain = (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
                ThreadFactory wraps = worker -> plain.newThread(() -> worker.run());
                for (ThreadFactory factory : List.of(plain, wraps)) {
                    ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
                    // They are inside of a task when the pool is met, and go on on any carrier, behind a keyframe that was written meanwhile.
                    for (int i = 0; i < 4; i++) pool.execute(() -> { try { Thread.sleep(1200); } catch (InterruptedException e) { } });
                    CountDownLatch ran = new CountDownLatch(100);
                    for (int i = 0; i < 100; i++) pool.execute(() -> { Thread.yield(); ran.countDown(); });
                    ran.await();
                    pool.shutdown();
                    pool.awaitTermination(1, TimeUnit.MINUTES);
                }
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < 7; i++) threads.add(plain.newThread(() -> { }));
                java.net.ServerSocket server = new java.net.ServerSocket(0);
                threads.add(plain.newThread(() -> {
                    try (java.net.Socket socket = server.accept()) { socket.getInputStream().read(); } catch (java.io.IOException e) { }
                }));
                for (Thread thread : threads) thread.start();
                try (java.net.Socket socket = new java.net.Socket("localhost", server.getLocalPort())) {
                    while (threads.get(7).getState() != Thread.State.WAITING) Thread.onSpinWait();
                    socket.getOutputStream().write(1);
                }
                for (Thread thread : threads) thread.join();
            }
            System.in.read();
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"17, 1000000", "17, 0", "25, 1000000", "25, 0"})
    void areNotCounted(int jdk, int budget) throws Exception {
        Path java = jdk == 17 ? ChildJvm.java17() : ChildJvm.java25();
        Path file = directory.resolve("workers.loomscope");
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=budget=" + budget + ",record="
                + file;
        int virtual = jdk >= 21 ? 8 : 0;
        int executed = 30 + (jdk >= 21 ? 208 : 0);
        try (ChildJvm child = ChildJvm.start(directory, java, "Workers", PROGRAM, agent)) {
            GrowingRecording.await(child, file, model -> model.counts().submitted() >= executed + 5 + virtual
                    && model.counts().live() == 0);
            child.say("");
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.out());

        assertThat(json.path("events").path("dropped").asInt()).isZero();
        JsonNode kinds = json.path("tasks").path("byKind");
        counts(kinds.path("executor"), executed);
        counts(kinds.path("thread"), 5);
        counts(kinds.path("virtual-thread"), virtual);
        counts(json.path("tasks"), executed + 5 + virtual);
        assertThat(json.path("pools").findValuesAsText("kind").contains("virtual-threads")).isEqualTo(jdk >= 21);
        assertThat(json.path("sites").findValuesAsText("taskClass")).noneMatch(name -> name.endsWith("$Worker"))
                .noneMatch(name -> name.startsWith("sun."));
    }

    private static void counts(JsonNode tasks, int submitted) {
        assertThat(tasks.path("submitted").asInt()).as("%s", tasks).isEqualTo(submitted);
        assertThat(tasks.path("completed").asInt()).as("%s", tasks).isEqualTo(submitted);
        assertThat(tasks.path("live").asInt()).as("%s", tasks).isZero();
    }
}
