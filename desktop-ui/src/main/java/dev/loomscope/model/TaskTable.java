package dev.loomscope.model;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * All tasks of a session, one row each, in the order in which they became known. Rows are never reordered or reused; the
 * oldest ones are forgotten when memory ends. busy + scheduled + idle = total, always.
 *
 * <p>Every ns from submit to end belongs to one phase: scheduled, on a thread (busy), or idle. The phases before the present
 * one are summed up in the row; the present one counts from where it began to the time that is asked for; idle is what is
 * left. So the three cannot fail to add up, whatever order facts come in.
 */
public final class TaskTable {
    private static final TaskKind[] KINDS = TaskKind.values();

    private final Names names;
    private final TaskRows rows;
    private volatile long idsBefore;

    TaskTable(Names names, TaskRows rows) {
        this.names = names;
        this.rows = rows;
    }

    TaskRows rows() {
        return rows;
    }

    /** Rows there ever were: they go from 0 to this, exclusive. */
    public int size() {
        return rows.size();
    }

    /** The first row that may still be known. Live tasks may be known below it. */
    public int oldest() {
        return rows.oldest();
    }

    /** Whether the row is still known; of a forgotten row the answers are those of an unknown task. */
    public boolean known(int row) {
        TaskChunk c = rows.chunk(row);
        return c != null && c.place(row) >= 0;
    }

    /** The task's id for people: 1 for the first one, where the session is known from its begin. */
    public long id(int row) {
        return idsBefore + row + 1;
    }

    /** Row of a task's id for people, or -1. */
    public int row(long id) {
        long row = id - idsBefore - 1;
        return row >= 0 && row < size() ? (int) row : -1;
    }

    /** So many ids are not given to tasks here. */
    void idsBefore(long ids) {
        idsBefore = ids;
    }

    /** What tells a task from all others, in other models of the session too. */
    public TaskIdentity identity(int row) {
        return new TaskIdentity(submitted(row), virtualThread(row), name(row));
    }

    /** Row of a task, or -1. */
    public int row(TaskIdentity wanted) {
        return IntStream.range(oldest(), size()).parallel()
                .filter(row -> submitted(row) == wanted.submitted() && identity(row).equals(wanted)).findFirst()
                .orElse(-1);
    }

    public TaskKind kind(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? TaskKind.EXECUTOR : KINDS[c.kind[at]];
    }

    public TaskState state(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? TaskState.UNSEEN_END : TaskStatus.state(c.status[at]);
    }

    /** Name of the virtual thread, or short name of the task's class. */
    public String name(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        if (c == null || at < 0) {
            return Names.UNKNOWN;
        }
        @Nullable String[] own = c.names;
        String name = own == null ? null : own[at];
        return name != null ? name : names.simpleClassName(c.taskClass[at]);
    }

    /** The name that it has and its class does not, as virtual threads may; null where there is none. */
    public @Nullable String ownName(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        @Nullable String[] own = c == null || at < 0 ? null : c.names;
        return own == null ? null : own[at];
    }

    /** Id of the task's class in {@link Names#className}. */
    public int taskClass(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.taskClass[at];
    }

    /** Id of the place where tasks of its class are submitted in {@link Names#site}; 0 where unknown. */
    public int site(int row) {
        return names.siteOfClass(taskClass(row));
    }

    /** Id of its {@link Pool}; {@link Pool#SCHEDULER} for a virtual thread, 0 where unknown. */
    public int pool(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.pool[at];
    }

    /** Thread id of the virtual thread that the task is, 0 if it is none. */
    public long virtualThread(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.virtualThread[at];
    }

    /** Id of the thread that runs or last ran it: a worker, which may be a virtual thread; a carrier. 0 while there is none. */
    public long workerThread(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.worker[at];
    }

    /** When it was submitted, in ns since the epoch. Of a task that ran before watching began: when it was first seen. */
    public long submitted(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.submitted[at];
    }

    /** When it first ran, in ns since the epoch; -1 while it has not. */
    public long started(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? -1 : c.started[at];
    }

    /** When it ended, in ns since the epoch; -1 while it is live. */
    public long ended(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 || TaskStatus.isLive(c.status[at]) ? -1 : c.since[at];
    }

