package dev.loomscope.model;

import java.util.function.Consumer;

import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Joins the events of virtual threads. Session thread only.
 *
 * <p>busy = sum of polls (mount to unmount); scheduled = sum of (mount - max(last wake, last unmount)), from the start for the
 * first one; idle = the rest. A wake that comes while the thread is still mounted is the race of an unpark with the unmount
 * it ends: it counts from the unmount. An unmount by yield leaves the thread runnable. See {@link VirtualWakes}.
 *
 * <p>Mounts on one carrier come in their order; those of two carriers may come crossed. A mount or unmount that is older
 * than what is known of its thread is booked as a poll of its own, and changes nothing else. Threads that ended are
 * remembered for {@link LateSubmits#GRACE}, so that a late start does not bring them back.
 */
final class VirtualJoin {
    private final TaskRows tasks;
    private final Ledger ledger;
    private final LaneTable lanes;
    private final Pools pools;
    private final Modes modes;
    private final Waits waits;
    private final VirtualWakes wakes;
    private final VirtualTable threads;

    VirtualJoin(TaskRows tasks, Ledger ledger, LaneTable lanes, Pools pools, Modes modes, Waits waits) {
        this.tasks = tasks;
        this.ledger = ledger;
        this.lanes = lanes;
        this.pools = pools;
        this.modes = modes;
        this.waits = waits;
        this.wakes = new VirtualWakes(tasks, pools);
        this.threads = new VirtualTable(lanes.names());
    }

    @Nullable
    VirtualTask find(long id) {
        return threads.get(id);
    }

    VirtualTask start(long id, int taskClass, String name, long time) {
        VirtualTask v = threads.get(id);
        if (v == null) {
            v = create(id, taskClass, name, time, false, true);
            v.startSeen = true;
            pool(time).load(1, 0, time);
        } else if (!v.startSeen) {
            v.startSeen = true;
            v.taskClass = taskClass;
            v.submitted = Math.min(v.submitted, time);
            tasks.submittedEarlier(v.row, time);
            wakes.startedEarlier(v);
            tasks.describe(v.row, taskClass, name);
            lanes.names().thread(id, name);
            book(v);
        }
        return v;
    }

    /** Its start, which came late, says what kind it is, and counts. */
    private void book(VirtualTask v) {
        TaskKind kind = lanes.names().kind(v.taskClass, TaskKind.VIRTUAL_THREAD);
        if (!v.over && kind != v.kind) {
            ledger.rekind(v.row, v.kind, kind, pool(v.submitted), v.booked);
            v.kind = kind;
        }
        if (!v.booked) {
            v.booked = true;
            ledger.book(v.kind, v.taskClass, pool(v.submitted));
        }
    }

    /** Was there when watching began. */
    void adopt(long id, int state, int taskClass, String name, long time) {
        if (threads.get(id) == null) {
            VirtualTask v = create(id, taskClass, name, time, true, !modes.everCounted(TaskFamily.VIRTUAL_THREAD));
            v.startSeen = true;
            if (state == AdoptedState.WAITING) {
                tasks.turn(v.row, TaskStatus.WAITING_OFF_THREAD, time);
            } else {
                pool(time).load(1, 0, time);
            }
        }
    }

    private VirtualTask create(long id, int taskClass, String name, long time, boolean adopted, boolean booked) {
        TaskKind kind = lanes.names().kind(taskClass, TaskKind.VIRTUAL_THREAD);
        int row = ledger.submit(kind, taskClass, pool(time), time, adopted);
        tasks.virtualThread(row, id, name);
        lanes.names().thread(id, name);
        VirtualTask v = new VirtualTask(id, row, taskClass, kind, time);
        v.booked = booked;
        if (booked) {
            ledger.book(kind, taskClass, pool(time));
        }
        threads.add(v);
        return v;
    }

    private VirtualTask known(long id, long time) {
        VirtualTask v = threads.get(id);
        if (v == null) {
            v = create(id, 0, "", time, false, !modes.everCounted(TaskFamily.VIRTUAL_THREAD));
            pool(time).load(1, 0, time);
        }
        return v;
    }

    void mount(ThreadTrack carrier, long id, long time) {
        VirtualTask v = known(id, time);
        if (v.waits) {
            v.waits = !waits.goesOn(id, time);
        }
        VirtualTask former = carrier.mounted;
        Lane lane = lanes.carrier(carrier);
        if (former != null) {
            leave(former, carrier, TaskStatus.WAITING_OFF_THREAD, time);
        }
        if (v.over || time < v.last) {
            lane.spans.open(time, v.row, SpanState.RUNNING);
            carrier.mounted = v;
            return;
        }
        if (v.carrier != null) {
            leave(v, v.carrier, TaskStatus.WAITING_OFF_THREAD, time);
        }
        long ready = wakes.mounted(v, time);
        v.held = !v.booked && modes.counted(TaskFamily.VIRTUAL_THREAD);
        ledger.poll(v.row, time, carrier.id, v.held);
        if (v.started < 0) {
            v.started = time;
            ledger.waited(v.kind, v.taskClass, pool(time), time - v.submitted);
        }
        v.carrier = carrier;
        v.last = time;
        carrier.mounted = v;
        lane.spans.open(time, v.row, SpanState.RUNNING, ready, v.waker);
        v.waker = -1;
        v.lane = lane;
        v.span = lane.spans.count();
    }

    void unmount(ThreadTrack carrier, long id, int reason, long time) {
        VirtualTask v = known(id, time);
        boolean runnable = reason == UnmountReason.YIELD;
        if (!v.over) {
            tasks.reason(v.row, reason);
        }
        if (carrier.mounted == v) {
            boolean woken = v.woken && v.carrier == carrier;
            leave(v, carrier, runnable || woken ? TaskStatus.SCHEDULED : TaskStatus.WAITING_OFF_THREAD, time);
        } else if (!v.over && v.carrier == null && time >= v.last) {
            wakes.turn(v, runnable ? TaskStatus.SCHEDULED : TaskStatus.WAITING_OFF_THREAD, time);
        }
    }

    /** The thread leaves a carrier, which may not be the one that it is on by now. */
    private void leave(VirtualTask v, ThreadTrack carrier, byte status, long time) {
        long from = v.mounted;
        if (carrier.lane != null) {
            from = Math.max(0, carrier.lane.spans.openSince());
            carrier.lane.spans.close(time);
        }
        carrier.mounted = null;
        if (v.carrier != carrier) {
            ledger.pollEarlier(v.row, time - from);
            return;
        }
        v.carrier = null;
        v.woken = false;
        v.waker = status == TaskStatus.SCHEDULED ? v.waker : -1;
        v.last = Math.max(v.last, time);
        tasks.turn(v.row, status, time);
        pool(time).load(status == TaskStatus.SCHEDULED ? 1 : 0, -1, time);
    }

    void turn(VirtualTask v, byte status, long time) {
        wakes.turn(v, status, time);
    }

    /** @param waker row of the task that wakes it, below 0 where there is none */
    void wake(long id, int waker, long time) {
        wakes.wake(known(id, time), waker, time);
    }

    void end(ThreadTrack carrier, long id, int outcome, long time) {
        VirtualTask v = threads.get(id);
        byte status = TaskStatus.ended(outcome);
        if (v == null) {
            if (modes.everCounted(TaskFamily.VIRTUAL_THREAD)) {
                ledger.endOfUnknown(TaskKind.VIRTUAL_THREAD, pool(time), status);
            }
            return;
        }
        if (carrier.mounted == v && v.carrier != carrier) {
            leave(v, carrier, TaskStatus.WAITING_OFF_THREAD, time);
        }
        if (!v.booked && outcome == Outcome.UNKNOWN) {
            // It was met on its carrier. Nobody saw how it went on, and the counts have its end.
            unfollow(v, time);
            return;
        }
        end(v, status, time);
    }

    private void end(VirtualTask v, byte status, long time) {
        if (v.over) {
            return;
        }
        letGo(v, status, time);
        ledger.end(v.row, v.kind, v.taskClass, pool(time), status, v.started, time);
    }

    /** It is over for us: off its carrier, and not waited for any more. */
    private void letGo(VirtualTask v, byte status, long time) {
        if (v.waits) {
            v.waits = false;
            waits.end(v.id, time);
        }
        ThreadTrack carrier = v.carrier;
        if (carrier != null) {
            if (carrier.lane != null && status == TaskStatus.FAILED) {
                carrier.lane.spans.close(time, SpanState.FAILED);
            }
            leave(v, carrier, TaskStatus.WAITING_OFF_THREAD, time);
        } else if (tasks.status(v.row) == TaskStatus.SCHEDULED) {
            pool(time).load(-1, 0, time);
        }
        threads.ended(v, time);
    }

    /**
     * Lets go of all threads that are known, as from now on they are only counted; but for those that were met on their carrier, of
     * which it is told when that is over.
     */
    void unfollow(long time) {
        for (VirtualTask v : threads.all()) {
            if (!v.held || v.carrier == null) {
                unfollow(v, time);
            }
        }
    }

    private void unfollow(VirtualTask v, long time) {
        if (!v.over) {
            letGo(v, TaskStatus.NOT_FOLLOWED, Math.max(time, v.last));
            ledger.unfollow(v.row, Math.max(time, v.last));
        }
        threads.remove(v);
    }

    /** What the carrier of a mounted virtual thread was seen doing: a wait here is a pinned one. */
    void state(VirtualTask v, int state, long time) {
        ThreadTrack carrier = v.carrier;
        if (carrier != null && carrier.lane != null) {
            tasks.turn(v.row, state == WorkerState.RUNNING ? TaskStatus.RUNNING : TaskStatus.WAITING_ON_THREAD, time);
            carrier.lane.spans.turn(time, LaneTable.spanState(state));
        }
    }

    /** Tells who waits for a carrier, and who is parked. */
    void tellWaits(WaitBook book, long time) {
        for (VirtualTask v : threads.all()) {
            byte status = v.over ? TaskStatus.COMPLETED : tasks.status(v.row);
            if (status == TaskStatus.SCHEDULED || status == TaskStatus.WAITING_OFF_THREAD) {
                book.waits(pool(time), status == TaskStatus.SCHEDULED, tasks.since(v.row));
            }
        }
    }

    /** Shows all threads that more may be heard of. */
    void forEach(Consumer<VirtualTask> visitor) {
        threads.all().forEach(visitor);
    }

    /** A thread is over, and nobody saw when. */
    void endUnseen(VirtualTask v, long time) {
        end(v, TaskStatus.UNSEEN_END, time);
    }

    /** Forgets threads that ended long enough ago. */
    void expire(long now) {
        threads.expire(now - LateSubmits.GRACE);
    }

    private Pool pool(long time) {
        return pools.scheduler(time);
    }
}
