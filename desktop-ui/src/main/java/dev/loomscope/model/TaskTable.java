package dev.loomscope.model;

/**
 * All tasks of a session, one row each, in the order in which they became known. Rows are never reordered or reused; the
 * oldest ones are forgotten when memory ends. busy + scheduled + idle = total, always.
 */
public final class TaskTable {
    TaskTable() {
    }

    /** Rows there ever were: they go from 0 to this, exclusive. */
    public int size() {
        return 0;
    }

    /** The first row that may still be known. Live tasks may be known below it. */
    public int oldest() {
        return 0;
    }

    /** Whether the row is still known; of a forgotten row the answers are those of an unknown task. */
    public boolean known(int row) {
        return false;
    }

    /** The task's id for people: 1 for the first one. */
    public long id(int row) {
        return row + 1L;
    }

    /** Row of a task's id for people, or -1. */
    public int row(long id) {
        return id >= 1 && id <= size() ? (int) (id - 1) : -1;
    }

    public TaskKind kind(int row) {
        return TaskKind.EXECUTOR;
    }

    public TaskState state(int row) {
        return TaskState.UNSEEN_END;
    }

    /** Name of the virtual thread, or short name of the task's class. */
    public String name(int row) {
        return Names.UNKNOWN;
    }

    /** Id of the task's class in {@link Names#className}. */
    public int taskClass(int row) {
        return 0;
    }

    /** Id of the place where tasks of its class are submitted in {@link Names#site}; 0 where unknown. */
    public int site(int row) {
        return 0;
    }

    /** Id of its {@link Pool}; {@link Pool#SCHEDULER} for a virtual thread, 0 where unknown. */
    public int pool(int row) {
        return 0;
    }

    /** Thread id of the virtual thread that the task is, 0 if it is none. */
    public long virtualThread(int row) {
        return 0;
    }

    /** Id of the thread that runs or last ran it: a worker, which may be a virtual thread; a carrier. 0 while there is none. */
    public long workerThread(int row) {
        return 0;
    }

    /** When it was submitted, in ns since the epoch. Of a task that ran before watching began: when it was first seen. */
    public long submitted(int row) {
        return 0;
    }

    /** When it first ran, in ns since the epoch; -1 while it has not. */
    public long started(int row) {
        return -1;
    }

    /** When it ended, in ns since the epoch; -1 while it is live. */
    public long ended(int row) {
        return -1;
    }

    /** Sum of its polls in ns, the one in progress up to {@code now}. */
    public long busy(int row, long now) {
        return 0;
    }

    /** Time in ns that it was runnable and did not run. */
    public long scheduled(int row, long now) {
        return 0;
    }

    /** Time in ns that it neither ran nor could run. */
    public long idle(int row, long now) {
        return 0;
    }

    /** Time in ns from submit to its end, or to {@code now}. */
    public long total(int row, long now) {
        return 0;
    }

    /** The part of busy, in ns, in which its thread was seen parked, asleep or blocked. */
    public long blocked(int row, long now) {
        return 0;
    }

    /** Number of its uninterrupted runs on a thread. */
    public int polls(int row) {
        return 0;
    }

    /** Id of the class of the exception that ended it; 0 where there is none or it is unknown. */
    public int exceptionClass(int row) {
        return 0;
    }

    /** Whether it was already there when watching began. */
    public boolean adopted(int row) {
        return false;
    }
}
