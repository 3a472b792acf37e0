package dev.loomscope.agent.sample;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import dev.loomscope.executors.TimedRunnable;
import io.netty.util.concurrent.DefaultEventExecutor;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jboss.threads.EnhancedQueueExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Pools that are no ThreadPoolExecutors show how many workers they have and how many tasks wait. */
@Timeout(60)
class PoolLookTest {
    private final PoolLook look = new PoolLook(new PoolReader());
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch inside = new CountDownLatch(2);

    /** What a subclass says of itself is not asked. */
    private static final class Secretive extends ForkJoinPool {
        Secretive(int parallelism) {
            super(parallelism);
        }

        @Override
        public int getPoolSize() {
            throw new IllegalStateException("this is nobody's business");
        }

        @Override
        public boolean isShutdown() {
            throw new IllegalStateException("nor is this");
        }
    }

    /** Two workers are inside a task, and three tasks wait. */
    private void fill(Executor pool) throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            pool.execute(() -> {
                inside.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        inside.await();
    }

    private PoolFact read(Object pool) {
        List<PoolFact> facts = look.read(List.of(new WatchedPool(3, 7, "name", new WeakReference<>(pool))), true,
                Set.of(3));
        assertThat(facts).hasSize(1);
        return facts.get(0);
    }

    private static String figures(PoolFact fact) {
        return fact.active() + " of " + fact.size() + ", at most " + fact.max() + ", queue " + fact.queue()
                + (fact.shutdown() ? ", shut down" : "");
    }

    @Test
    void forkJoinPool() throws Exception {
        ForkJoinPool pool = new Secretive(2);
        fill(pool);
        assertThat(figures(read(pool))).isEqualTo("2 of 2, at most 2, queue 3");
        assertThat(read(pool).workers()).hasSize(2);
        open.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(figures(read(pool))).isEqualTo("0 of 0, at most 2, queue 0, shut down");
    }

    @Test
    void tomcat() throws Exception {
        TaskQueue queue = new TaskQueue();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 2, 1, TimeUnit.HOURS, queue, new TaskThreadFactory("tomcat-", true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        fill(pool);
        assertThat(figures(read(pool))).isEqualTo("2 of 2, at most 2, queue 3");
        // It has no more workers than its core only where there is no limit.
        assertThat(read(pool).queueCapacity()).isEqualTo(PoolFact.UNKNOWN);
        open.countDown();
        pool.shutdown();
    }

    @Test
    void jetty() throws Exception {
        QueuedThreadPool pool = new QueuedThreadPool(2, 2);
        pool.setReservedThreads(0);
        pool.start();
        fill(pool);
        assertThat(figures(read(pool))).isEqualTo("2 of 2, at most 2, queue 3");
        open.countDown();
        pool.stop();
    }

    @Test
    void jboss() throws Exception {
        EnhancedQueueExecutor pool = new EnhancedQueueExecutor.Builder().setCorePoolSize(2)
                .setMaximumPoolSize(2)
                .build();
        fill(pool);
        assertThat(figures(read(pool))).isEqualTo("0 of 2, at most 2, queue 3");
        open.countDown();
        pool.shutdown();
    }

    /** One task is inside, three are due, one of them cancelled, and two are to run later. */
    @Test
    void scheduledPool() throws Exception {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        pool.execute(this::stay);
        inside.await();
        ScheduledFuture<?> cancelled = pool.schedule(() -> {}, 0, TimeUnit.SECONDS);
        pool.schedule(() -> {}, 0, TimeUnit.SECONDS);
        pool.schedule(() -> {}, 1, TimeUnit.NANOSECONDS);
        pool.schedule(() -> {}, 1, TimeUnit.HOURS);
        pool.schedule(() -> {}, 2, TimeUnit.HOURS);
        cancelled.cancel(false);
        assertThat(figures(read(pool))).isEqualTo("1 of 1, at most 2147483647, queue 2");
        assertThat(read(pool).held()).isEqualTo(5);
        open.countDown();
        pool.shutdownNow();
    }

    /** The same of a Timer, whose task tells by itself that it is inside. */
    @Test
    void timer() throws Exception {
        Timer timer = new Timer("a-timer", true);
        timer.schedule(new TimedRunnable(this::stay), 0);
        inside.await();
        TimerTask cancelled = new TimedRunnable(() -> {});
        timer.schedule(cancelled, 0);
        timer.schedule(new TimedRunnable(() -> {}), 0);
        timer.schedule(new TimedRunnable(() -> {}), 0, 3_600_000);
        timer.schedule(new TimedRunnable(() -> {}), 3_600_000);
        timer.schedule(new TimedRunnable(() -> {}), 7_200_000);
        cancelled.cancel();
        Thread thread = Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(each -> each.getName().equals("a-timer"))
                .findFirst()
                .orElseThrow();
        assertThat(figures(read(thread))).isEqualTo("0 of 1, at most 1, queue 2");
        assertThat(read(thread).held()).isEqualTo(5);
        assertThat(read(thread).workers()).containsExactly(new Facts.Worker(ThreadFacts.id(thread), "a-timer"));
        timer.cancel();
        assertThat(figures(read(thread))).isEqualTo("0 of 1, at most 1, queue 0, shut down");
        open.countDown();
        thread.join();
        assertThat(figures(read(thread))).isEqualTo("0 of 0, at most 1, queue 0, shut down");
    }

    private void stay() {
        inside.countDown();
        inside.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of an event loop's queue nothing is asked. */
    @Test
    void netty() {
        DefaultEventExecutor pool = new DefaultEventExecutor();
        assertThat(figures(read(pool))).isEqualTo("0 of 1, at most 1, queue -1");
        pool.shutdownGracefully();
    }

    @Test
    void othersAreLeftAlone() {
        Executor pool = Runnable::run;
        assertThat(look.read(List.of(new WatchedPool(3, 7, "name", new WeakReference<>(pool))), true,
                Set.of(3))).isEmpty();
    }
}