    /** Sum of its polls in ns, the one in progress up to {@code now}. */
    public long busy(int row, long now) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        if (c == null || at < 0) {
            return 0;
        }
        byte status = c.status[at];
        boolean on = status == TaskStatus.RUNNING || status == TaskStatus.WAITING_ON_THREAD;
        return c.busy[at] + (on ? Math.max(0, now - c.since[at]) : 0);
    }

    /** Time in ns that it was runnable and did not run. */
    public long scheduled(int row, long now) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        if (c == null || at < 0) {
            return 0;
        }
        return c.scheduled[at] + (c.status[at] == TaskStatus.SCHEDULED ? Math.max(0, now - c.since[at]) : 0);
    }

    /** Time in ns that it neither ran nor could run. */
    public long idle(int row, long now) {
        return Math.max(0, total(row, now) - busy(row, now) - scheduled(row, now));
    }

    /** Time in ns from submit to its end, or to {@code now}. */
    public long total(int row, long now) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        if (c == null || at < 0) {
            return 0;
        }
        long until = TaskStatus.isLive(c.status[at]) ? Math.max(now, c.since[at]) : c.since[at];
        return until - c.submitted[at];
    }

    /** The part of busy, in ns, in which its thread was seen parked, asleep or blocked. */
    public long blocked(int row, long now) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        if (c == null || at < 0) {
            return 0;
        }
        boolean blocked = c.status[at] == TaskStatus.WAITING_ON_THREAD;
        return c.blocked[at] + (blocked ? Math.max(0, now - c.since[at]) : 0);
    }

    /** Number of its uninterrupted runs on a thread. */
    public int polls(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.polls[at];
    }

    /** Id of the class of the exception that ended it; 0 where there is none or it is unknown. */
    public int exceptionClass(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? 0 : c.exception[at];
    }

    /** Row of the task that submitted it: what ran on the submitting thread at that time; -1 where there is none. */
    public int parent(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? -1 : c.parent[at];
    }

    /** What was current in OpenTelemetry where it was submitted; null where nothing was. */
    public @Nullable TraceId trace(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        long[] all = c == null || at < 0 ? null : c.traces;
        if (all == null || (all[3 * at] | all[3 * at + 1]) == 0) {
            return null;
        }
        return new TraceId(all[3 * at], all[3 * at + 1], all[3 * at + 2]);
    }

    /** Why the virtual thread that it is left its carrier last. */
    public LeaveReason leaveReason(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c == null || at < 0 ? LeaveReason.UNKNOWN : LeaveReason.of(c.reason[at]);
    }

    /** Whether somebody asked the future of a task that failed or was cancelled. */
    public boolean asked(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c != null && at >= 0 && (c.flags[at] & TaskRows.ASKED) != 0;
    }

    /** Whether it was already there when watching began. */
    public boolean adopted(int row) {
        TaskChunk c = rows.chunk(row);
        int at = place(c, row);
        return c != null && at >= 0 && (c.flags[at] & TaskRows.ADOPTED) != 0;
    }

    /**
     * Shows the rows of all tasks of pools, virtual threads left out, that were on a thread for at least {@code minRun} ns up to
     * their end, or to {@code now}; in their order. Skips quickly over what was short.
     */
    public void longRuns(long minRun, long now, IntConsumer visitor) {
        int end = rows.size();
        for (int index = 0; index << TaskChunk.BITS < end; index++) {
            TaskChunk c = rows.chunk(index << TaskChunk.BITS);
            if (c == null || (c.live == 0 && c.longestRun < minRun)) {
                continue;
            }
            int first = index << TaskChunk.BITS;
            for (int row = first; row < Math.min(end, first + TaskChunk.ROWS); row++) {
                int at = c.place(row);
                if (at >= 0 && c.started[at] >= 0 && TaskRows.holdsWorker(c, at)) {
                    long until = TaskStatus.isLive(c.status[at]) ? now : c.since[at];
                    if (until - c.started[at] >= minRun && busy(row, now) >= minRun) {
                        visitor.accept(row);
                    }
                }
            }
        }
    }

    private static int place(@Nullable TaskChunk chunk, int row) {
        return chunk == null ? -1 : chunk.place(row);
    }
}
