package dev.loomscope.insight;

import java.util.List;
import java.util.regex.Pattern;

import dev.loomscope.model.StackSample;
import org.jspecify.annotations.Nullable;

/** What keeps a thread, as its stack tells, and what to do about it. */
enum Hold {
    LOCK("waits for a lock", "Shorten what is done while the lock is held, or take it with tryLock and a time limit."),
    RESULT("waits for the result of another task",
            "Wait with a time limit, or chain the work with CompletableFuture instead of holding a thread of the pool."),
    THREAD("waits for a thread to end",
            "Join with a time limit, and let the thread that is waited for end when it is interrupted."),
    EXECUTOR("waits for an executor to end",
            "Wait with a time limit and call shutdownNow where that is over; the executor's own tasks say what holds it."),
    PROCESS("waits for another process to end",
            "Wait for the process with a time limit and end it where that is over, or let its onExit go on with the work."),
    SIGNAL("waits for a signal",
            "Wait with a time limit, and make sure that whoever should give the signal does so on every path."),
    QUEUE("waits for work from a queue",
            "Poll with a time limit, or give such a loop a thread of its own instead of one of the pool's."),
    HAND_OVER("waits for a queue to take what it hands over",
            "Offer with a time limit, and see what keeps those that take from the queue."),
    SLEEP("sleeps",
            "Schedule the continuation with a ScheduledExecutorService, or run the task on a virtual thread, instead of"
                    + " sleeping in a thread of the pool."),
    IO("waits for input or output",
            "Set a time limit on the connection and on the read, and run blocking calls on virtual threads or a pool of their own."),
    COMPUTE("computes",
            "Check the loop on top of the stack for an end that is never reached; otherwise cut the work into smaller"
                    + " tasks and check for interruption."),
    SERVICE("waits to be asked", ""),
    UNKNOWN("runs", "Let it run on until its stack is sampled: the stack says what holds it.");

    /** How deep under the top of the stack the reason can be. */
    private static final int DEPTH = 16;

    private final String words;
    private final String remedy;

    Hold(String words, String remedy) {
        this.words = words;
        this.remedy = remedy;
    }

    /** What it does, in words that follow a subject. */
    String words() {
        return words;
    }

    /** One sentence: what to do. */
    String remedy() {
        return remedy;
    }

    /**
     * Where those wait that serve whoever asks: idle connections of RMI and JMX, the JDK's own thread for each process and its
     * threads for asynchronous channels, the threads that Jetty keeps in reserve, and the one that starts OkHttp's tasks in time.
     */
    private static final String[] IDLE = {"sun.nio.ch.EPollPort$EventHandlerTask.",
            "sun.nio.ch.KQueuePort$EventHandlerTask.",
            "sun.nio.ch.Iocp$EventHandlerTask.", "sun.rmi.transport.tcp.TCPTransport.handleMessages",
            "com.sun.jmx.remote.internal.ArrayNotificationBuffer.fetchNotifications",
            "java.lang.ProcessHandleImpl.waitForProcessExit"};

    private static final Pattern QUEUE_CALL = Pattern.compile("(Queue|Deque)\\.\\w+\\(");
    private static final Pattern PUT = Pattern.compile("\\.(put|offer|transfer|tryTransfer)(First|Last)?\\(");

    private static final String RESERVED = "org.eclipse.jetty.util.thread.ReservedThreadExecutor$ReservedThread.";
    private static final String COORDINATING = "okhttp3.internal.concurrent.TaskRunner$RealBackend.coordinatorWait(";

    static Hold of(@Nullable StackSample sample) {
        if (sample == null || sample.frames().isEmpty()) {
            return sample != null && sample.state().equals("BLOCKED") ? LOCK : UNKNOWN;
        }
        List<String> top = sample.frames().subList(0, Math.min(DEPTH, sample.frames().size()));
        if (isIdle(top)) {
            return SERVICE;
        }
        return switch (sample.state()) {
            case "BLOCKED" -> LOCK;
            case "WAITING", "TIMED_WAITING" -> waiting(sample, top);
            default -> running(top);
        };
    }

