package dev.loomscope.agent.it;

import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

import dev.loomscope.protocol.WaitKind;

/**
 * Threads that wait for known things, for ever; it prints one line for each: its id, whether it is virtual, and the kind, key,
 * owner and class of what it waits for. For the next line that it reads one of them goes on, of which it prints the id.
 */
public final class WaitsMain {
    /** Who lets go of it ends the connection that waits in it. */
    private static ServerSocket server;

    private static final ExecutorService POOL = Executors.newCachedThreadPool(work -> daemon(new Thread(work)));
    private static final CountDownLatch LATCH = new CountDownLatch(1);
    private static final CountDownLatch END = new CountDownLatch(1);
    private static boolean virtual;
    private static Thread released;

    private WaitsMain() {}

    @SuppressWarnings("deprecation")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("lone")) {
            lone();
        } else {
            platform();
        }
        if (arguments.length > 0 && arguments[0].equals("virtual")) {
            virtual = true;
            cycleOfLocks();
            cycleOfMonitors();
            mixedCycle();
            future();
            objectWait();
            acrossKinds();
        }
        System.out.println("ready");
        System.in.read();
        LATCH.countDown();
        System.out.println(released == null ? 0 : released.getId());
        System.in.read();
        END.countDown();
        System.exit(0);
    }

    @SuppressWarnings("deprecation")
    private static void platform() throws Exception {
        cycleOfLocks();
        cycleOfMonitors();
        mixedCycle();
        future();
        objectWait();
        Thread sleeper = runs(() -> Thread.sleep(1_000_000));
        expect(sleeper, WaitKind.SLEEP, null, null);
        BlockingQueue<Object> queue = new ArrayBlockingQueue<>(1);
        Thread taker = run(queue::take);
        expect(taker, WaitKind.QUEUE, field(queue, "notEmpty"), null);
        released = runs(() -> {
            LATCH.await();
            while (END.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        expect(released, WaitKind.LOCK, field(LATCH, "sync"), null);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        expect(run(() -> client.getInputStream().read()), WaitKind.IO, null, null);
        CompletableFuture<Object> never = new CompletableFuture<>();
        Thread joiner = run(never::join);
        System.out.println("expect " + joiner.getId() + " false " + WaitKind.FUTURE
                + " 0 0 java.util.concurrent.CompletableFuture");
        nested();
        byHand();
    }

    /** A task in a pool of one worker waits for another one in it. */
    private static void nested() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor(work -> daemon(new Thread(work)));
        CompletableFuture<FutureTask<Object>> inner = new CompletableFuture<>();
        Thread[] worker = new Thread[1];
        single.execute(() -> {
            worker[0] = Thread.currentThread();
            FutureTask<Object> task = new FutureTask<>(() -> null);
            single.execute(task);
            inner.complete(task);
            quietly(task::get);
        });
        expect(worker(inner, worker), WaitKind.FUTURE, inner.get(), null);
    }

    private static Thread worker(CompletableFuture<?> first, Thread[] worker) throws Exception {
        first.get();
        return worker[0];
    }

    private static void byHand() throws Exception {
        Object one = new Object();
        Object two = new Object();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = daemon(new Thread(() -> quietly(() -> nest(one, two, both)), "by-hand-1"));
        Thread second = daemon(new Thread(() -> quietly(() -> nest(two, one, both)), "by-hand-2"));
        first.start();
        second.start();
        expect(first, WaitKind.MONITOR, two, second);
        expect(second, WaitKind.MONITOR, one, first);
    }

    private static Object nest(Object outer, Object inner, CyclicBarrier both) throws Exception {
        synchronized (outer) {
            both.await();
            synchronized (inner) {
                return null;
            }
        }
    }

    /** Nobody but a thread started by hand waits for a monitor, which a parked virtual thread has. */
    private static void lone() throws Exception {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread blocked = daemon(new Thread(() -> quietly(() -> {
            lock.lock();
            both.await();
            synchronized (monitor) {
                return null;
            }
        }), "by-hand"));
        virtual = true;
        Thread parked = run(() -> {
            synchronized (monitor) {
                both.await();
                lock.lock();
                return null;
            }
        });
        blocked.start();
        expect(parked, WaitKind.LOCK, field(lock, "sync"), blocked);
        virtual = false;
        expect(blocked, WaitKind.MONITOR, monitor, parked);
    }

    private static void cycleOfLocks() throws Exception {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock two = new ReentrantLock(true);
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = run(() -> nest(one, two, both));
        Thread second = run(() -> nest(two, one, both));
        expect(first, WaitKind.LOCK, field(two, "sync"), second);
        expect(second, WaitKind.LOCK, field(one, "sync"), first);
    }

    private static Object nest(ReentrantLock outer, ReentrantLock inner, CyclicBarrier both) throws Exception {
        outer.lock();
        both.await();
        inner.lock();
        return null;
    }

    private static void cycleOfMonitors() throws Exception {
        Object one = new StringBuilder();
        Object two = new int[0];
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = run(() -> nest(one, two, both));
        Thread second = run(() -> nest(two, one, both));
        expect(first, WaitKind.MONITOR, two, second);
        expect(second, WaitKind.MONITOR, one, first);
    }

    private static void mixedCycle() throws Exception {
        Object monitor = new Object();
        ReentrantLock lock = new ReentrantLock();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = run(() -> {
            synchronized (monitor) {
                both.await();
                lock.lock();
                return null;
            }
        });
        Thread second = run(() -> {
            lock.lock();
            both.await();
            synchronized (monitor) {
                return null;
            }
        });
        expect(first, WaitKind.LOCK, field(lock, "sync"), second);
        expect(second, WaitKind.MONITOR, monitor, first);
    }

    /** A task of a pool and a virtual thread wait for each other's monitors. */
    private static void acrossKinds() throws Exception {
        Object one = new Object();
        Object two = new Object();
        CyclicBarrier both = new CyclicBarrier(2);
        Thread first = run(() -> nest(one, two, both));
        virtual = false;
        Thread second = run(() -> nest(two, one, both));
        expect(second, WaitKind.MONITOR, one, first);
        virtual = true;
        expect(first, WaitKind.MONITOR, two, second);
    }

    private static void future() throws Exception {
        FutureTask<Object> task = new FutureTask<>(() -> null);
        expect(run(task::get), WaitKind.FUTURE, task, null);
    }

    private static void objectWait() throws Exception {
        Object monitor = new Object();
        Thread waiter = run(() -> {
            synchronized (monitor) {
                monitor.wait();
                return null;
            }
        });
        expect(waiter, WaitKind.OBJECT_WAIT, monitor, null);
    }

    /** Something that may be interrupted. */
    private interface Work {
        void run() throws Exception;
    }

    private static Thread runs(Work work) throws Exception {
        return run(() -> {
            work.run();
            return null;
        });
    }

    private static Thread run(Callable<Object> work) throws Exception {
        CompletableFuture<Thread> runs = new CompletableFuture<>();
        Runnable task = () -> {
            runs.complete(Thread.currentThread());
            quietly(work);
        };
        if (virtual) {
            VirtualMain.start(task);
        } else {
            POOL.execute(task);
        }
        return runs.get();
    }

    private static void quietly(Callable<Object> work) {
        try {
            work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    private static Object field(Object object, String name) throws Exception {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }

    @SuppressWarnings("deprecation")
    private static void expect(Thread thread, int kind, Object object, Thread owner) {
        System.out.println("expect " + thread.getId() + ' ' + virtual + ' ' + kind + ' '
                + System.identityHashCode(object) + ' ' + (owner == null ? 0 : owner.getId()) + ' '
                + (object == null ? "" : object.getClass().getName()));
    }
}
