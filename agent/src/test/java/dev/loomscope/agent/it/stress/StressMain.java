package dev.loomscope.agent.it.stress;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Applications that are hard on an agent, or on themselves; each says whether its own result was right. */
public final class StressMain {
    private StressMain() {}

    public static void main(String[] arguments) throws Exception {
        int size = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        switch (arguments[0]) {
            case "mix" -> say(Mix.run(size));
            case "virtual" -> steady(size, threads -> new VirtualThreads().run(threads));
            case "pools" -> steady(size, StressMain::pools);
            case "memory" -> say(shortOfMemory(size));
            case "load" -> load();
            case "exit" -> ending(() -> System.exit(3));
            case "halt" -> ending(() -> Runtime.getRuntime().halt(4));
            case "crash" -> ending(StressMain::crash);
            case "uncaught" -> ending(() -> {
                throw new IllegalStateException("the application's own");
            });
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void say(boolean right) {
        System.out.println(right ? agents() > 0 ? "right, watched" : "right" : "wrong");
    }

    /** Work of a size, and whether its result was right. */
    private interface Work {
        boolean does(int size) throws Exception;
    }

    /** Does a quarter of the work and measures itself, then the rest, and measures itself again. */
    private static void steady(int size, Work work) throws Exception {
        boolean right = work.does(size / 4);
        System.out.println(measure());
        right &= work.does(size - size / 4);
        System.out.println(measure());
        say(right);
    }

    private static long agents() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .filter(thread -> thread.getName().startsWith("loomscope"))
                .count();
    }

    /** Pools that come and go. */
    private static boolean pools(int number) throws Exception {
        long sum = 0;
        for (int i = 0; i < number; i++) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            Future<Integer> first = pool.submit(() -> 1);
            Future<Integer> second = pool.submit(() -> 2);
            sum += first.get() + second.get();
            pool.shutdown();
            if (i % 10 == 0) {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
        return sum == 3L * number;
    }

    /** Tasks that take more memory than there is, beside tasks that need hardly any. */
    private static boolean shortOfMemory(int number) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        AtomicInteger errors = new AtomicInteger();
        AtomicInteger results = new AtomicInteger();
        for (int i = 0; i < number; i++) {
            List<Future<?>> futures = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                futures.add(pool.submit(() -> {
                    List<byte[]> all = new ArrayList<>();
                    while (true) {
                        all.add(new byte[100_000 + all.size()]);
                    }
                }));
                futures.add(pool.submit(results::incrementAndGet));
            }
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    if (e.getCause() instanceof OutOfMemoryError) {
                        errors.incrementAndGet();
                    }
                }
            }
        }
        pool.shutdown();
        boolean ended = pool.awaitTermination(1, TimeUnit.MINUTES);
        return ended && errors.get() == 4 * number && results.get() == 4 * number;
    }

    /** Ends by what a task does, with other tasks under way. */
    private static void ending(Runnable end) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                try {
                    Mix.run(1_000_000);
                } catch (Exception e) {
                    // The JVM ends.
                }
            });
        }
        say(Mix.run(1));
        System.out.flush();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        pool.execute(end);
        if (System.in.read() >= 0) {
            System.exit(5);
        }
    }

    private static void crash() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Object unsafe = field.get(null);
            type.getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    /** Works all the time; measures itself for each line that it reads. */
    private static void load() throws Exception {
        AtomicInteger rounds = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        boolean[] over = new boolean[1];
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread worker = new Thread(() -> {
                while (!over[0]) {
                    try {
                        if (!Mix.run(1)) {
                            wrong.incrementAndGet();
                        }
                    } catch (Exception | Error e) {
                        e.printStackTrace();
                        wrong.incrementAndGet();
                    }
                    rounds.incrementAndGet();
                }
            });
            workers.add(worker);
            worker.start();
        }
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("end"); line = in.readLine()) {
            int before = rounds.get();
            while (rounds.get() < before + 4) {
                Thread.sleep(1);
            }
            System.out.println(line.equals("measure") ? measure() : "worked");
        }
        over[0] = true;
        for (Thread worker : workers) {
            worker.join();
        }
        say(wrong.get() == 0);
    }

    private static String measure() throws InterruptedException {
        long heap = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
            Runtime runtime = Runtime.getRuntime();
            heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
        }
        long metaspace = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            metaspace += pool.getName().equals("Metaspace") ? pool.getUsage().getUsed() : 0;
        }
        String[] descriptors = new File("/proc/self/fd").list();
        return "agents=" + agents() + " fds=" + (descriptors == null ? 0 : descriptors.length) + " heap=" + heap
                + " metaspace=" + metaspace;
    }
}
