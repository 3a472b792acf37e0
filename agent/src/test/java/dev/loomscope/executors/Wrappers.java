package dev.loomscope.executors;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Executors that have no threads of their own. */
final class Wrappers {
    private Wrappers() {}

    /** Hands on what it is given. */
    static final class Same implements Executor {
        private final Executor other;

        Same(Executor other) {
            this.other = other;
        }

        @Override
        public void execute(Runnable task) {
            other.execute(task);
        }
    }

    /** Hands on a Runnable around what it is given, as who carries a context does. */
    static final class Around implements Executor {
        private final Executor other;

        Around(Executor other) {
            this.other = other;
        }

        @Override
        public void execute(Runnable task) {
            handOn(() -> {
                try {
                    task.run();
                } finally {
                    Thread.interrupted();
                }
            });
        }

        private void handOn(Runnable task) {
            other.execute(task);
        }
    }

    /** Runs what it is given at once. */
    static final class Direct implements Executor {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    /** Starts a thread for each task. */
    static final class ThreadForEach implements Executor {
        @Override
        public void execute(Runnable task) {
            Thread thread = new Thread(() -> {
                try {
                    task.run();
                } finally {
                    Thread.interrupted();
                }
            }, "each");
            thread.start();
        }
    }

    /** One after the other, as the documentation of Executor shows it: a queue before that of another executor. */
    static final class Serial implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private final Executor other;
        private Runnable active;

        Serial(Executor other) {
            this.other = other;
        }

        @Override
        public synchronized void execute(Runnable task) {
            tasks.add(() -> {
                try {
                    task.run();
                } finally {
                    next();
                }
            });
            if (active == null) {
                next();
            }
        }

        private synchronized void next() {
            active = tasks.poll();
            if (active != null) {
                other.execute(active);
            }
        }
    }

    /** Counts in its own execute, and leaves the rest to that of its superclass. */
    static final class Overriding extends QueueExecutor {
        private int seen;

        Overriding(int threads) {
            super(threads);
        }

        @Override
        public void execute(Runnable task) {
            seen++;
            super.execute(task);
        }

        int seen() {
            return seen;
        }
    }

    /** Runs its tasks in the very method that its workers never leave. */
    static final class Looping extends QueueExecutor {
        Looping(int threads) {
            super(threads);
        }

        @Override
        void work() {
            while (!isShutdown()) {
                try {
                    next().run();
                } catch (InterruptedException | RuntimeException e) {
                    // The next one may be better.
                }
            }
        }

        @Override
        public void execute(Runnable task) {
            super.execute(task);
        }
    }
}
