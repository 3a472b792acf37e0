package dev.loomscope.agent.it;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Applications that make it hard for an agent: the argument says which. Each ends when it reads a line. */
public final class RoughMain {
    private RoughMain() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "groups" -> System.out.println("active=" + Thread.activeCount());
            case "interrupts" -> interruptAll();
            case "threads" -> oddThreads();
            case "retention" -> releaseAll();
            case "waiting" -> releaseWaiting();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("bye");
    }

    /** Interrupts whatever thread it finds, and waits until each of the agent's has taken notice. */
    private static void interruptAll() {
        List<Thread> agents = new ArrayList<>();
        while (agents.size() < 3) {
            agents.clear();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().matches("loomscope-(drain|sampler|recorder)")) {
                    agents.add(thread);
                }
            }
        }
        agents.forEach(Thread::interrupt);
        agents.forEach(thread -> {
            while (thread.isInterrupted()) {
                Thread.onSpinWait();
            }
        });
        System.out.println("calm");
    }

    /** A worker that has nothing to give, and one whose name does not fit into a frame; both wait for a monitor. */
    private static void oddThreads() throws Exception {
        String[] name = {"odd", "long ".repeat(4 << 20)};
        int[] number = new int[1];
        ExecutorService pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                work -> new OddThread(work, name[number[0]++]));
        Object lock = new Object();
        CountDownLatch inside = new CountDownLatch(2);
        synchronized (lock) {
            for (int i = 0; i < 2; i++) {
                pool.execute(() -> {
                    inside.countDown();
                    synchronized (lock) {
                        Thread.onSpinWait();
                    }
                });
            }
            inside.await();
            System.out.println("ready");
            System.in.read();
        }
        pool.shutdown();
    }

    private static final class OddThread extends Thread {
        OddThread(Runnable work, String name) {
            super(work, name);
        }

        @Override
        @SuppressWarnings("deprecation")
        public long getId() {
            throw new UnsupportedOperationException("has no id");
        }

        @Override
        public State getState() {
            if (isAlive()) {
                throw new UnsupportedOperationException("has no state");
            }
            // Its pool asks before it starts it.
            return State.NEW;
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException("has no stack");
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("has no hash");
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("has no equals");
        }
    }

    /** A thread that waits inside a task when the agent's last client leaves, and ends then: it is to be collected. */
    private static void releaseWaiting() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        WeakReference<Thread> reference = waiting(latch);
        System.out.println("ready");
        System.in.read();
        while (isAgents("loomscope-client-")) {
            Thread.onSpinWait();
        }
        latch.countDown();
        for (int collections = 0; collections < 500 && reference.get() != null; collections++) {
            System.gc();
            Thread.sleep(1);
        }
        System.out.println(reference.get() == null ? "released" : "kept");
    }

    private static WeakReference<Thread> waiting(CountDownLatch latch) throws InterruptedException {
        Thread[] worker = new Thread[1];
        ExecutorService pool = Executors.newFixedThreadPool(1, work -> worker[0] = new Thread(work, "waiter"));
        pool.submit(() -> {
            latch.await();
            return null;
        });
        pool.shutdown();
        return new WeakReference<>(worker[0]);
    }

    private static boolean isAgents(String name) {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().startsWith(name));
    }

    /** Uses an executor, tasks, and a class loader with a task class of its own, and waits until all of them are collected. */
    private static void releaseAll() throws Exception {
        List<WeakReference<Object>> released = new ArrayList<>();
        System.out.println("ready");
        System.in.read();
        for (int round = 0; round < 5; round++) {
            use(released);
        }
        while (!released.isEmpty()) {
            System.gc();
            released.removeIf(reference -> reference.get() == null);
        }
        System.out.println("released");
    }

    private static void use(List<WeakReference<Object>> released) throws Exception {
        URL program = RoughMain.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {program}, ClassLoader.getPlatformClassLoader())) {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            Callable<?> task = (Callable<?>) loader.loadClass(Task.class.getName()).getConstructor().newInstance();
            for (int i = 0; i < 100; i++) {
                try {
                    pool.submit(task).get();
                } catch (java.util.concurrent.ExecutionException e) {
                    released.add(new WeakReference<>(e.getCause()));
                }
            }
            released.add(new WeakReference<>(task));
            released.add(new WeakReference<>(loader));
            released.add(new WeakReference<>(pool));
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** A task of another class loader that fails with an exception of that loader. */
    public static final class Task implements Callable<Object> {
        /** For reflection. */
        public Task() {}

        @Override
        public Object call() throws Exception {
            throw new Failure();
        }
    }

    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
    }
}
