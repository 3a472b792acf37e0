package dev.loomscope.model;

/**
 * When virtual threads become runnable, and who makes them so. A wake that comes while the thread is still mounted holds from
 * the unmount on; one that comes late, behind the mount it led to, is booked afterwards, in the task's sums and in the span
 * that it led to. Session thread only.
 */
final class VirtualWakes {
    private final TaskRows tasks;
    private final Pools pools;

    VirtualWakes(TaskRows tasks, Pools pools) {
        this.tasks = tasks;
        this.pools = pools;
    }

    /** @param waker row of the task that wakes it, below 0 where there is none */
    void wake(VirtualTask v, int waker, long time) {
        if (time < v.mounted) {
            late(v, waker, time);
        } else if (v.carrier != null) {
            v.woken = true;
            v.waker = waker;
        } else if (!v.over && tasks.status(v.row) == TaskStatus.WAITING_OFF_THREAD) {
            turn(v, TaskStatus.SCHEDULED, Math.max(time, v.last));
            v.waker = waker;
        }
    }

    private void late(VirtualTask v, int waker, long time) {
        Lane lane = v.lane;
        if (v.gap >= 0 && lane != null) {
            long ready = v.mounted - Math.max(time, v.gap);
            tasks.scheduledEarlier(v.row, ready);
            lane.spans.wokenEarlier(v.span, ready, waker);
            v.gap = -1;
        }
    }

    /** Its start became known late: so long it was runnable before its first poll. */
    void startedEarlier(VirtualTask v) {
        Lane lane = v.lane;
        if (lane != null && v.mounted >= 0 && v.mounted == v.started) {
            lane.spans.wokenEarlier(v.span, v.mounted - v.submitted, -1);
        }
    }

    /**
     * A thread is about to be mounted.
     *
     * @return for how many ns it had been runnable
     */
    long mounted(VirtualTask v, long time) {
        byte before = tasks.status(v.row);
        boolean waited = before == TaskStatus.WAITING_OFF_THREAD;
        v.gap = waited ? tasks.since(v.row) : -1;
        v.mounted = time;
        v.woken = false;
        pools.scheduler(time).load(waited ? 0 : -1, 1, time);
        return before == TaskStatus.SCHEDULED ? Math.max(0, time - tasks.since(v.row)) : 0;
    }

    void turn(VirtualTask v, byte status, long time) {
        byte before = tasks.status(v.row);
        tasks.turn(v.row, status, time);
        v.last = time;
        v.waker = -1;
        int more = (status == TaskStatus.SCHEDULED ? 1 : 0) - (before == TaskStatus.SCHEDULED ? 1 : 0);
        pools.scheduler(time).load(more, 0, time);
    }
}
