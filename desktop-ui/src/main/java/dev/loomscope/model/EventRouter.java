package dev.loomscope.model;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.WorkerState;

/** Hands each event to the join that it concerns, with its thread, worker and pool looked up. Session thread only. */
final class EventRouter {
    private final TaskJoin taskJoin;
    private final TaskKeyframe taskKeyframe;
    private final VirtualJoin virtualJoin;
    private final VirtualKeyframe virtualKeyframe;
    private final ThreadJoin threadJoin;
    private final NoteRouter notes;
    private final Pools pools;
    private final Names names;
    private final WaitBook waits;
    private int keyframe;
    private int unlistedTasks;
    private int unlistedVirtualThreads;
    private long applied;

    EventRouter(TaskJoin taskJoin, TaskKeyframe taskKeyframe, VirtualJoin virtualJoin, ThreadJoin threadJoin,
            NoteRouter notes, Pools pools,
            Names names, WaitBook waits) {
        this.waits = waits;
        this.taskJoin = taskJoin;
        this.taskKeyframe = taskKeyframe;
        this.virtualJoin = virtualJoin;
        this.virtualKeyframe = new VirtualKeyframe(virtualJoin);
        this.threadJoin = threadJoin;
        this.notes = notes;
        this.pools = pools;
        this.names = names;
    }

    /** Time of the newest event that was applied. */
    long applied() {
        return applied;
    }

    void beginKeyframe() {
        keyframe++;
        threadJoin.beginKeyframe();
        unlistedTasks = 0;
        unlistedVirtualThreads = 0;
    }

    /**
     * Ends what the keyframe did not name, unless it was not complete.
     *
     * @param keyframeTime what is newer may not be in it
     * @param endTime when what is gone was heard of last
     */
    void endKeyframe(long keyframeTime, long endTime) {
        if (unlistedTasks == 0) {
            taskKeyframe.endUnnamed(keyframe, keyframeTime, endTime);
            threadJoin.endUnnamed(keyframe, keyframeTime, endTime);
        }
        if (unlistedVirtualThreads == 0) {
            virtualKeyframe.endUnnamed(keyframe, keyframeTime, endTime);
        }
    }

    private long time(EventRun run) throws BadInputException {
        long time = run.time();
        if (time > FrameLayout.LATEST_TIME) {
            throw new BadInputException("damaged: an event has time=" + time);
        }
        applied = Math.max(applied, time);
        return Math.max(0, time);
    }

    void event(EventRun run, ThreadTrack thread) throws BadInputException {
        long time = time(run);
        waited(run, time);
        switch (run.kind()) {
            case EventKind.SUBMIT -> notes.submitted(
                    taskJoin.submit(run.task(), pools.get(run.pool(), time), run.taskClass(), time), thread.runs(),
                    thread);
            case EventKind.START -> taskJoin.start(running(thread, time), run.task(), pools.get(run.pool(), time),
                    run.taskClass(), time);
            case EventKind.END -> taskJoin.end(running(thread, time), run.task(), run.outcome(), run.exceptionClass(),
                    time);
            case EventKind.REJECT -> taskJoin.reject(thread.lastSubmitted, run.task(), pools.get(run.pool(), time),
                    run.taskClass(), time);
            case EventKind.REMOVE -> taskJoin.remove(run.task(), pools.get(run.pool(), time), run.taskClass(), time);
            case EventKind.CANCEL -> taskJoin.cancel(run.task(), time);
            case EventKind.ADOPT -> taskJoin.adopt(thread.worker(), run.task(), pools.get(run.pool(), time),
                    run.taskClass(), time);
            case EventKind.VIRTUAL_START -> notes.submitted(
                    virtualJoin.start(run.task(), run.taskClass(), run.name(), time).row, thread.runs(), thread);
            case EventKind.VIRTUAL_ADOPT -> virtualJoin.adopt(run.task(), run.state(), run.taskClass(), run.name(),
                    time);
            case EventKind.MOUNT -> virtualJoin.mount(thread, run.task(), time);
            case EventKind.UNMOUNT -> virtualJoin.unmount(thread, run.task(), run.reason(), time);
            case EventKind.WAKE -> virtualJoin.wake(run.task(), thread.runs(), time);
            case EventKind.VIRTUAL_END -> virtualJoin.end(thread, run.task(), run.outcome(), time);
            case EventKind.WORKER_STATE -> state(thread, run.state(), time);
            case EventKind.CLASS_SITE -> names.siteOfClass(run.taskClass(), run.site());
            default -> notes.note(run, thread, time);
        }
    }

    /** Somebody may begin to wait, or cease to. */
    private void waited(EventRun run, long time) {
        switch (run.kind()) {
            case EventKind.SUBMIT, EventKind.START, EventKind.REJECT, EventKind.REMOVE -> {
                if (waits.isBegun(TaskFamily.POOL) || waits.isBegun(TaskFamily.FORK_JOIN)) {
                    waits.recorded(run.kind(), pools.get(run.pool(), time), run.taskClass(), time);
                }
            }
            case EventKind.VIRTUAL_START, EventKind.MOUNT, EventKind.UNMOUNT, EventKind.WAKE -> {
                if (waits.isBegun(TaskFamily.VIRTUAL_THREAD)) {
                    waits.recorded(run.kind(), pools.scheduler(time), 0, time);
                }
            }
            default -> {
            }
        }
    }

    /** Who begins or ends a task on the thread: what it waited for is over. */
    private ThreadTrack running(ThreadTrack thread, long time) {
        ThreadTrack who = thread.worker();
        if (who.waits) {
            notes.goesOn(who, time);
        }
        return who;
    }

    /** A thread that carries a virtual thread waits in its place: both are seen waiting. */
    private void state(ThreadTrack thread, int state, long time) {
        if (state == WorkerState.RUNNING && thread.waits) {
            notes.runsAgain(thread, time);
        }
        if (thread.mounted != null) {
            virtualJoin.state(thread.mounted, state, time);
        }
        taskJoin.state(thread.worker(), state, time);
    }

    void keyframeEvent(EventRun run, ThreadTrack thread) throws BadInputException {
        long time = time(run);
        switch (run.kind()) {
            case EventKind.SUBMIT -> {
                int row = taskKeyframe.submit(run.task(), pools.get(run.pool(), time), run.taskClass(), time, keyframe);
                if (row >= 0) {
                    notes.submitted(row, thread.runs(), thread);
                }
            }
            case EventKind.START -> taskKeyframe.start(thread.worker(), run.task(), pools.get(run.pool(), time),
                    run.taskClass(), time, keyframe);
            case EventKind.ADOPT -> taskKeyframe.adopt(thread.worker(), run.task(), pools.get(run.pool(), time),
                    run.taskClass(), time, keyframe);
            case EventKind.VIRTUAL_START -> virtualKeyframe.start(run.task(), run.taskClass(), run.name(), time,
                    keyframe);
            case EventKind.VIRTUAL_ADOPT -> virtualKeyframe.adopt(run.task(), run.state(), run.taskClass(),
                    run.name(), time, keyframe);
            case EventKind.MOUNT, EventKind.UNMOUNT, EventKind.WAKE -> {
                if (virtualKeyframe.isNews(run.task(), time)) {
                    event(run, thread);
                }
            }
            case EventKind.UNLISTED -> {
                unlistedTasks += run.unlistedTasks();
                unlistedVirtualThreads += run.unlistedVirtualThreads();
            }
            case EventKind.THREAD_START, EventKind.THREAD_ADOPT -> notes.keyframeThread(run, time, keyframe);
            default -> event(run, thread);
        }
    }
}
