package dev.loomscope.insight;

import java.time.Duration;
import java.util.List;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StuckTaskTest {
    private static final int POOL = 3;
    private static final long S = 1_000_000_000;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    @BeforeEach
    void pool() throws BadInputException {
        model.apply(frames.session(4));
        model.apply(frames.sample(0, Frames.pool(POOL, 2, 2, 0), ""));
    }

    private void start(int worker, int key, long at) throws BadInputException {
        model.apply(frames.events(at, e -> {
            e.define(DictionarySort.CLASS, 5, "com.acme.Lookup");
            e.define(DictionarySort.THREAD, worker, "stock-" + worker);
            e.beginRun(1);
            e.task(EventKind.SUBMIT, at, key, POOL, 5);
            e.beginRun(worker);
            e.task(EventKind.START, at, key, POOL, 5);
        }));
    }

    private void queue(int key, long at) throws BadInputException {
        queued++;
        model.apply(frames.events(at, e -> {
            e.beginRun(9);
            e.task(EventKind.SUBMIT, at, key, POOL, 5);
        }));
    }

    private void end(int worker, int key, long at) throws BadInputException {
        model.apply(frames.events(at, e -> {
            e.beginRun(worker);
            e.end(at, key, Outcome.COMPLETED, 0);
        }));
    }

    private int queued;

    private void stack(long at, int worker, String state, String waitsFor, String owner, String... stack)
            throws BadInputException {
        stack(at, worker, -1, state, waitsFor, owner, stack);
    }

    private void stack(long at, int worker, int waits, String state, String waitsFor, String owner, String... stack)
            throws BadInputException {
        String quoted = "\"" + String.join("\",\"", stack) + "\"";
        model.apply(frames.sample(at, Frames.pool(POOL, 2, 2, queued),
                """
                        {"thread":%d,"threadName":"stock-%d","task":0,"virtual":false,"state":"%s","waitsFor":%s,"ownerThread":null,
                         "ownerName":%s,"waits":%d,"stack":%d,"frames":[%s]}"""
                        .formatted(worker, worker, state, waitsFor, owner, waits,
                                quoted.hashCode() & 0xFFFF, quoted)));
    }

    private void sleeps(long at, int worker, int waits) throws BadInputException {
        stack(at, worker, waits, "TIMED_WAITING", "null", "null", "java.lang.Thread.sleep0(Native Method)",
                "java.lang.Thread.sleep(Thread.java:509)", "com.acme.Lookup.run(Lookup.java:7)");
    }

    private void takes(long at, int worker) throws BadInputException {
        stack(at, worker, "WAITING", "null", "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await(A.java:1712)",
                "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)",
                "com.acme.Lookup.run(Lookup.java:7)");
    }

    private List<Finding> findings() {
        return Insight.findings(model, Thresholds.DEFAULT, model.now());
    }

    /** Without what is found of the queue. */
    private List<Finding> stuck() {
        return findings().stream().filter(finding -> finding.kind().equals(StuckTask.KIND)).toList();
    }

    @Test
    void oneThatWaitsForALockIsFoundWithItsOwner() throws BadInputException {
        start(1, 11, S);
        for (int i = 1; i <= 20; i++) {
            stack(S + i * S / 2, 1, "BLOCKED", "\"com.acme.Stock@1f\"", "\"audit-1\"",
                    "com.acme.Stock.lookup(Stock.java:42)",
                    "com.acme.Lookup.run(Lookup.java:7)");
        }
        List<Finding> findings = findings();
        assertThat(findings).hasSize(1);
        Finding finding = findings.getFirst();
        assertThat(finding.kind()).isEqualTo("stuck-task");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.tasks()).containsExactly(1L);
        assertThat(finding.threads()).containsExactly("stock-1");
        assertThat(finding.pool()).isEqualTo(POOL);
        assertThat(finding.from()).isEqualTo(S);
        assertThat(finding.to()).isEqualTo(11 * S);
        assertThat(finding.stack().getFirst()).isEqualTo("com.acme.Stock.lookup(Stock.java:42)");
        assertThat(finding.summary()).contains("Lookup").contains("stock-1").contains("10.0 s")
                .contains("waits for a lock")
                .contains("audit-1").contains("same top of stack in all of 20 samples");
        assertThat(finding.remedy()).contains("audit-1");
        assertThat(finding.evidence()).containsEntry("samples", 20).containsEntry("sameTopSamples", 20)
                .containsEntry("workersHeld", 1).containsEntry("workersMax", 2).containsEntry("owner", "audit-1");
    }

    @Test
    void tasksHeldByTheSameThingAreOneFindingAndCriticalWhenNoWorkerIsLeftForOthers() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S + 5);
        queue(13, 2 * S);
        for (int i = 1; i <= 6; i++) {
            for (int worker = 1; worker <= 2; worker++) {
                stack(S + i * S + worker, worker, "TIMED_WAITING", "null", "null",
                        "java.lang.Thread.sleep0(Native Method)",
                        "java.lang.Thread.sleep(Thread.java:509)", "com.acme.Lookup.run(Lookup.java:7)");
            }
        }
        List<Finding> findings = stuck();
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(findings.getFirst().tasks()).containsExactly(1L, 2L);
        assertThat(findings.getFirst().summary()).contains("2 tasks of Lookup")
                .contains("no worker of pool stock is left");
        assertThat(findings.getFirst().remedy()).contains("ScheduledExecutorService");
        String id = findings.getFirst().id();
        end(2, 12, 9 * S);
        model.apply(frames.sample(10 * S, "", ""));
        assertThat(stuck()).extracting(Finding::id).containsExactly(id);
        assertThat(stuck().getFirst().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void itIsNotCriticalWhereNobodyElseWantsAWorker() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            sleeps(S + i * S, 1, 7);
            sleeps(S + i * S + 1, 2, 9);
        }
        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(findings().getFirst().summary()).contains("no worker of pool stock is left");
    }

    @Test
    void aLoopWithAThreadOfItsOwnIsNotStuck() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            sleeps(S + i * S, 1, 7 + i);
            takes(S + i * S + 1, 2);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLoopThatAsksForAnotherResultEachTimeIsNotStuckAndOneThatWaitsForTheSameIs() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 1; i <= 6; i++) {
            asks(S + i * S, 1, "\"CompletableFuture@" + i + "\"");
            asks(S + i * S + 1, 2, "\"CompletableFuture@a\"");
        }
        assertThat(findings()).extracting(finding -> finding.threads()).containsExactly(List.of("stock-2"));
    }

    private void asks(long at, int worker, String future) throws BadInputException {
        stack(at, worker, "WAITING", future, "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.CompletableFuture.get(CompletableFuture.java:2093)",
                "com.acme.Lookup.run(Lookup.java:7)");
    }

    @Test
    void aLoopThatOthersWaitForIs() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        queue(13, 2 * S);
        for (int i = 1; i <= 6; i++) {
            sleeps(2 * S + i * S, 1, 7 + i);
            takes(2 * S + i * S + 1, 2);
        }
        assertThat(stuck()).extracting(Finding::severity)
                .containsExactly(Severity.CRITICAL, Severity.CRITICAL);
        assertThat(stuck()).extracting(finding -> finding.evidence().get("waitsBetween")).containsExactly(5L, null);
        assertThat(stuck()).extracting(Finding::summary).anyMatch(text -> text.contains("waits for work from a queue"));
    }

    @Test
    void oneThatPutsIntoAFullQueueIsNotSaidToWaitForWork() throws BadInputException {
        start(1, 11, S);
        stack(9 * S, 1, "WAITING",
                "\"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject@1f\"", "null",
                "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await(A.java:1712)",
                "java.util.concurrent.ArrayBlockingQueue.put(ArrayBlockingQueue.java:370)",
                "com.acme.OrderQueue.put(OrderQueue.java:9)", "com.acme.Lookup.run(Lookup.java:7)");
        assertThat(findings()).hasSize(1);
        assertThat(findings().getFirst().summary())
                .contains("waits for a queue to take what it hands over (Condition@1f)");
    }

    @Test
    void oneThatTakesWhatIsHandedOverWaitsForWork() throws BadInputException {
        start(1, 11, S);
        stack(9 * S, 1, "WAITING", "null", "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.SynchronousQueue$TransferStack.transfer(SynchronousQueue.java:401)",
                "java.util.concurrent.SynchronousQueue.take(SynchronousQueue.java:902)",
                "com.acme.Orders.offer(Orders.java:9)");
        assertThat(findings()).isEmpty();
    }

    @Test
    void endsOfThreadsAndOfExecutorsAreSaidToBeWaitedFor() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        stack(9 * S, 1, "WAITING", "null", "null", "java.lang.Object.wait0(Native Method)",
                "java.lang.Thread.join(Thread.java:1860)", "com.acme.Lookup.run(Lookup.java:7)");
        stack(9 * S, 2, "TIMED_WAITING", "null", "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.ThreadPoolExecutor.awaitTermination(ThreadPoolExecutor.java:1475)",
                "com.acme.Lookup.run(Lookup.java:9)");
        assertThat(findings()).extracting(Finding::summary)
                .anyMatch(text -> text.contains("waits for a thread to end"))
                .anyMatch(text -> text.contains("waits for an executor to end"));
    }

    @Test
    void oneThatHasEndedIsStillFound() throws BadInputException {
        start(1, 11, S);
        end(1, 11, 4 * S);
        start(1, 12, 5 * S);
        end(1, 12, 5 * S + 100);
        model.apply(frames.sample(100 * S, "", ""));
        assertThat(findings()).hasSize(1);
        assertThat(findings().getFirst().tasks()).containsExactly(1L);
        assertThat(findings().getFirst().from()).isEqualTo(S);
        assertThat(findings().getFirst().to()).isEqualTo(4 * S);
        assertThat(findings().getFirst().summary()).contains("held stock-1 for 3.00 s");
    }

    @Test
    void oneThatComputesAndGetsOnIsOnlyANote() throws BadInputException {
        start(1, 11, S);
        for (int i = 1; i <= 10; i++) {
            stack(S + i * S / 2, 1, "RUNNABLE", "null", "null", "com.acme.Price.step" + i + "(Price.java:" + i + ")",
                    "com.acme.Lookup.run(Lookup.java:7)");
        }
        assertThat(findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(findings().getFirst().summary()).contains("10 different tops of stack");
    }

    @Test
    void oneThatWaitsForConnectionsIsAServer() throws BadInputException {
        start(1, 11, S);
        stack(9 * S, 1, "RUNNABLE", "null", "null", "sun.nio.ch.Net.accept(Native Method)",
                "sun.nio.ch.NioSocketImpl.accept(NioSocketImpl.java:748)", "com.acme.Server.run(Server.java:7)");
        assertThat(findings()).isEmpty();
    }

    @Test
    void oneThatReadsInsideAConsumerIsNoServer() throws BadInputException {
        start(1, 11, S);
        stack(9 * S, 1, "RUNNABLE", "null", "null", "sun.nio.ch.SocketDispatcher.read0(Native Method)",
                "java.net.Socket$SocketInputStream.read(Socket.java:974)",
                "com.acme.Lookup.lambda$run$0(Lookup.java:9)",
                "java.util.stream.ForEachOps$ForEachOp$OfRef.accept(ForEachOps.java:184)",
                "com.acme.Lookup.run(Lookup.java:7)");
        assertThat(findings()).hasSize(1);
        assertThat(findings().getFirst().summary()).contains("waits for input or output");
    }

    @Test
    void idleConnectionsOfRmiAndJmxAndThreadsInReserveAreNot() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        stack(9 * S, 1, "RUNNABLE", "null", "null", "sun.nio.ch.Net.poll(Native Method)",
                "sun.nio.ch.NioSocketImpl.park(NioSocketImpl.java:190)",
                "java.net.Socket$SocketInputStream.read(Socket.java:964)",
                "java.io.BufferedInputStream.fill(BufferedInputStream.java:254)",
                "java.rmi/sun.rmi.transport.tcp.TCPTransport.handleMessages(TCPTransport.java:582)",
                "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1090)");
        stack(9 * S + 1, 2, "TIMED_WAITING", "\"com.acme.Buffer@1f\"", "null", "java.lang.Object.wait0(Native Method)",
                "java.management/com.sun.jmx.remote.internal.ArrayNotificationBuffer.fetchNotifications(A.java:430)",
                "java.rmi/sun.rmi.transport.tcp.TCPTransport.handleMessages(TCPTransport.java:587)");
        assertThat(findings()).isEmpty();
        stack(10 * S, 1, "TIMED_WAITING", "\"java.util.concurrent.Semaphore@2a\"", "null",
                "java.util.concurrent.Semaphore.tryAcquire(Semaphore.java:415)",
                "org.eclipse.jetty.util.thread.ReservedThreadExecutor$ReservedThread.waitForTask(R.java:357)");
        assertThat(findings()).isEmpty();
    }

    @Test
    void oneThatWaitsForAProcessIsSaidToAndTheJdksOwnIsNotFound() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        stack(9 * S, 1, "WAITING", "\"java.lang.ProcessImpl@1f\"", "null", "java.lang.Object.wait(Native Method)",
                "java.lang.ProcessImpl.waitFor(ProcessImpl.java:434)", "com.acme.Lookup.run(Lookup.java:7)");
        stack(9 * S + 1, 2, "RUNNABLE", "null", "null",
                "java.lang.ProcessHandleImpl.waitForProcessExit0(Native Method)",
                "java.lang.ProcessHandleImpl$1.run(ProcessHandleImpl.java:150)");
        assertThat(findings()).extracting(Finding::threads).containsExactly(List.of("stock-1"));
        assertThat(findings().getFirst().summary()).contains("waits for another process to end");
        assertThat(findings().getFirst().remedy()).contains("time limit");
    }

    @Test
    void oneThatIsStuckInACallOfRmiOrInAReservedThreadIsFound() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        stack(9 * S, 1, "TIMED_WAITING", "null", "null", "java.lang.Thread.sleep(Thread.java:509)",
                "com.acme.Remote.call(Remote.java:7)",
                "java.rmi/sun.rmi.transport.tcp.TCPTransport.handleMessages(TCPTransport.java:587)");
        stack(9 * S + 1, 2, "WAITING", "null", "null", "java.util.concurrent.Semaphore.acquire(Semaphore.java:318)",
                "com.acme.Handler.handle(Handler.java:7)",
                "org.eclipse.jetty.util.thread.ReservedThreadExecutor$ReservedThread.run(R.java:296)");
        assertThat(findings()).extracting(Finding::threads)
                .containsExactlyInAnyOrder(List.of("stock-1"), List.of("stock-2"));
    }

    @Test
    void shortTasksAndVirtualThreadsAreNot() throws BadInputException {
        start(1, 11, S);
        end(1, 11, 2 * S);
        model.apply(frames.events(3 * S, e -> {
            e.beginRun(1);
            e.virtualStart(S, 900, 5, "v");
            e.beginRun(77);
            e.virtual(EventKind.MOUNT, S, 900);
            e.workerState(2 * S - 1, WorkerState.WAITING);
        }));
        model.apply(frames.sample(60 * S, "", ""));
        assertThat(findings()).isEmpty();
    }

    @Test
    void thresholdIsTheUsers() throws BadInputException {
        start(1, 11, S);
        model.apply(frames.sample(2 * S, "", ""));
        assertThat(findings()).isEmpty();
        Thresholds strict = Thresholds.DEFAULT.withStuckAfter(Duration.ofMillis(500));
        assertThat(Insight.findings(model, strict, model.now())).hasSize(1);
    }
}
