package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.attach.ChildJvm;
import dev.loomscope.attach.LocalJvms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program with the real agent in real JVMs, from the command line. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class JourneyIT {
    /** Runs work of known counts each time it reads a line: 200 tasks done, 30 failed, 4 rejected, 5 cancelled. */
    private static final String COUNTED = """
            ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
            pool.prestartAllCoreThreads();
            System.out.println("up");
            Scanner lines = new Scanner(System.in);
            while (lines.hasNextLine() && lines.nextLine().equals("go")) {
                List<Future<?>> futures = new ArrayList<>();
                for (int i = 0; i < 230; i++) {
                    int n = i;
                    futures.add(pool.submit(() -> { if (n >= 200) throw new IllegalStateException("no " + n); }));
                }
                for (Future<?> future : futures) { try { future.get(); } catch (ExecutionException e) { } }
                CountDownLatch hold = new CountDownLatch(1);
                Future<?> a = pool.submit(() -> { hold.await(); return 1; });
                Future<?> b = pool.submit(() -> { hold.await(); return 1; });
                List<Future<?>> queued = new ArrayList<>();
                for (int i = 0; i < 5; i++) queued.add(pool.submit(() -> 1));
                for (Future<?> future : queued) future.cancel(false);
                hold.countDown();
                a.get(); b.get();
                ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
                CountDownLatch held = new CountDownLatch(1);
                CountDownLatch runs = new CountDownLatch(1);
                Future<?> c = full.submit(() -> { runs.countDown(); held.await(); return 1; });
                runs.await();
                for (int i = 0; i < 4; i++) try { full.submit(() -> 1); } catch (RejectedExecutionException e) { }
                held.countDown(); c.get();
                full.shutdown();
                full.awaitTermination(1, TimeUnit.MINUTES);
                pool.submit(() -> 1).get();
                System.out.println("done");
            }
            System.exit(0);
            """;
    private static final int SUBMITTED = 230 + 2 + 5 + 1 + 4 + 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void recordsAJvmWholeAndReportsExactCounts(int jdk) throws Exception {
        Path file = directory.resolve("counted.loomscope");
        try (ChildJvm child = ChildJvm.start(directory, jdk == 17 ? ChildJvm.java17() : ChildJvm.java25(), "Counted",
                COUNTED)) {
            child.awaitLine("up");
            try (JarRun record = JarRun.start(directory, "record", "" + child.pid(), "-o", file.toString())) {
                await(() -> size(file) > 200 || !record.isAlive());
                child.say("go");
                child.awaitLine("done");
                await(() -> submitted(file) == SUBMITTED || !record.isAlive());
                record.signal("TERM");
                CommandRun run = record.await();
                assertThat(run.code()).as(run.err()).isEqualTo(0);
                assertThat(run.out()).contains(" 0 dropped into " + file + ": interrupted");
                assertThat(run.err().lines().filter(line -> !line.startsWith("recording "))).as(run.err())
                        .hasSize(jdk >= 21 ? 1 : 0).allMatch(line -> line.contains("-XX:+EnableDynamicAgentLoading"));
            }
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isFalse();
            assertThat(child.process().isAlive()).isTrue();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.err()).isEmpty();
        assertThat(report.code()).isEqualTo(0);
        JsonNode tasks = new ObjectMapper().readTree(report.out()).path("tasks");
        assertThat(tasks.path("submitted").asInt()).as(report.out()).isEqualTo(SUBMITTED);
        assertThat(tasks.path("completed").asInt()).isEqualTo(200 + 2 + 1 + 1);
        assertThat(tasks.path("failed").asInt()).isEqualTo(30);
        assertThat(tasks.path("cancelled").asInt()).isEqualTo(5);
        assertThat(tasks.path("rejected").asInt()).isEqualTo(4);
        assertThat(tasks.path("live").asInt()).isZero();
    }

    @Test
    void aRecorderThatIsKilledLeavesNoAgentBehind() throws Exception {
        Path file = directory.resolve("killed.loomscope");
        try (ChildJvm child = counted()) {
            try (JarRun record = JarRun.start(directory, "record", "" + child.pid(), "-o", file.toString())) {
                await(() -> size(file) > 200 || !record.isAlive());
                assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isTrue();
                record.signal("KILL");
                await(() -> !LocalJvms.find(child.pid()).orElseThrow().agentLive());
            }
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isFalse();
            child.say("go");
            child.awaitLine("done");
        }
    }

    @Test
    void whoeverIsKilledLeavesNoAgentBehindUnlessItWasAskedToStay() throws Exception {
        try (ChildJvm old = ChildJvm.start(directory, ChildJvm.java17(), "Counted", COUNTED);
                ChildJvm current = ChildJvm.start(directory, ChildJvm.java25(), "Counted", COUNTED);
                ChildJvm other = ChildJvm.start(directory, ChildJvm.java25(), "Counted", COUNTED);
                ChildJvm kept = ChildJvm.start(directory, ChildJvm.java25(), "Counted", COUNTED)) {
            List<ChildJvm> all = List.of(old, current, other, kept);
            for (ChildJvm child : all) {
                child.awaitLine("up");
            }
            String picture = directory.resolve("picture.png").toString();
            try (JarRun report = JarRun.start(directory, "report", "" + old.pid(), "--for", "10m");
                    JarRun snapshot = JarRun.start(directory, "snapshot", "" + current.pid(), "--for", "10m",
                            "--view", "timeline", "-o", picture);
                    JarRun ui = JarRun.startWindow(directory, "ui", "" + other.pid());
                    JarRun keeper = JarRun.start(directory, "report", "" + kept.pid(), "--for", "10m")) {
                awaitWatched(old, report);
                awaitWatched(current, snapshot);
                awaitWatched(other, ui);
                awaitWatched(kept, keeper);
                assertThat(JarRun.run(directory, "attach", "" + kept.pid()).out()).contains("had the agent already");
                for (JarRun killed : List.of(report, snapshot, ui, keeper)) {
                    killed.signal("KILL");
                }
                await(() -> !agentLive(old) && !agentLive(current) && !agentLive(other));
            }
            for (ChildJvm child : all) {
                child.say("go");
                child.awaitLine("done");
            }
            assertThat(agentLive(kept)).isTrue();
        }
    }

    private static boolean agentLive(ChildJvm child) {
        return LocalJvms.find(child.pid()).orElseThrow().agentLive();
    }

    /** Waits until somebody stays connected to a JVM's agent: whoever only looks whether it answers goes at once. */
    private static void awaitWatched(ChildJvm child, JarRun watcher) throws Exception {
        int[] looks = {0};
        await(() -> {
            looks[0] = Connections.isWatched(child.pid()) ? looks[0] + 1 : 0;
            return looks[0] == 10 || !watcher.isAlive();
        });
        assertThat(watcher.isAlive()).as(watcher.errors()).isTrue();
    }

    @Test
    void whoBroughtTheAgentLeavesItToWhoeverElseIsThere() throws Exception {
        Path file = directory.resolve("second.loomscope");
        try (ChildJvm child = counted()) {
            try (JarRun first = JarRun.start(directory, "report", "" + child.pid(), "--for", "10m")) {
                awaitWatched(child, first);
                try (JarRun second = record(child, file)) {
                    await(() -> size(file) > 200 || !second.isAlive());
                    first.signal("TERM");
                    assertThat(first.await().code()).isZero();
                    child.say("go");
                    child.awaitLine("done");
                    await(() -> submitted(file) == SUBMITTED || !second.isAlive());
                    assertThat(second.isAlive()).isTrue();
                    second.signal("TERM");
                    assertThat(second.await().out()).endsWith(": interrupted" + System.lineSeparator());
                }
            }
            await(() -> !agentLive(child));
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(new ObjectMapper().readTree(report.out()).path("tasks").path("submitted").asInt())
                .isEqualTo(SUBMITTED);
    }

    @Test
    void anOlderJdkIsToldInOneLine() throws Exception {
        CommandRun run = JarRun.runOn(ChildJvm.java17(), directory, "list");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString()
                .startsWith("loomscope: runs on JDK 25 and later, this one is 17 (").endsWith("java of a JDK 25");
    }

    @Test
    void attachesAndDetaches() throws Exception {
        try (ChildJvm child = counted()) {
            CommandRun attach = JarRun.run(directory, "attach", "" + child.pid());
            assertThat(attach.code()).as(attach.err()).isEqualTo(0);
            assertThat(attach.out()).startsWith("pid=" + child.pid() + " has the agent now, it listens on 127.0.0.1:");
            assertThat(attach.err()).contains("-XX:+EnableDynamicAgentLoading").hasLineCount(1);

            JsonNode again = new ObjectMapper()
                    .readTree(JarRun.run(directory, "attach", "--json", "" + child.pid()).out());
            assertThat(again.path("loaded").asBoolean(true)).isFalse();
            assertThat(again.path("token").asText()).hasSize(64);
            String address = again.path("host").asText() + ":" + again.path("port").asInt();

            CommandRun wrong = JarRun.run(directory, "report", address, "--for", "1s", "--token", "00".repeat(32));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).startsWith("loomscope: ").contains("token").hasLineCount(1);
            CommandRun right = JarRun.run(directory, "report", address, "--for", "1s", "--json");
            assertThat(right.code()).as(right.err()).isEqualTo(0);
            assertThat(new ObjectMapper().readTree(right.out()).path("session").path("pid").asLong())
                    .isEqualTo(child.pid());

            CommandRun detach = JarRun.run(directory, "detach", "" + child.pid());
            assertThat(detach.out())
                    .isEqualTo("pid=" + child.pid() + " is without the agent again" + System.lineSeparator());
            assertThat(detach.code()).isEqualTo(0);
            child.say("go");
            child.awaitLine("done");
        }
    }

    @Test
    void theEndOfTheJvmEndsARecording() throws Exception {
        Path file = directory.resolve("ended.loomscope");
        try (ChildJvm child = counted(); JarRun record = record(child, file)) {
            await(() -> size(file) > 200 || !record.isAlive());
            child.say("end");
            CommandRun run = record.await();
            assertThat(run.code()).as(run.err()).isEqualTo(0);
            assertThat(run.out()).endsWith(": the JVM ended" + System.lineSeparator());
        }
        assertThat(JarRun.run(directory, "report", file.toString()).err()).isEmpty();
    }

    @Test
    void theDeathOfTheJvmEndsARecording() throws Exception {
        Path file = directory.resolve("killed.loomscope");
        try (ChildJvm child = counted(); JarRun record = record(child, file)) {
            await(() -> size(file) > 200 || !record.isAlive());
            child.say("go");
            child.awaitLine("done");
            child.process().destroyForcibly();
            CommandRun run = record.await();
            assertThat(run.code()).as(run.err()).isEqualTo(0);
            assertThat(run.out()).endsWith(": the JVM ended" + System.lineSeparator());
        }
        CommandRun report = JarRun.run(directory, "report", file.toString());
        assertThat(report.code()).as(report.err()).isEqualTo(0);
    }

    @Test
    void theDeathOfTheRecorderLeavesAFile() throws Exception {
        Path file = directory.resolve("cut.loomscope");
        try (ChildJvm child = counted(); JarRun record = record(child, file)) {
            await(() -> size(file) > 200 || !record.isAlive());
            child.say("go");
            child.awaitLine("done");
            await(() -> submitted(file) == SUBMITTED || !record.isAlive());
            record.signal("KILL");
            record.await();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.code()).as(report.err()).isIn(0, 2);
        assertThat(new ObjectMapper().readTree(report.out()).path("tasks").path("submitted").asInt())
                .isEqualTo(SUBMITTED);
    }

    @Test
    void refusesADirectoryOfDeadEnds() throws Exception {
        CommandRun nobody = JarRun.run(directory, "ui");
        nobody.isRefused(
                "there is no display to open a window on: set DISPLAY, or use report, snapshot or demo --headless");
        try (ChildJvm child = counted()) {
            JarRun.run(directory, "ui", "" + child.pid()).isRefused(
                    "there is no display to open a window on: set DISPLAY, or use report, snapshot or demo --headless");
        }
        JarRun.run(directory, "report", "nothing.here")
                .isRefused("nothing.here does not exist: name a recording, a PID or a HOST:PORT");
    }

    private ChildJvm counted() throws IOException {
        ChildJvm child = ChildJvm.start(directory, ChildJvm.java25(), "Counted", COUNTED);
        child.awaitLine("up");
        return child;
    }

    private JarRun record(ChildJvm child, Path file) throws IOException {
        return JarRun.start(directory, "record", "" + child.pid(), "-o", file.toString());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many tasks a recording knows of that is still being written. */
    private static long submitted(Path file) {
        try (OpenRecording recording = OpenRecording.read(file)) {
            return recording.session().model().counts().submitted();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
