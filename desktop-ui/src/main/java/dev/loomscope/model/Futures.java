package dev.loomscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which task completes which future, and which failed task a key stands for after its end. A future that is the task has the
 * task's key. Session thread only.
 */
final class Futures {
    private static final int MOST_FAILED = 1 << 16;

    private final TaskRows tasks;
    private final TaskFacts facts;
    private final LongMap<PoolTask> completing = new LongMap<>();
    /** Futures by the keys of tasks that are not known yet. */
    private final Map<Long, Long> pending = bounded();
    private final FutureChains chains = new FutureChains();
    private final Map<Long, Integer> failed = bounded();
    private final Map<Long, Integer> failedThreads = bounded();

    Futures(TaskRows tasks, TaskFacts facts) {
        this.tasks = tasks;
        this.facts = facts;
    }

    private static <V> Map<Long, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > MOST_FAILED;
            }
        };
    }

    /** A task will complete a future, or another future will: whichever has the key. */
    void completes(long future, long taskKey, @Nullable PoolTask task) {
        if (task != null) {
            link(task, future);
        } else {
            pending.put(taskKey, future);
            chains.link(future, taskKey);
        }
    }

    /** A task became known. */
    void known(PoolTask task) {
        Long future = pending.remove(task.key);
        if (future != null) {
            link(task, future);
        }
    }

    private void link(PoolTask task, long future) {
        task.future = future;
        completing.put(future, task);
        facts.futures.put(task.row, future);
    }

    /** The live task that completes a future, or the nearest one that stands before it; null where none is known. */
    @Nullable
    PoolTask completer(long future) {
        List<PoolTask> found = new ArrayList<>(1);
        chains.walk(future, key -> {
            PoolTask task = completing.get(key);
            if (task != null && found.isEmpty()) {
                found.add(task);
            }
        });
        return found.isEmpty() ? null : found.getFirst();
    }

    /** A task ended whose future may be asked, or that completed one. */
    void ended(PoolTask task, byte status) {
        if (task.future != 0 && completing.get(task.future) == task) {
            completing.remove(task.future);
        }
        if (status == TaskStatus.FAILED || status == TaskStatus.CANCELLED) {
            failed.put(task.key, task.row);
            if (task.future != 0) {
                failed.put(task.future, task.row);
            }
            if (chains.isAsked(task.future != 0 ? task.future : task.key)) {
                tasks.asked(task.row);
            }
        }
    }

    void threadFailed(long thread, int row) {
        failedThreads.put(thread, row);
    }

    /** Row of the task that failed last of a key; below 0 where there is none. */
    int failed(long key) {
        return failed.getOrDefault(key, -1);
    }

    /** Row of the thread that failed; below 0 where it is not known. */
    int failedThread(long thread) {
        return failedThreads.getOrDefault(thread, -1);
    }

    /** Somebody asked a future that holds an exception, perhaps while its task is still ending. */
    void asked(long future, @Nullable PoolTask live) {
        if (live != null) {
            tasks.asked(live.row);
        }
        chains.ask(future, key -> {
            int row = failed(key);
            if (row >= 0) {
                tasks.asked(row);
            }
        });
    }
}