    private static Hold waiting(StackSample sample, List<String> top) {
        if (any(top, "java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep")) {
            return SLEEP;
        }
        if (any(top, "java.lang.ProcessImpl.waitFor", "java.lang.Process.waitFor")) {
            return PROCESS;
        }
        if (any(top, "java.lang.Thread.join")) {
            return THREAD;
        }
        if (any(top, "java.util.concurrent.ThreadPoolExecutor.awaitTermination",
                "java.util.concurrent.ForkJoinPool.awaitTermination",
                "java.util.concurrent.ThreadPerTaskExecutor.awaitTermination")) {
            return EXECUTOR;
        }
        if (any(top, "sun.nio.ch.", "java.net.Socket", "java.net.http.")) {
            return accepts(top) ? SERVICE : IO;
        }
        if (any(top, "java.util.concurrent.FutureTask.get", "java.util.concurrent.FutureTask.awaitDone",
                "java.util.concurrent.CompletableFuture.", "java.util.concurrent.ForkJoinTask.",
                "java.util.concurrent.AbstractExecutorService.invoke", "java.util.concurrent.ThreadPerTaskExecutor.")) {
            return RESULT;
        }
        if (top.stream().anyMatch(frame -> frame.contains("Queue.") || frame.contains("Deque."))
                && !any(top, "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire(")) {
            return handsOver(top) ? HAND_OVER : QUEUE;
        }
        String waitsFor = sample.waitsFor();
        boolean named = waitsFor != null && waitsFor.contains("Lock");
        boolean locks = any(top, "java.util.concurrent.locks.ReentrantLock.lock",
                "java.util.concurrent.locks.ReentrantReadWriteLock", "java.util.concurrent.locks.StampedLock.");
        return sample.owner() != null || named || locks ? LOCK : SIGNAL;
    }

    /** Whether the queue of the JDK that a stack stands in was called to put something into it. */
    private static boolean handsOver(List<String> top) {
        String called = "";
        for (String frame : top) {
            if (!begins(frame, "java.", "jdk.internal.")) {
                break;
            }
            called = QUEUE_CALL.matcher(frame).find() ? frame : called;
        }
        return PUT.matcher(called).find();
    }

    private static Hold running(List<String> top) {
        List<String> first = top.subList(0, Math.min(6, top.size()));
        if (any(first, "sun.nio.ch.", "java.net.", "java.io.FileInputStream.", "java.io.RandomAccessFile.",
                "java.io.FileOutputStream.", "java.io.UnixFileSystem.", "sun.nio.fs.")) {
            return accepts(top) ? SERVICE : IO;
        }
        return COMPUTE;
    }

    private static boolean accepts(List<String> frames) {
        return any(frames, "java.net.ServerSocket.", "sun.nio.ch.ServerSocket", "sun.nio.ch.NioSocketImpl.accept",
                "sun.nio.ch.Net.accept", "sun.nio.ch.SelectorImpl.select(");
    }

    /** Whether a stack is that of a thread that serves one request after the other inside of one task. */
    static boolean isServing(StackSample sample) {
        return sample.frames().stream().anyMatch(frame -> frame.contains(RESERVED));
    }

    /** Whether nothing but the JDK's own waiting and reading stands above a place at which to be asked. */
    private static boolean isIdle(List<String> top) {
        for (String frame : top) {
            if (begins(frame, IDLE) || frame.contains(RESERVED) || frame.contains(COORDINATING)) {
                return true;
            }
            if (!begins(frame, "java.", "jdk.internal.", "sun.nio.", "sun.security.")) {
                return false;
            }
        }
        return false;
    }

    private static boolean any(List<String> frames, String... names) {
        return frames.stream().anyMatch(frame -> begins(frame, names));
    }

    /** Whether a frame begins with one of the names, behind the name of its module where it has one. */
    private static boolean begins(String frame, String... names) {
        String method = frame.substring(frame.indexOf('/') + 1);
        for (String name : names) {
            if (method.startsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
