package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.WorkerState;

/**
 * The task that the thread of each row is inside of, and those around it. That there is one, its key and since when stands in
 * {@link WatchedThreads}, for the sampler to look at; the rest stands here. Belongs to the drain.
 */
final class OpenTasks {
    final OuterTasks outer;
    private final WatchedThreads threads;
    private final int[] pools;
    private final int[] classes;
    private final long[] submits;
    private final long[] submitters;
    private final boolean[] adopted;
    private final byte[] states;
    private final long[] stateTimes;

    OpenTasks(WatchedThreads threads) {
        this.threads = threads;
        int rows = threads.rows();
        outer = new OuterTasks(rows);
        pools = new int[rows];
        classes = new int[rows];
        submits = new long[rows];
        submitters = new long[rows];
        adopted = new boolean[rows];
        states = new byte[rows];
        stateTimes = new long[rows];
    }

    boolean isOpen(int row) {
        return threads.openSince(row) != WatchedThreads.NONE;
    }

    /** Whether a task of this key is open, or one that was adopted, whose key is not known. */
    boolean isOpen(int row, int key) {
        return isOpen(row) && (adopted[row] || threads.key(row) == key);
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

    /** A row was given to another thread. */
    void beginRow(int row) {
        outer.clear(row);
        adopted[row] = false;
    }

    /** What is known of a thread goes to another row. */
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

    /** The row's thread is inside a task; {@code submitted} is -1 where that was not seen. */
    void open(int row, int key, int pool, int taskClass, long submitted, long submitter, long time) {
        pools[row] = pool;
        classes[row] = taskClass;
        submits[row] = submitted;
        submitters[row] = submitter;
        adopted[row] = false;
        states[row] = WorkerState.RUNNING;
        threads.open(row, key, time);
    }

    /** It is inside a task that began before watching. */
    void adopt(int row, int key, int pool, int taskClass, long time) {
        open(row, key, pool, taskClass, -1, 0, time);
        adopted[row] = true;
    }

    /** It is about to be inside a task inside of the one that is open; one that was adopted is not known to go on. */
    void nest(int row) {
        if (!isOpen(row) || adopted[row]) {
            outer.clear(row);
        } else {
            outer.push(
                    row, threads.key(row), pools[row], classes[row], threads.openSince(row), submits[row],
                    submitters[row]);
        }
    }

    /** It is outside of any task. */
    void close(int row) {
        adopted[row] = false;
        threads.close(row);
        outer.clear(row);
    }

    /** The task at a depth is over, and with it all inside of it: the one around it goes on, where there is one. */
    void end(int row, int depth) {
        threads.close(row);
        int around = depth - 1;
        outer.cut(row, Math.max(0, around));
        if (around >= 0) {
            open(
                    row, outer.key(row, around), outer.pool(row, around), outer.taskClass(row, around),
                    outer.submitted(row, around), outer.submitter(row, around), outer.since(row, around));
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
