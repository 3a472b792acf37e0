package dev.loomscope.agent.sample;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.SiteFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the sampler sees of pools, queues, stacks and virtual threads, and that it waits for no lock of theirs. */
class LookTest {
    private final PoolReader pools = new PoolReader();
    private final Queues queues = new Queues();
    private final StackLook stacks = new StackLook(new ThreadInfos());
    private final VirtualThreadLook virtual = new VirtualThreadLook();

    private PoolFact read(ThreadPoolExecutor pool) {
        PoolFact fact = pools.read(new WatchedPool(3, 7, "name", new WeakReference<>(pool)), pool, true, false);
        assertThat(fact).isNotNull();
        return fact;
    }

    private static ThreadPoolExecutor pool(int core, int max, BlockingQueue<Runnable> queue) {
        return new ThreadPoolExecutor(core, max, 1, TimeUnit.MINUTES, queue);
    }

    private static Runnable waiting(CountDownLatch latch) {
        return () -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    @Test
    void aPoolShowsItsFiguresAndItsWorkers() throws Exception {
        ThreadPoolExecutor pool = pool(2, 4, new ArrayBlockingQueue<>(10));
        CountDownLatch latch = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(2);
        for (int i = 0; i < 5; i++) {
            pool.execute(() -> {
                inside.countDown();
                waiting(latch).run();
            });
        }
        inside.await();
        PoolFact busy = read(pool);
        assertThat(busy.size()).isEqualTo(2);
        assertThat(busy.active()).isEqualTo(2);
        assertThat(busy.queue()).isEqualTo(3);
        assertThat(busy.queueCapacity()).isEqualTo(10);
        assertThat(busy.max()).isEqualTo(4);
        assertThat(busy.core()).isEqualTo(2);
        assertThat(busy.completed()).isZero();
        assertThat(busy.shutdown()).isFalse();
        assertThat(busy.workers()).hasSize(2);
        assertThat(pools.busy(pool)).hasSize(2).allMatch(worker -> pools.isInside(worker.worker(), worker.tasks()));

        List<PoolReader.Busy> before = pools.busy(pool);
        pool.shutdown();
        latch.countDown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        PoolFact done = read(pool);
        assertThat(done.completed()).isEqualTo(5);
        assertThat(done.size()).isZero();
        assertThat(done.shutdown()).isTrue();
        assertThat(before).noneMatch(worker -> pools.isInside(worker.worker(), worker.tasks()));
    }

    /** A pool calls terminated() while it holds its lock. */
    @Test
    void aPoolWhoseLockIsHeldIsReadAllTheSame() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
            @Override
            protected void terminated() {
                inside.countDown();
                waiting(latch).run();
            }
        };
        Thread closer = new Thread(pool::shutdown);
        closer.start();
        inside.await();
        assertThat(read(pool).shutdown()).isTrue();
        latch.countDown();
        closer.join();
    }

    @Test
    void queuesOfTheJdkAreMeasuredAndOthersLeftAlone() {
        assertThat(queues.size(filled(new ArrayBlockingQueue<>(5)))).isEqualTo(3);
        assertThat(queues.capacity(new ArrayBlockingQueue<>(5))).isEqualTo(5);
        assertThat(queues.size(filled(new LinkedBlockingQueue<>(6)))).isEqualTo(3);
        assertThat(queues.capacity(filled(new LinkedBlockingQueue<>(6)))).isEqualTo(6);
        assertThat(queues.capacity(filled(new LinkedBlockingQueue<>()))).isEqualTo(-1);
        assertThat(queues.size(filled(new LinkedBlockingDeque<>(7)))).isEqualTo(3);
        assertThat(queues.capacity(new LinkedBlockingDeque<>(7))).isEqualTo(7);
        assertThat(queues.size(filled(new PriorityBlockingQueue<>()))).isEqualTo(3);
        assertThat(queues.capacity(new PriorityBlockingQueue<>())).isEqualTo(-1);
        assertThat(queues.size(new SynchronousQueue<>())).isZero();
        assertThat(queues.capacity(new SynchronousQueue<>())).isZero();
        BlockingQueue<Integer> own = filled(new LinkedBlockingQueue<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public int size() {
                throw new AssertionError("code of the application was called");
            }
        });
        assertThat(queues.size(own)).isEqualTo(-1);
        // It may refuse what it has room for.
        assertThat(queues.capacity(own)).isEqualTo(-2);
    }

    @Test
    void whatQueuesOfTheJdkHoldIsSeen() {
        QueueContents contents = new QueueContents();
        List<BlockingQueue<Integer>> all = List.of(new ArrayBlockingQueue<>(5), new LinkedBlockingQueue<>(),
                new LinkedBlockingDeque<>(7), new PriorityBlockingQueue<>());
        int[] keys = IntStream.of(1, 2, 3).map(number -> System.identityHashCode(Integer.valueOf(number))).sorted()
                .toArray();
        for (BlockingQueue<Integer> queue : all) {
            assertThat(contents.of(queue)).isEmpty();
            queue.add(0);
            queue.remove();
            assertThat(contents.of(filled(queue))).isEqualTo(keys);
        }
        assertThat(contents.of(new SynchronousQueue<>())).isNull();
    }

    @Test
    void whatIsInQueuesIsSeenUpToALimitHoweverMuchRoomTheyHave() {
        QueueContents contents = new QueueContents();
        PriorityBlockingQueue<Integer> shrunk = new PriorityBlockingQueue<>();
        for (int i = 0; i < 70_000; i++) {
            shrunk.add(i);
        }
        assertThat(contents.of(shrunk)).isNull();
        assertThat(contents.of(new LinkedBlockingQueue<>(shrunk))).isNull();
        shrunk.removeIf(number -> number >= 60_000);
        assertThat(contents.of(shrunk)).hasSize(60_000).isSorted();
        assertThat(contents.of(new LinkedBlockingQueue<>(shrunk))).hasSize(60_000).isSorted();
        assertThat(contents.of(filled(new ArrayBlockingQueue<>(100_000)))).hasSize(3);
        assertThat(contents.of(filled(new ArrayBlockingQueue<>(10_000_000)))).isNull();
    }

    private static BlockingQueue<Integer> filled(BlockingQueue<Integer> queue) {
        Collections.addAll(queue, 1, 2, 3);
        return queue;
    }

    @Test
    void whatAScheduledPoolIsToRunLaterDoesNotWait() {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        pool.schedule(() -> {}, 1, TimeUnit.HOURS);
        pool.schedule(() -> {}, 2, TimeUnit.HOURS);
        assertThat(read(pool).queue()).isZero();
        assertThat(read(pool).held()).isEqualTo(2);
        pool.shutdownNow();
    }

    @Test
    void aStackSaysWhatItsThreadWaitsForAndWhoHasIt() throws Exception {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        synchronized (monitor) {
            lock.lock();
            Thread blocked = started("blocked", () -> {
                synchronized (monitor) {
                    Thread.onSpinWait();
                }
            });
            Thread locked = started("locked", lock::lock);
            await(blocked, Thread.State.BLOCKED);
            await(locked, Thread.State.WAITING);
            StackFact first = stacks.look(blocked, 0, 0, 5, false);
            StackFact second = stacks.look(locked, 1, 0, 6, false);

            assertThat(first.waitsFor()).startsWith("java.lang.Object@");
            assertThat(first.ownerName()).isEqualTo(Thread.currentThread().getName());
            assertThat(second.waitsFor()).startsWith("java.util.concurrent.locks.ReentrantLock$NonfairSync@");
            assertThat(second.ownerName()).isEqualTo(Thread.currentThread().getName());
            assertThat(first.stack()).isNotEqualTo(second.stack());
            assertThat(stacks.look(blocked, 0, 0, 5, false).stack()).isEqualTo(first.stack());
            assertThat(second.frames()).anyMatch(frame -> frame.startsWith(
                    "java.util.concurrent.locks.ReentrantLock.lock(ReentrantLock.java:"));
            lock.unlock();
        }
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    /** Tests run on a JDK that has virtual threads, and are compiled for one that has not. */
    @Test
    void virtualThreadsAreFoundWithTheirPool() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        Thread parked = (Thread) Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, waiting(latch));
        await(parked, Thread.State.WAITING);
        List<Thread> found = new ArrayList<>();
        virtual.forEach(found::add);
        assertThat(found).contains(parked).allMatch(virtual::isVirtual);
        assertThat(virtual.carrier(parked)).isNull();
        PoolFact scheduler = virtual.scheduler(9, 11, 3);
        assertThat(scheduler).isNotNull();
        assertThat(scheduler.className()).isEqualTo("java.lang.VirtualThread");
        assertThat(scheduler.max()).isPositive();
        latch.countDown();
    }

    @Test
    void aSiteIsTheFirstFrameOfTheApplication() {
        HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 2, 0);
        Throwable submit = new Throwable();
        submit.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("java.lang.LoomscopeIds", "site", "Ids.java", 3),
                new StackTraceElement("java.util.concurrent.AbstractExecutorService", "submit", "X.java", 4),
                new StackTraceElement("com.acme.Shop", "order", "Shop.java", 42),
                new StackTraceElement("com.acme.Main", "main", "Main.java", 7)
        });
        Throwable foreign = new Throwable();
        foreign.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("java.lang.Thread", "run", "Thread.java", 1)
        });
        memory.siteClasses()[0] = 5;
        memory.sites()[0] = submit;
        memory.sites()[1] = foreign;
        SiteReader reader = new SiteReader(memory, new PoolBoard());
        assertThat(reader.take()).containsExactly(new SiteFact(5, "com.acme.Shop.order(Shop.java:42)"));
        assertThat(memory.sites()).containsOnlyNulls();
        assertThat(reader.take()).isEmpty();
    }

    @Test
    void aSiteIsNotInTheExecutorUnlessNothingElseIs() {
        HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 2, 0);
        QueuedThreadPool executor = new QueuedThreadPool();
        PoolBoard board = new PoolBoard();
        board.set(List.of(new WatchedPool(1, 1, "pool", new WeakReference<>(executor))));
        StackTraceElement top = new StackTraceElement(QueuedThreadPool.class.getName(), "execute", "Q.java", 4);
        StackTraceElement base = new StackTraceElement(ContainerLifeCycle.class.getName(), "start", "C.java", 5);
        Throwable submit = new Throwable();
        submit.setStackTrace(new StackTraceElement[] {
                top, base, new StackTraceElement("com.acme.Shop", "order", "Shop.java", 42)
        });
        Throwable own = new Throwable();
        own.setStackTrace(new StackTraceElement[] {top, base});
        memory.siteClasses()[0] = 5;
        memory.sites()[0] = submit;
        memory.siteClasses()[1] = 6;
        memory.sites()[1] = own;
        assertThat(new SiteReader(memory, board).take()).containsExactly(
                new SiteFact(5, "com.acme.Shop.order(Shop.java:42)"),
                new SiteFact(6, "org.eclipse.jetty.util.thread.QueuedThreadPool.execute(Q.java:4)"));
        Reference.reachabilityFence(executor);
    }

    @Test
    void whatAnExecutorStandsBehindIsNotItsSiteUnlessNothingElseIs() {
        HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 2, 0);
        StackTraceElement jdk = new StackTraceElement("java.util.concurrent.ThreadPoolExecutor", "execute", "T.java",
                9);
        StackTraceElement wrapper = new StackTraceElement("com.acme.TracingExecutor$Plain", "submit", "E.java", 4);
        Throwable behind = new Throwable();
        behind.setStackTrace(new StackTraceElement[] {
                jdk, wrapper, new StackTraceElement("com.acme.Scheduling", "restart", "S.java", 8)
        });
        Throwable alone = new Throwable();
        alone.setStackTrace(new StackTraceElement[] {jdk, wrapper});
        memory.sites()[0] = behind;
        memory.sites()[1] = alone;
        assertThat(new SiteReader(memory, new PoolBoard()).take()).extracting(SiteFact::site)
                .containsExactly("com.acme.Scheduling.restart(S.java:8)",
                        "com.acme.TracingExecutor$Plain.submit(E.java:4)");
    }

    @Test
    void whatAWorkerSubmitsAnewHasNoSite() {
        HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 2, 0);
        Throwable submit = new Throwable();
        submit.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("java.util.concurrent.ThreadPoolExecutor", "runWorker", "T.java", 9),
                new StackTraceElement("com.acme.Factory$Named", "run", "Factory.java", 42)
        });
        memory.sites()[0] = submit;
        assertThat(new SiteReader(memory, new PoolBoard()).take()).isEmpty();
        assertThat(memory.sites()).containsOnlyNulls();
    }

    @Test
    void theFileOfAJdkFrameFollowsFromItsClass() {
        assertThat(StackLook.format(frame("java.base", "java.util.concurrent.ThreadPoolExecutor$Worker", null)))
                .isEqualTo("java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java)");
        assertThat(StackLook.format(frame(null, "com.acme.Stock", null)))
                .isEqualTo("com.acme.Stock.run(Unknown Source)");
    }

    private static StackTraceElement frame(String module, String type, String file) {
        return new StackTraceElement(null, module, null, type, "run", file, -1);
    }
}
