package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.attach.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A program that knows what it does is recorded by its own agent, and the report has exactly its counts. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KnownCountsIT {
    private static final int EXECUTED = 2000 + 1000 + 4 + 50 + 10 + 20;
    private static final int VIRTUAL = 500;
    private static final int VIRTUAL_FAILED = 20;
    private static final int PARKS = 3;

    /**
     * <pre>
     *   executor    2000 executed, 200 of them throw; 1000 submitted, 100 of them throw; 4 hold the workers while
     *               50 are cancelled in the queue; of 10 one runs, two queue and are drained by shutdownNow, 7 are rejected
     *   scheduled   20 once
     *   virtual     500 that park three times, and 20 that throw; only from JDK 21 on
     * </pre>
     */
    private static final String PROGRAM = """
            ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
                    task -> { Thread t = new Thread(task); t.setUncaughtExceptionHandler((thread, e) -> { }); return t; });
            CountDownLatch executed = new CountDownLatch(2000);
            for (int i = 0; i < 2000; i++) {
                int n = i;
                pool.execute(() -> { executed.countDown(); if (n % 10 == 0) throw new IllegalStateException(); });
            }
            executed.await();
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                int n = i;
                futures.add(pool.submit(() -> { if (n % 10 == 0) throw new java.io.IOException("no"); return n; }));
            }
            for (Future<?> future : futures) { try { future.get(); } catch (ExecutionException e) { } }
            CountDownLatch held = new CountDownLatch(4);
            CountDownLatch hold = new CountDownLatch(1);
            for (int i = 0; i < 4; i++) pool.execute(() -> { held.countDown(); try { hold.await(); } catch (InterruptedException e) { } });
            held.await();
            List<Future<?>> queued = new ArrayList<>();
            for (int i = 0; i < 50; i++) queued.add(pool.submit(() -> 1));
            for (Future<?> future : queued) future.cancel(false);
            hold.countDown();
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);

            ThreadPoolExecutor full = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(2));
            CountDownLatch runs = new CountDownLatch(1);
            for (int i = 0; i < 10; i++) {
                try {
                    full.execute(() -> { runs.countDown(); try { new CountDownLatch(1).await(); } catch (InterruptedException e) { } });
                } catch (RejectedExecutionException e) { }
                runs.await();
            }
            full.shutdownNow();
            full.awaitTermination(1, TimeUnit.MINUTES);

            ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
            List<Future<?>> ticks = new ArrayList<>();
            for (int i = 0; i < 20; i++) ticks.add(clock.schedule(() -> 1, i, TimeUnit.MILLISECONDS));
            for (Future<?> tick : ticks) tick.get();
            clock.shutdown();
            clock.awaitTermination(1, TimeUnit.MINUTES);

            if (Runtime.version().feature() >= 21) {
                java.lang.reflect.Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
                java.util.concurrent.atomic.AtomicIntegerArray turn = new java.util.concurrent.atomic.AtomicIntegerArray(500);
                List<Thread> parked = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    int n = i;
                    parked.add((Thread) start.invoke(null, (Runnable) () -> {
                        for (int park = 1; park <= 3; park++) {
                            while (turn.get(n) < park) java.util.concurrent.locks.LockSupport.park();
                        }
                    }));
                }
                for (int park = 1; park <= 3; park++) {
                    for (int i = 0; i < 500; i++) {
                        while (parked.get(i).getState() != Thread.State.WAITING) Thread.onSpinWait();
                        turn.set(i, park);
                        java.util.concurrent.locks.LockSupport.unpark(parked.get(i));
                    }
                }
                for (Thread thread : parked) thread.join();
                for (int i = 0; i < 20; i++) {
                    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> { });
                    ((Thread) start.invoke(null, (Runnable) () -> { throw new IllegalStateException(); })).join();
                }
            }
            System.in.read();
            """;

    @TempDir
    private Path directory;

    private Path recording;

    @BeforeEach
    void nameTheRecording() {
        recording = directory.resolve("run.loomscope");
    }

    /** Starts a program that its own agent records. */
    private ChildJvm start(int jdk, String name, String program) throws IOException {
        Path java = jdk == 17 ? ChildJvm.java17() : ChildJvm.java25();
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=record=" + recording;
        return ChildJvm.start(directory, java, name, program, agent);
    }

    private JsonNode report() throws Exception {
        CommandRun report = JarRun.run(directory, "report", "--json", recording.toString());
        assertThat(report.code()).as(report.err()).isZero();
        return new ObjectMapper().readTree(report.out());
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void theReportOfARecordingHasTheProgramsOwnCounts(int jdk) throws Exception {
        try (ChildJvm child = start(jdk, "Known", PROGRAM)) {
            // At its end the agent keeps no program waiting for what it is late with.
            int submitted = EXECUTED + (jdk >= 21 ? VIRTUAL + VIRTUAL_FAILED : 0);
            GrowingRecording.await(child, recording, model -> model.counts().submitted() == submitted);
            child.say("");
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isZero();
        }
        JsonNode json = report();
        int virtual = jdk >= 21 ? VIRTUAL : 0;
        int virtualFailed = jdk >= 21 ? VIRTUAL_FAILED : 0;

        assertThat(json.path("events").path("dropped").asInt()).isZero();
        JsonNode kinds = json.path("tasks").path("byKind");
        counts(kinds.path("executor"), 2000 + 1000 + 4 + 50 + 10, 1800 + 900 + 4 + 1, 300, 50 + 2, 7);
        counts(kinds.path("scheduled"), 20, 20, 0, 0, 0);
        counts(kinds.path("virtual-thread"), virtual + virtualFailed, virtual, virtualFailed, 0, 0);
        counts(json.path("tasks"), EXECUTED + virtual + virtualFailed, 2725 + virtual, 300 + virtualFailed, 52, 7);
        int mounts = virtual * (1 + PARKS) + virtualFailed;
        int ranOnWorkers = 2000 + 1000 + 4 + 1 + 20;
        assertThat(json.path("polls").asInt()).isEqualTo(mounts + ranOnWorkers);
    }

    /**
     * 5 of 20 that are queued behind one that runs are taken out of the queue by hand, and 3 are lost with workers that do not get
     * so far as to run them; 15 stay queued.
     */
    private static final String LOSING = """
            ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
            CountDownLatch hold = new CountDownLatch(1);
            for (int i = 0; i < 21; i++) pool.execute(() -> { try { hold.await(); } catch (InterruptedException e) { } });
            while (pool.getQueue().size() != 20) Thread.onSpinWait();
            for (int i = 0; i < 5; i++) pool.getQueue().poll();
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> { });
            ThreadPoolExecutor failing = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
                protected void beforeExecute(Thread worker, Runnable task) { throw new IllegalStateException(); }
            };
            for (int i = 0; i < 3; i++) failing.execute(() -> { });
            System.in.read();
            System.exit(0);
            """;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whatLeftAQueueAndNobodySawIsNotLive(int jdk) throws Exception {
        try (ChildJvm child = start(jdk, "Losing", LOSING)) {
            GrowingRecording.await(child, recording, model -> model.counts().unseenEnds() == 5 + 3);
            child.say("");
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        JsonNode tasks = report().path("tasks");

        assertThat(tasks.path("submitted").asInt()).isEqualTo(21 + 3);
        assertThat(tasks.path("unseenEnds").asInt()).isEqualTo(5 + 3);
        assertThat(tasks.path("live").asInt()).isEqualTo(1 + 15);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void ofAProgramThatIsOverAtOnceSitesAndFailuresAreKnown(int jdk) throws Exception {
        String program = """
                ExecutorService pool = Executors.newSingleThreadExecutor();
                try { pool.submit(() -> { throw new java.io.IOException("told"); }).get(); } catch (ExecutionException e) { }
                pool.shutdown();
                """;
        try (ChildJvm child = start(jdk, "Short", program)) {
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        JsonNode json = report();

        assertThat(json.path("sites").path(0).path("site").asText()).startsWith("Short.main(Short.java:");
        assertThat(json.path("failures").path(0).path("message").asText()).isEqualTo("told");
    }

    /**
     * <pre>
     *   scheduled   a Timer has a task to run in 1.5 s, is given it 3 times more by another thread, and once more behind its run; runs a
     *               task of its own 5 times and cancels the next, and is given it 2 times more inside of its first run; a pool keeps 1 past its shutdown, and refuses 2
     *   executor    of 6 of one Runnable that threads submit by turns 1 runs, 1 queues, 4 are refused
     * </pre>
     */
    private static final String REFUSING = """
            Timer timer = new Timer();
            CountDownLatch ran = new CountDownLatch(1);
            TimerTask once = new TimerTask() { public void run() { ran.countDown(); } };
            timer.schedule(once, 1500);
            Runnable again = () -> { try { timer.schedule(once, 1); } catch (IllegalStateException e) { } };
            for (int i = 0; i < 3; i++) { Thread other = new Thread(again); other.start(); other.join(); }
            CountDownLatch ticks = new CountDownLatch(5);
            timer.schedule(new TimerTask() {
                public void run() {
                    for (int i = 0; ticks.getCount() == 5 && i < 2; i++) {
                        try { timer.schedule(this, 1); } catch (IllegalStateException e) { }
                    }
                    ticks.countDown();
                    if (ticks.getCount() == 0) cancel();
                }
            }, 10, 10);
            ticks.await();
            ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
            clock.schedule(() -> { }, 100, TimeUnit.MILLISECONDS);
            clock.shutdown();
            for (int i = 0; i < 2; i++) try { clock.schedule(() -> { }, 1, TimeUnit.MILLISECONDS); } catch (RejectedExecutionException e) { }
            clock.awaitTermination(1, TimeUnit.MINUTES);
            ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1));
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch hold = new CountDownLatch(1);
            Runnable same = () -> { inside.countDown(); try { hold.await(); } catch (InterruptedException e) { } };
            Runnable submit = () -> { try { pool.execute(same); } catch (RejectedExecutionException e) { } };
            for (int i = 0; i < 6; i++) {
                Thread other = new Thread(submit); other.start(); other.join();
                inside.await();
            }
            ran.await();
            again.run();
            hold.countDown();
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
            System.in.read();
            System.exit(0);
            """;

    @ParameterizedTest
    @CsvSource({"17, 1000000", "17, 0", "25, 1000000", "25, 0"})
    void whatIsRefusedLeavesInPlaceWhatIsQueuedAlready(int jdk, int budget) throws Exception {
        Path java = jdk == 17 ? ChildJvm.java17() : ChildJvm.java25();
        Path file = directory.resolve("refusing.loomscope");
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=budget=" + budget + ",record="
                + file;
        int threads = 3 + 6;
        int scheduled = 1 + 3 + 1 + 6 + 2 + 1 + 2;
        try (ChildJvm child = ChildJvm.start(directory, java, "Refusing", REFUSING, agent)) {
            GrowingRecording.await(child, file, model -> model.counts().submitted() == threads + scheduled + 6
                    && model.counts().live() == 0);
            child.say("");
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode kinds = new ObjectMapper().readTree(report.out()).path("tasks").path("byKind");

        counts(kinds.path("scheduled"), scheduled, 1 + 5 + 1, 0, 1, 3 + 1 + 2 + 2);
        counts(kinds.path("executor"), 6, 2, 0, 0, 4);
        counts(kinds.path("thread"), threads, threads, 0, 0, 0);
    }

    /** 40 stages with a time limit, and 10 that a pool is given after a while: before JDK 25 by a pool of the JDK's own. */
    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whatTheJdkSchedulesForItselfIsNoTask(int jdk) throws Exception {
        Path java = jdk == 17 ? ChildJvm.java17() : ChildJvm.java25();
        Path file = directory.resolve("limits.loomscope");
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=record=" + file;
        String program = """
                ExecutorService pool = Executors.newFixedThreadPool(2);
                for (int i = 0; i < 20; i++) CompletableFuture.supplyAsync(() -> 1, pool).orTimeout(1, TimeUnit.HOURS).join();
                for (int i = 0; i < 20; i++) CompletableFuture.supplyAsync(() -> 1, pool).completeOnTimeout(2, 1, TimeUnit.HOURS).join();
                Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, pool);
                for (int i = 0; i < 10; i++) CompletableFuture.runAsync(() -> { }, later).join();
                pool.shutdown();
                pool.awaitTermination(1, TimeUnit.MINUTES);
                """;
        try (ChildJvm child = ChildJvm.start(directory, java, "Limits", program, agent)) {
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.out());

        counts(json.path("tasks").path("byKind").path("completable-future"), 50, 50, 0, 0, 0);
        counts(json.path("tasks"), 50, 50, 0, 0, 0);
    }

    /** 40 tasks of which each hands itself over anew 799 times while it runs, so that it runs on several threads at a time. */
    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whatHandsItselfOverAnewCountsAsOftenAsItRuns(int jdk) throws Exception {
        Path java = jdk == 17 ? ChildJvm.java17() : ChildJvm.java25();
        Path file = directory.resolve("anew.loomscope");
        String agent = "-javaagent:" + System.getProperty("loomscope.agent.jar") + "=record=" + file;
        String program = """
                ThreadPoolExecutor pool = new ThreadPoolExecutor(16, 16, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
                CountDownLatch ran = new CountDownLatch(32_000);
                class Anew implements Runnable {
                    final java.util.concurrent.atomic.AtomicInteger left = new java.util.concurrent.atomic.AtomicInteger(800);
                    public void run() {
                        if (left.decrementAndGet() > 0) pool.execute(this);
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                        ran.countDown();
                    }
                }
                for (int i = 0; i < 40; i++) pool.execute(new Anew());
                ran.await();
                System.in.read();
                System.exit(0);
                """;
        try (ChildJvm child = ChildJvm.start(directory, java, "Again", program, agent)) {
            GrowingRecording.await(child, file,
                    model -> model.counts().submitted() >= 32_000 && model.counts().live() == 0);
            child.say("");
            assertThat(child.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        CommandRun report = JarRun.run(directory, "report", "--json", file.toString());
        assertThat(report.code()).as(report.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(report.out());

        assertThat(json.path("events").path("dropped").asInt()).isZero();
        counts(json.path("tasks").path("byKind").path("executor"), 32_000, 32_000, 0, 0, 0);
    }

    private static void counts(JsonNode tasks, int submitted, int completed, int failed, int cancelled, int rejected) {
        assertThat(tasks.path("submitted").asInt()).as("%s", tasks).isEqualTo(submitted);
        assertThat(tasks.path("completed").asInt()).as("%s", tasks).isEqualTo(completed);
        assertThat(tasks.path("failed").asInt()).as("%s", tasks).isEqualTo(failed);
        assertThat(tasks.path("cancelled").asInt()).as("%s", tasks).isEqualTo(cancelled);
        assertThat(tasks.path("rejected").asInt()).as("%s", tasks).isEqualTo(rejected);
        assertThat(tasks.path("live").asInt()).as("%s", tasks).isZero();
    }
}
