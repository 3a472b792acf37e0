package dev.loomscope.executors;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.google.common.util.concurrent.MoreExecutors;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.threads.EnhancedQueueExecutor;

/**
 * Gives a thousand tasks to each of the executors that applications have, of some of which every tenth fails, and prints what was seen
 * of them. With an argument, the executors have run something before it waits for a line.
 */
public final class ExecutorsMain {
    static final int TASKS = 1000;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final EventExecutorGroup group = new DefaultEventExecutorGroup(2);
    private final QueuedThreadPool jetty = new QueuedThreadPool(8, 4);
    private final org.apache.tomcat.util.threads.ThreadPoolExecutor tomcat = tomcat();
    private final EnhancedQueueExecutor jboss = new EnhancedQueueExecutor.Builder()
            .setCorePoolSize(2)
            .setMaximumPoolSize(4)
            .setExceptionHandler((thread, thrown) -> {})
            .build();
    private final QueueExecutor own = new QueueExecutor(2);
    private final Wrappers.Overriding overriding = new Wrappers.Overriding(2);
    private final Wrappers.Looping looping = new Wrappers.Looping(2);
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.HOURS,
            new LinkedBlockingQueue<>());

    private ExecutorsMain() throws Exception {
        jetty.start();
    }

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            if (!(thrown instanceof UnsupportedOperationException)) {
                thrown.printStackTrace();
                System.exit(1);
            }
        });
        ExecutorsMain main = new ExecutorsMain();
        if (arguments.length > 0) {
            main.all(1);
            awaitGo();
        }
        main.all(TASKS);
        main.rejected();
        main.left();
        System.out.print(settled());
        System.out.println("overriding=" + main.overriding.seen());
        System.exit(0);
    }

    static void awaitGo() throws IOException {
        System.out.println("waiting");
        if (System.in.read() < 0) {
            throw new IllegalStateException("nobody says go");
        }
    }

    /** The report when every start has its end: the last ends come a little after what a task does. */
    static String settled() throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        String report = report();
        while (count(report, "start") != count(report, "end") && System.nanoTime() - deadline < 0) {
            Thread.sleep(1);
            report = report();
        }
        return report;
    }

    private static long count(String report, String name) {
        return report.lines()
                .filter(line -> line.startsWith(name + '='))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .sum();
    }

    @SuppressWarnings("unchecked")
    private static String report() {
        return ((Supplier<String>) System.getProperties().get("counts")).get();
    }

    private static org.apache.tomcat.util.threads.ThreadPoolExecutor tomcat() {
        TaskQueue queue = new TaskQueue();
        var pool = new org.apache.tomcat.util.threads.ThreadPoolExecutor(
                2, 4, 1, TimeUnit.HOURS, queue, new TaskThreadFactory("tomcat-", true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        return pool;
    }

    private void all(int tasks) throws Exception {
        giveFailing(loops.next(), tasks);
        give(group.next(), tasks);
        giveFailing(jetty, tasks);
        giveFailing(jboss, tasks);
        giveFailing(own, tasks);
        giveFailing(overriding, tasks);
        giveFailing(looping, tasks);
        give(tomcat, tasks);
        giveFailing(tomcat, Math.min(tasks, 100));
        give(pool, tasks);
        give(MoreExecutors.directExecutor(), tasks);
        give(MoreExecutors.listeningDecorator(pool), tasks);
        give(MoreExecutors.newSequentialExecutor(pool), tasks);
        give(new Wrappers.Same(pool), tasks);
        give(new Wrappers.Same(own), tasks);
        give(new Wrappers.Around(pool), tasks);
        give(new Wrappers.Around(own), tasks);
        give(new Wrappers.Same(new Wrappers.Around(jetty)), tasks);
        give(new Wrappers.Direct(), tasks);
        give(new Wrappers.ThreadForEach(), Math.min(tasks, 20));
        give(new Wrappers.Serial(pool), tasks);
        for (var futures : List.of(tomcat, own)) {
            for (int i = 0; i < tasks / 10; i++) {
                futures.submit(() -> 42).get();
            }
        }
        for (int i = 0; i < tasks / 10; i++) {
            group.submit(() -> 42).get();
        }
    }

    private static void give(Executor executor, int tasks) throws InterruptedException {
        give(executor, tasks, false);
    }

    /** Every tenth fails. */
    private static void giveFailing(Executor executor, int tasks) throws InterruptedException {
        give(executor, tasks, true);
    }

    private static void give(Executor executor, int tasks, boolean failing) throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            executor.execute(new Task(ran, failing && i % 10 == 9));
        }
        if (!ran.await(30, TimeUnit.SECONDS)) {
            System.out.println("WRONG " + executor + " left=" + ran.getCount());
        }
    }

    private void rejected() {
        QueueExecutor closed = new Closed();
        closed.shutdown();
        for (int i = 0; i < 10; i++) {
            try {
                closed.execute(new Task(new CountDownLatch(1), false));
                System.out.println("WRONG not rejected");
            } catch (RejectedExecutionException e) {
                // As it should be.
            }
        }
    }

    private void left() throws InterruptedException {
        Stopped stopped = new Stopped();
        CountDownLatch runs = new CountDownLatch(1);
        stopped.execute(() -> {
            runs.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        if (!runs.await(30, TimeUnit.SECONDS)) {
            System.out.println("WRONG does not run");
        }
        for (int i = 0; i < 10; i++) {
            stopped.execute(new Task(new CountDownLatch(1), false));
        }
        if (stopped.shutdownNow().size() != 10) {
            System.out.println("WRONG other tasks left");
        }
    }

    /** For counts of its own. */
    private static final class Closed extends QueueExecutor {
        Closed() {
            super(1);
        }
    }

    /** For counts of its own. */
    private static final class Stopped extends QueueExecutor {
        Stopped() {
            super(1);
        }
    }

    private record Task(CountDownLatch ran, boolean fails) implements Runnable {
        @Override
        public void run() {
            ran.countDown();
            if (fails) {
                throw new UnsupportedOperationException("as it should be");
            }
        }
    }
}
