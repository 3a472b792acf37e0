package dev.loomscope.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor of an application's own: a queue, and threads that never leave their loop. */
public class QueueExecutor extends AbstractExecutorService {
    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean shutdown;

    @SuppressWarnings("this-escape")
    public QueueExecutor(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(this::work, "own-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /** What a worker does all its life. */
    void work() {
        try {
            while (true) {
                run(next());
            }
        } catch (InterruptedException e) {
            // Told to leave.
        }
    }

    Runnable next() throws InterruptedException {
        return queue.take();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            // The next one may be better.
        }
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("closed");
        }
        queue.add(task);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = new ArrayList<>();
        queue.drainTo(left);
        workers.forEach(Thread::interrupt);
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && queue.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
