package dev.loomscope.insight;

import java.util.List;

import dev.loomscope.protocol.BadInputException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds a task, as its stack shows. */
class HoldTest extends HeldWorkers {
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

    /** OkHttp 4.12.0, and the JDK's threads for asynchronous channels, which take from a queue and poll by turns. */
    @Test
    void threadsThatServeAsynchronousChannelsOrStartTasksInTimeAreNot() throws BadInputException {
        start(1, 11, S);
        start(2, 12, S);
        for (int i = 8; i < 10; i++) {
            stack(i * S, 1, "TIMED_WAITING", "\"okhttp3.internal.concurrent.TaskRunner@1f\"", "null",
                    "java.lang.Object.wait0(Native Method)", "java.lang.Object.wait(Object.java:389)",
                    "okhttp3.internal.concurrent.TaskRunner$RealBackend.coordinatorWait(TaskRunner.kt:294)",
                    "okhttp3.internal.concurrent.TaskRunner.awaitTaskToRun(TaskRunner.kt:218)",
                    "okhttp3.internal.concurrent.TaskRunner$runnable$1.run(TaskRunner.kt:59)");
            stack(i * S + 1, 2, "RUNNABLE", "null", "null", "sun.nio.ch.EPoll.wait(Native Method)",
                    "sun.nio.ch.EPollPort$EventHandlerTask.poll(EPollPort.java:200)",
                    "sun.nio.ch.EPollPort$EventHandlerTask.run(EPollPort.java:281)");
        }
        assertThat(findings()).isEmpty();
        stack(10 * S, 2, "WAITING", "\"Condition@1f\"", "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.ArrayBlockingQueue.take(ArrayBlockingQueue.java:421)",
                "sun.nio.ch.EPollPort$EventHandlerTask.run(EPollPort.java:274)");
        assertThat(findings()).isEmpty();
        stack(11 * S, 2, "WAITING", "null", "null", "java.util.concurrent.Semaphore.acquire(Semaphore.java:318)",
                "com.acme.Handler.completed(Handler.java:7)", "sun.nio.ch.Invoker.invokeUnchecked(Invoker.java:129)",
                "sun.nio.ch.EPollPort$EventHandlerTask.run(EPollPort.java:306)");
        assertThat(findings()).extracting(Finding::threads).containsExactly(List.of("stock-2"));
    }

    @Test
    void aReservedThreadIsNotStuckUnlessOneRequestHoldsIt() throws BadInputException {
        start(1, 11, S);
        handles(7 * S, "java.lang.Thread.sleep0(Native Method)");
        handles(8 * S, "com.acme.Handler.compute(Handler.java:9)");
        assertThat(findings()).isEmpty();
        handles(9 * S, "java.lang.Thread.sleep0(Native Method)");
        assertThat(findings()).isEmpty();
        handles(10 * S, "java.lang.Thread.sleep0(Native Method)");
        assertThat(findings()).extracting(Finding::threads).containsExactly(List.of("stock-1"));
    }

    private void handles(long at, String top) throws BadInputException {
        stack(at, 1, "TIMED_WAITING", "null", "null", top, "com.acme.Handler.handle(Handler.java:7)",
                "org.eclipse.jetty.util.thread.ReservedThreadExecutor$ReservedThread.run(R.java:296)");
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
}
