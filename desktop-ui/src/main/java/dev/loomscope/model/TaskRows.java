package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/**
 * The rows behind {@link TaskTable}: chunks of columns, written by the session's thread alone. A reader that has seen
 * {@link #size} finds every row below it complete. What is changed must be live, unless it is said to be late: then it may
 * have been forgotten, and nothing happens.
 */
final class TaskRows {
    static final byte ADOPTED = 1;
    static final byte ASKED = 2;

    private final TaskSpine spine;
    private final Retention retention;

    TaskRows(Retention retention) {
        this.retention = retention;
        spine = new TaskSpine(retention);
    }

    Retention retention() {
        return retention;
    }

    // Any thread.

    int size() {
        return spine.size();
    }

    int oldest() {
        return spine.oldest();
    }

    /** The chunk that a row stands in; null where it is forgotten, or never was. */
    @Nullable
    TaskChunk chunk(int row) {
        return spine.chunk(row);
    }

    boolean known(int row) {
        TaskChunk c = spine.chunk(row);
        return c != null && c.place(row) >= 0;
    }

    // Session thread only.

    int add(TaskKind kind, int taskClass, int pool, long submitted, boolean adopted) {
        int row = spine.size();
        TaskChunk c = spine.next();
        int at = row & (TaskChunk.ROWS - 1);
        c.kind[at] = (byte) kind.index;
        c.taskClass[at] = taskClass;
        c.pool[at] = pool;
        c.submitted[at] = submitted;
        c.since[at] = submitted;
        c.started[at] = -1;
        c.parent[at] = -1;
        c.flags[at] = adopted ? ADOPTED : 0;
        c.live++;
        spine.added();
        return row;
    }

    byte status(int row) {
        TaskChunk c = spine.live(row);
        return c.status[c.place(row)];
    }

    /** When the present phase began. */
    long since(int row) {
        TaskChunk c = spine.live(row);
        return c.since[c.place(row)];
    }

    /** Ends the present phase and begins another one, or ends the task. Phases never go back in time. */
    void turn(int row, byte status, long time) {
        TaskChunk c = spine.live(row);
        int at = c.place(row);
        long length = Math.max(0, time - c.since[at]);
        switch (c.status[at]) {
            case TaskStatus.SCHEDULED -> c.scheduled[at] += length;
            case TaskStatus.RUNNING -> c.busy[at] += length;
            case TaskStatus.WAITING_ON_THREAD -> {
                c.busy[at] += length;
                c.blocked[at] += length;
            }
            default -> {
            }
        }
        c.since[at] += length;
        if (TaskStatus.isLive(c.status[at]) && !TaskStatus.isLive(status)) {
            c.live--;
            if (c.started[at] >= 0 && holdsWorker(c, at)) {
                c.longestRun = Math.max(c.longestRun, c.since[at] - c.started[at]);
            }
        } else if (!TaskStatus.isLive(c.status[at]) && TaskStatus.isLive(status)) {
            c.live++;
        }
        c.status[at] = status;
    }

    /** Whether it holds a thread of a pool while it runs. */
    static boolean holdsWorker(TaskChunk c, int at) {
        return c.virtualThread[at] == 0 && c.kind[at] != TaskKind.THREAD.index;
    }

    /** A delayed task became due: from then on it is scheduled. */
    void due(int row, long time) {
        if (status(row) == TaskStatus.DELAYED) {
            turn(row, TaskStatus.SCHEDULED, time);
        }
    }

    /** A run on a thread begins. */
    void poll(int row, long time, long worker) {
        turn(row, TaskStatus.RUNNING, time);
        TaskChunk c = spine.live(row);
        int at = c.place(row);
        c.polls[at]++;
        c.worker[at] = worker;
        if (c.started[at] < 0) {
            c.started[at] = c.since[at];
        }
    }

    void exception(int row, int exceptionClass) {
        TaskChunk c = spine.live(row);
        c.exception[c.place(row)] = exceptionClass;
    }

    void virtualThread(int row, long id, String name) {
        TaskChunk c = spine.live(row);
        int at = c.place(row);
        c.virtualThread[at] = id;
        if (!name.isEmpty()) {
            name(c, at, name);
        }
    }

    private void name(TaskChunk c, int at, String name) {
        int before = c.bytes();
        c.name(at, name);
        retention.take(c.bytes() - before);
    }

    /** A task's class and name, where they became known late. */
    void describe(int row, int taskClass, String name) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            c.taskClass[at] = taskClass;
            if (!name.isEmpty()) {
                name(c, at, name);
            }
        }
    }

    /** A task that had ended at its latest time had started before that. */
    void revive(int row, long time) {
        TaskChunk c = spine.live(row);
        int at = c.place(row);
        long undone = Math.clamp(c.since[at] - time, 0, c.scheduled[at]);
        c.scheduled[at] -= undone;
        c.since[at] -= undone;
        c.status[at] = TaskStatus.SCHEDULED;
        c.live++;
    }

    /** A submit that became known only after the task had started: the wait before the start is added. */
    void submittedEarlier(int row, long time) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0 && time < c.submitted[at]) {
            c.scheduled[at] += c.submitted[at] - time;
            c.submitted[at] = time;
        }
    }

    /** A wake that became known only after the poll it led to had begun: so much of idle was scheduled. */
    void scheduledEarlier(int row, long length) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            c.scheduled[at] += Math.clamp(length, 0, idleBefore(c, at));
        }
    }

    /** A poll that became known only after a later fact: so much of idle was busy. */
    void busyEarlier(int row, long length) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            c.busy[at] += Math.clamp(length, 0, idleBefore(c, at));
            c.polls[at]++;
        }
    }

    /** Idle time before the present phase. */
    private static long idleBefore(TaskChunk c, int at) {
        return Math.max(0, c.since[at] - c.submitted[at] - c.busy[at] - c.scheduled[at]);
    }

    /** Ns so far, up to the present phase, in which the task's thread was seen waiting. */
    long blocked(int row) {
        TaskChunk c = spine.live(row);
        return c.blocked[c.place(row)];
    }

    /** Ns so far, up to the present phase, that it ran. */
    long busy(int row) {
        TaskChunk c = spine.live(row);
        return c.busy[c.place(row)];
    }

    void kind(int row, TaskKind kind) {
        TaskChunk c = spine.live(row);
        c.kind[c.place(row)] = (byte) kind.index;
    }

    /** The task that submitted it; may come when it is forgotten. */
    void parent(int row, int parent) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            c.parent[at] = parent;
        }
    }

    /** What was current in OpenTelemetry at its submit; may come when it is forgotten. */
    void trace(int row, long high, long low, long span) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            int before = c.bytes();
            c.trace(at, high, low, span);
            retention.take(c.bytes() - before);
        }
    }

    /** Why the virtual thread that it is leaves its carrier. */
    void reason(int row, int reason) {
        TaskChunk c = spine.live(row);
        c.reason[c.place(row)] = (byte) reason;
    }

    /** Somebody asked how it ended; may come when it is forgotten. */
    void asked(int row) {
        TaskChunk c = spine.late(row);
        int at = place(c, row);
        if (c != null && at >= 0) {
            c.flags[at] |= ASKED;
        }
    }

    private static int place(@Nullable TaskChunk chunk, int row) {
        return chunk == null ? -1 : chunk.place(row);
    }
}
