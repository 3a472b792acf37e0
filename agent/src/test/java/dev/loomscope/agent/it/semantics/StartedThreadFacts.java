package dev.loomscope.agent.it.semantics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Threads that are started by hand. */
final class StartedThreadFacts {
    private StartedThreadFacts() {}

    static void tell(Report report) {
        report.fact("thread's life", () -> {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch latch = new CountDownLatch(1);
            Thread thread = new Thread(PoolFacts.holding(inside, latch), "mine");
            String before = thread.getState() + " " + thread.isAlive();
            thread.start();
            Report.await(inside);
            Report.await(() -> thread.getState() == Thread.State.WAITING);
            Throwable twice = Report.thrownBy(() -> {
                thread.start();
                return null;
            });
            String group = thread.getThreadGroup().getName();
            latch.countDown();
            thread.join();
            return before + twice + group + thread.getState() + thread.isAlive() + thread.getThreadGroup()
                    + thread.getName();
        });
        report.fact("thread's uncaught exception", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            RuntimeException mine = new IllegalStateException("mine");
            Thread thread = new Thread(() -> {
                mine.fillInStackTrace();
                throw mine;
            });
            thread.setUncaughtExceptionHandler((dead, e) -> {
                seen.add(dead == thread && e == mine && Thread.currentThread() == thread);
                seen.add(Report.trace(e));
            });
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("thread group's uncaught exception", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            ThreadGroup group = new ThreadGroup("group") {
                @Override
                public void uncaughtException(Thread dead, Throwable e) {
                    seen.add(e.getMessage());
                }
            };
            Thread thread = new Thread(group, () -> {
                throw new IllegalStateException("to the group");
            }, "grouped");
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("default handler, once", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
            Thread.setDefaultUncaughtExceptionHandler((dead, e) -> seen.add(e.getMessage()));
            try {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("to all");
                });
                thread.start();
                thread.join();
            } finally {
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
            return seen + " " + before;
        });
        report.fact("handler that throws", () -> {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("first");
            });
            thread.setUncaughtExceptionHandler((dead, e) -> {
                throw new IllegalStateException("second");
            });
            thread.start();
            thread.join();
            return thread.getState();
        });
        report.fact("thread's interrupts", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                LockSupport.park();
                seen.add(Thread.currentThread().isInterrupted());
                seen.add(Report.thrownBy(() -> {
                    Thread.sleep(60_000);
                    return null;
                }).toString());
                seen.add(Thread.currentThread().isInterrupted());
            });
            thread.start();
            thread.interrupt();
            thread.join();
            return seen;
        });
        report.fact("thread inherits", () -> {
            InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
            inherited.set("value");
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            ClassLoader loader = new ClassLoader() {};
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                Thread thread = new Thread(() -> {
                    seen.add(inherited.get());
                    seen.add(Thread.currentThread().getContextClassLoader() == loader);
                    seen.add(Thread.currentThread().getPriority());
                });
                thread.start();
                thread.join();
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
            return seen;
        });
        report.fact("thread's stack", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(() -> seen.addAll(Arrays.asList(Thread.currentThread().getStackTrace())));
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("thread that overrides run", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(() -> seen.add("target")) {
                @Override
                public void run() {
                    seen.add("own");
                }
            };
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("thread that overrides start", () -> {
            List<Object> seen = Collections.synchronizedList(new ArrayList<>());
            Thread thread = new Thread(() -> seen.add("ran")) {
                @Override
                public void start() {
                    seen.add("start");
                    super.start();
                }
            };
            thread.start();
            thread.join();
            return seen;
        });
        report.fact("groups hold the application's threads only", () -> {
            ThreadGroup group = new ThreadGroup("counted");
            CountDownLatch inside = new CountDownLatch(3);
            CountDownLatch latch = new CountDownLatch(1);
            for (int i = 0; i < 3; i++) {
                new Thread(group, PoolFacts.holding(inside, latch), "member").start();
            }
            Report.await(inside);
            int count = group.activeCount();
            group.interrupt();
            Report.await(() -> group.activeCount() == 0);
            return count;
        });
        report.fact("many threads", () -> {
            int[] sum = new int[1];
            Thread[] threads = new Thread[50];
            for (int i = 0; i < threads.length; i++) {
                int number = i;
                threads[i] = new Thread(() -> {
                    synchronized (sum) {
                        sum[0] += number;
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return sum[0];
        });
    }
}
