package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Virtual threads, asked for by name, as the class is compiled for a release that has none. */
public final class VirtualFacts {
    private VirtualFacts() {}

    /** Whether this JDK has virtual threads for good. */
    static boolean present() {
        return Runtime.version().feature() >= 21;
    }

    /** Makes virtual threads without a name. */
    public static ThreadFactory factory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = factory().newThread(work);
        thread.start();
        return thread;
    }

    private static ExecutorService perTask() throws ReflectiveOperationException {
        return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory());
    }

    private static int endless(int number) {
        return endless(number + 1) + 1;
    }

    static void tell(Report report) {
        report.fact("virtual thread's facts", () -> {
            Thread thread = factory().newThread(() -> {});
            String before = thread.getState() + thread.getThreadGroup().getName() + thread.getPriority()
                    + thread.isDaemon() + "[" + thread.getName() + "]";
            thread.start();
            thread.join();
            return before + thread.getState() + Report.thrownBy(() -> {
                thread.start();
                return null;
            });
        });
        report.fact("virtual thread's stack", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            start(() -> seen.addAll(Arrays.asList(Thread.currentThread().getStackTrace()))).join();
            return seen;
        });
        report.fact("virtual thread's uncaught exception", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            RuntimeException mine = new IllegalStateException("mine");
            Thread thread = factory().newThread(() -> {
                mine.fillInStackTrace();
                throw mine;
            });
            thread.setUncaughtExceptionHandler((dead, e) -> {
                seen.add(e == mine && dead == thread && Thread.currentThread() == thread);
                seen.add(Report.trace(e));
            });
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("virtual thread overflows", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            start(() -> seen.add(Report.thrownBy(() -> endless(0)).getClass())).join();
            return seen;
        });
        report.fact("virtual thread's interrupts", VirtualFacts::interrupts);
        report.fact("virtual thread's locals", () -> {
            ThreadLocal<String> local = new ThreadLocal<>();
            InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
            inherited.set("inherited");
            local.set("mine");
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            start(() -> {
                seen.add(local.get());
                local.set("its");
                Thread.yield();
                seen.add(local.get() + inherited.get());
            }).join();
            return seen + local.get();
        });
        report.fact("virtual threads and a monitor", () -> {
            int[] sum = new int[1];
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                threads.add(start(() -> {
                    for (int n = 0; n < 20; n++) {
                        synchronized (sum) {
                            sum[0]++;
                        }
                        Thread.yield();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return sum[0];
        });
        report.fact("virtual threads and wait", VirtualFacts::waiting);
        report.fact("virtual threads and a lock", () -> {
            ReentrantLock lock = new ReentrantLock(true);
            int[] sum = new int[1];
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                threads.add(start(() -> {
                    lock.lock();
                    try {
                        sum[0]++;
                        LockSupport.parkNanos(1_000);
                    } finally {
                        lock.unlock();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return sum[0];
        });
        report.fact("thread-per-task executor", () -> {
            ExecutorService executor = perTask();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                answers.add(executor.submit(() -> {
                    Thread.sleep(1);
                    return number;
                }));
            }
            int sum = 0;
            for (Future<Integer> answer : answers) {
                sum += answer.get();
            }
            Future<Object> failing = executor.submit(() -> {
                throw new IllegalStateException("failing");
            });
            String trace = Report.trace(Report.thrownBy(failing::get));
            PoolFacts.end(executor);
            return sum + trace + answers.get(0).getClass() + Report.thrownBy(() -> executor.submit(() -> 1)).getClass();
        });
        report.fact("thread-per-task executor ends now", () -> {
            ExecutorService executor = perTask();
            CountDownLatch inside = new CountDownLatch(10);
            AtomicInteger interrupted = new AtomicInteger();
            for (int i = 0; i < 10; i++) {
                executor.execute(() -> {
                    inside.countDown();
                    LockSupport.park();
                    if (Thread.interrupted()) {
                        interrupted.incrementAndGet();
                    }
                });
            }
            Report.await(inside);
            List<Runnable> left = executor.shutdownNow();
            return left + " " + executor.awaitTermination(30, TimeUnit.SECONDS) + interrupted;
        });
        report.fact("virtual threads as workers of a pool", () -> {
            var pool = PoolFacts.pool(4);
            pool.setThreadFactory(factory());
            AtomicInteger sum = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                pool.execute(() -> {
                    Thread.yield();
                    sum.incrementAndGet();
                });
            }
            PoolFacts.end(pool);
            return sum + " " + pool.getCompletedTaskCount();
        });
    }

    private static Object interrupts() throws Exception {
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch inside = new CountDownLatch(1);
        Thread thread = start(() -> {
            inside.countDown();
            seen.add(Report.thrownBy(() -> {
                Thread.sleep(60_000);
                return null;
            }).getClass());
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            LockSupport.park();
            seen.add(Thread.interrupted());
        });
        Report.await(inside);
        thread.interrupt();
        thread.join();
        return seen;
    }

    private static Object waiting() throws Exception {
        Object lock = new Object();
        int[] turns = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int mine = i;
            threads.add(start(() -> {
                synchronized (lock) {
                    while (turns[0] < 100) {
                        if (turns[0] % 2 == mine) {
                            turns[0]++;
                            lock.notifyAll();
                        } else {
                            try {
                                lock.wait();
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    }
                    lock.notifyAll();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return turns[0];
    }
}
