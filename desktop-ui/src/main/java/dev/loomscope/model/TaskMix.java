package dev.loomscope.model;

/**
 * How one task spent its life, from the sums in its row: first queued, then its runs, waits and times of being runnable, which
 * are spread evenly over what is left, as the row does not say when each was. Reused from task to task by one reader.
 */
final class TaskMix {
    private static final int RUNNING = SpanState.RUNNING.index;
    private static final int WAITING = SpanState.WAITING.index;
    private static final int BLOCKED = SpanState.BLOCKED.index;
    private static final int FAILED = SpanState.FAILED.index;
    private static final int SCHEDULED = SpanState.SCHEDULED.index;

    private final SessionModel model;
    private final TaskRows rows;
    private final long[] onThread = new long[SpanChunk.STATES];

    long start;
    /** When it first ran; its end where it never did. */
    long started;
    /** Of a live one the model's present. */
    long end;
    boolean live;
    private boolean virtual;
    private boolean runnable;
    /** Time before the first run in which it could not run yet. */
    private long delayed;
    /** Ns by state from the first run on. */
    private final long[] later = new long[Occupancy.STATES];

    TaskMix(SessionModel model) {
        this.model = model;
        this.rows = model.tasks().rows();
    }

    /** Reads a row; false where it is forgotten. */
    boolean read(int row, long now) {
        TaskChunk c = rows.chunk(row);
        int at = c == null ? -1 : c.place(row);
        if (c == null || at < 0) {
            return false;
        }
        byte status = c.status[at];
        long since = c.since[at];
        live = TaskStatus.isLive(status);
        start = c.submitted[at];
        end = live ? Math.max(now, since) : since;
        started = c.started[at] < 0 ? end : Math.clamp(c.started[at], start, Math.max(start, end));
        end = Math.max(end, started);
        virtual = c.virtualThread[at] != 0;
        runnable = status == TaskStatus.SCHEDULED;
        long phase = end - since;
        long busy = c.busy[at] + (live && onThread(status) ? phase : 0);
        long scheduled = c.scheduled[at] + (status == TaskStatus.SCHEDULED ? phase : 0);
        long blocked = c.blocked[at] + (status == TaskStatus.WAITING_ON_THREAD ? phase : 0);
        long before = started - start;
        // What a pool queues is scheduled once; a virtual thread is so again and again.
        long first = virtual ? before : Math.min(before, scheduled);
        delayed = before - first;
        long again = Math.max(0, scheduled - first);
        long life = end - started;
        busy = Math.min(busy, life);
        blocked = Math.min(blocked, busy);
        again = Math.min(again, life - busy);
        later[RUNNING] = 0;
        later[FAILED] = 0;
        later[status == TaskStatus.FAILED ? FAILED : RUNNING] = busy - blocked;
        later[BLOCKED] = blocked == 0 ? 0 : Math.min(blocked, blockedAtMonitors(row, c.worker[at]));
        later[WAITING] = blocked - later[BLOCKED] + life - busy - again;
        later[SCHEDULED] = again;
        return true;
    }

    private static boolean onThread(byte status) {
        return status == TaskStatus.RUNNING || status == TaskStatus.WAITING_ON_THREAD;
    }

    /** The part of what its thread waited that it waited to enter monitors: the thread's lane knows. */
    private long blockedAtMonitors(int row, long worker) {
        Lane lane = virtual ? null : model.lanes().ofThread(worker);
        if (lane == null) {
            return 0;
        }
        onThread[BLOCKED] = 0;
        lane.spans(started, end, 0, (from, to, state, of) -> {
            onThread[state.index] += of == row && state == SpanState.BLOCKED ? to - from : 0;
            return true;
        });
        return onThread[BLOCKED];
    }

    /** Adds the ns by state that it has spent up to a time. */
    void addUntil(long time, long[] sums) {
        if (time >= end) {
            add(sums, 1);
            sums[WAITING] += delayed;
            sums[SCHEDULED] += started - start - delayed;
        } else if (time >= started) {
            add(sums, (double) (time - started) / (end - started));
            sums[WAITING] += delayed;
            sums[SCHEDULED] += started - start - delayed;
        } else if (time > start) {
            long idle = Math.min(delayed, time - start);
            sums[WAITING] += idle;
            sums[SCHEDULED] += time - start - idle;
        }
    }

    private void add(long[] sums, double part) {
        for (int state = 0; state < sums.length; state++) {
            sums[state] += part == 1 ? later[state] : (long) (later[state] * part);
        }
    }

    /** The state that it is in at a time, as far as its row tells; RUNNING stands for all that may follow its first run. */
    SpanState stateAt(long time) {
        if (time < started) {
            return time < start + delayed ? SpanState.WAITING : SpanState.SCHEDULED;
        }
        return later[FAILED] > 0 ? SpanState.FAILED : SpanState.RUNNING;
    }

    /** The state that it has been in since its last run. */
    SpanState rest() {
        return runnable ? SpanState.SCHEDULED : SpanState.WAITING;
    }

    /** When it could run first. */
    long due() {
        return start + delayed;
    }

    boolean isVirtual() {
        return virtual;
    }
}
