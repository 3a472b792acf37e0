package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.WorkerState;

/**
 * The task that each thread is inside of, by the thread's row: where it came from, how its thread was seen last, and the tasks
 * around it. Belongs to the drain.
 */
final class OpenTasks {
    final OuterTasks outer;
    private final WatchedThreads threads;
    private final int[] pools;
    private final int[] classes;
    private final long[] submits;
    private final long[] submitters;
    private final boolean[] adopted;
    private final boolean[] met;
    private final byte[] states;
    private final long[] stateTimes;

    /** @param threads rows of threads, written by this */
    OpenTasks(WatchedThreads threads) {
        this.threads = threads;
        int rows = threads.rows();
        outer = new OuterTasks(rows);
        pools = new int[rows];
        classes = new int[rows];
        submits = new long[rows];
        submitters = new long[rows];
        adopted = new boolean[rows];
        met = new boolean[rows];
        states = new byte[rows];
        stateTimes = new long[rows];
    }

    boolean isOpen(int row) {
        return threads.openSince(row) != WatchedThreads.NONE;
    }

    int pool(int row) {
        return pools[row];
    }

    int taskClass(int row) {
        return classes[row];
    }

    /** When the open task of a row was submitted, -1 where that was not seen. */
    long submitted(int row) {
        return submits[row];
    }

    long submitter(int row) {
        return submitters[row];
    }

    /** The task of a row was submitted at a time by a thread. */
    void submit(int row, long time, long thread) {
        submits[row] = time;
        submitters[row] = thread;
    }

    /** The row of a task of this key in the pool that was submitted before a time and started after another one; -1 without such. */
    int startedLater(int key, int pool, long submittedBy, long startedAfter) {
        for (int row = 0; row < threads.end(); row++) {
            boolean same = isOpen(row) && threads.key(row) == key && pools[row] == pool;
            if (same && submits[row] >= 0 && submits[row] <= submittedBy && threads.openSince(row) >= startedAfter) {
                return row;
            }
        }
        return -1;
    }

    /** Whether the row's open task began before watching. */
    boolean isAdopted(int row) {
        return adopted[row];
    }

    /** The {@link WorkerState} in which the row's thread was seen last inside its task. */
    int state(int row) {
        return states[row];
    }

    /** When it was seen so first. */
    long stateTime(int row) {
        return stateTimes[row];
    }

    /**
     * A thread was seen in another state inside the task that began at a time.
     *
     * @return false where that task has ended
     */
    boolean sawState(int row, long since, int state, long time) {
        if (threads.openSince(row) != since) {
            return false;
        }
        states[row] = (byte) state;
        stateTimes[row] = time;
        return true;
    }

    /** Whether a thread's own events told of a task. */
    boolean isMet(int row) {
        return met[row];
    }

    /** A thread's own events tell of a task. */
    void meet(int row) {
        met[row] = true;
    }

    /** A row was given to another thread. */
    void beginRow(int row) {
        outer.clear(row);
        met[row] = false;
        adopted[row] = false;
    }

    /** What is known of a row's open tasks goes to another row, which is new. */
    void move(int row, int to) {
        if (isOpen(row)) {
            outer.move(row, to);
            pools[to] = pools[row];
            classes[to] = classes[row];
            submits[to] = submits[row];
            submitters[to] = submitters[row];
            adopted[to] = adopted[row];
            states[to] = states[row];
            stateTimes[to] = stateTimes[row];
            threads.open(to, threads.key(row), threads.openSince(row));
        }
    }

    /** The row of a thread that is inside an adopted task, -1 where it is not. */
    int adoptedRow(long thread) {
        for (int row = 0; row < threads.end(); row++) {
            if (threads.id(row) == thread && isOpen(row) && adopted[row]) {
                return row;
            }
        }
        return -1;
    }

    /** A thread is inside a task that began before watching. */
    void adopt(int row, int key, int pool, int taskClass, long time) {
        open(row, key, pool, taskClass, -1, 0, time);
        adopted[row] = true;
    }

    /** A thread is about to begin a task inside of the one that is open; one that was adopted is not known to go on. */
    void begin(int row) {
        if (!isOpen(row) || adopted[row]) {
            outer.clear(row);
        } else {
            outer.push(
                    row, threads.key(row), pools[row], classes[row], threads.openSince(row), submits[row],
                    submitters[row]);
        }
    }

    /** @param submitted when, -1 where that was not seen */
    void start(int row, int key, int pool, int taskClass, long submitted, long submitter, long time) {
        open(row, key, pool, taskClass, submitted, submitter, time);
        adopted[row] = false;
    }

    private void open(int row, int key, int pool, int taskClass, long submitted, long submitter, long time) {
        pools[row] = pool;
        classes[row] = taskClass;
        submits[row] = submitted;
        submitters[row] = submitter;
        states[row] = WorkerState.RUNNING;
        threads.open(row, key, time);
    }

    /** A task ends, and all inside of it; false where the thread is inside of no such task, and so of none. */
    boolean end(int row, int key) {
        boolean own = isOpen(row) && (adopted[row] || threads.key(row) == key);
        int depth = own ? outer.depth(row) : outer.find(row, key);
        threads.close(row);
        outer.cut(row, Math.max(0, depth));
        reopen(row);
        return own || depth >= 0;
    }

    /** A thread is inside of the task around the one that ended, where there is one. */
    private void reopen(int row) {
        int depth = outer.depth(row) - 1;
        if (depth >= 0) {
            open(
                    row, outer.key(row, depth), outer.pool(row, depth), outer.taskClass(row, depth),
                    outer.submitted(row, depth), outer.submitter(row, depth), outer.since(row, depth));
            outer.cut(row, depth);
        }
    }

    /** The thread is outside any task. */
    void close(int row) {
        threads.close(row);
        outer.clear(row);
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        outer.forget(freed, null);
        forget(classes, freed);
    }

    /** Pool slots were freed. */
    void forgetPools(boolean[] freed) {
        outer.forget(null, freed);
        forget(pools, freed);
    }

    private static void forget(int[] slots, boolean[] freed) {
        for (int row = 0; row < slots.length; row++) {
            if (freed[slots[row]]) {
                slots[row] = 0;
            }
        }
    }
}
