package dev.loomscope.model;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.WaitKind;
import org.jspecify.annotations.Nullable;

/** Hands each note to what it concerns, with the task that it is about looked up. Session thread only. */
final class NoteRouter {
    private final TaskRows tasks;
    private final TaskJoin taskJoin;
    private final VirtualJoin virtualJoin;
    private final ThreadJoin threadJoin;
    private final Pools pools;
    private final Modes modes;
    private final CountBook counts;
    private final Futures futures;
    private final TaskFacts facts;
    private final Waits waits;
    private final WaitBook waitBook;
    private final Groups groups;
    private final Series series;

    NoteRouter(TaskRows tasks, TaskJoin taskJoin, VirtualJoin virtualJoin, ThreadJoin threadJoin, Pools pools,
            Modes modes, CountBook counts, Futures futures, TaskFacts facts, Waits waits,
            WaitBook waitBook) {
        this.waitBook = waitBook;
        this.tasks = tasks;
        this.taskJoin = taskJoin;
        this.virtualJoin = virtualJoin;
        this.threadJoin = threadJoin;
        this.pools = pools;
        this.modes = modes;
        this.counts = counts;
        this.futures = futures;
        this.facts = facts;
        this.waits = waits;
        this.groups = new Groups(facts);
        this.series = new Series(facts);
    }

    void note(EventRun run, ThreadTrack thread, long time) {
        switch (run.kind()) {
            case EventKind.DUE -> due(run);
            case EventKind.GROUP_BEGIN -> groups.begin(thread.worker(), run.task(), run.value(), run.taskClass(),
                    thread.runs(), time);
            case EventKind.GROUP_END -> Groups.end(thread.worker(), run.task(), time);
            case EventKind.MEMBER -> member(run, thread, time);
            case EventKind.AWAIT -> await(run, thread, time);
            case EventKind.COMPLETES -> futures.completes(run.task(), run.value(), taskJoin.live(run.value()));
            case EventKind.ASKED -> futures.asked(run.task(), completer(run.task()));
            case EventKind.PINNED -> {
                VirtualTask v = virtualJoin.find(run.task());
                if (v != null) {
                    facts.pinned(v.row, Pin.Reason.of(run.value()), time);
                }
            }
            case EventKind.UNPINNED -> {
                VirtualTask v = virtualJoin.find(run.task());
                if (v != null) {
                    facts.unpinned(v.row, time);
                }
            }
            case EventKind.THREAD_START, EventKind.THREAD_ADOPT -> {
                int parent = thread.runs();
                boolean adopted = run.kind() == EventKind.THREAD_ADOPT;
                boolean counted = adopted && modes.everCounted(TaskFamily.POOL);
                int row = threadJoin.start(run.task(), run.taskClass(), time, adopted, !counted, 0);
                submitted(row, adopted ? -1 : parent, thread);
            }
            case EventKind.THREAD_END -> threadEnd(run, thread, time);
            case EventKind.WAIT -> wait(run, thread, time);
            case EventKind.TRACE -> tasks.trace(thread.lastSubmitted, run.value(), run.otherValue(), run.task());
            case EventKind.COUNT -> count(run, time);
            case EventKind.MODE -> mode(run.task(), run.value() == 0, time);
            default -> {
            }
        }
    }

    /** What is to be kept of a task that what runs on a thread submitted or started. */
    void submitted(int row, int parent, ThreadTrack thread) {
        thread.lastSubmitted = row;
        if (row < 0) {
            return;
        }
        if (parent >= 0 && parent != row) {
            tasks.parent(row, parent);
        }
        TaskGroup group = thread.groupNow();
        if (group != null) {
            groups.submitted(group, row);
        }
    }

    /** A thread begins or ends a task: what it waited for is over. */
    void goesOn(ThreadTrack who, long time) {
        who.waits = false;
        waits.end(who.id, time);
    }

    /** A thread was seen running: what it was seen to wait for is over. */
    void runsAgain(ThreadTrack who, long time) {
        who.waits = !waits.goesOn(who.id, time);
    }

    private void due(EventRun run) {
        PoolTask task = taskJoin.live(run.task());
        if (task != null && task.due == 0) {
            series.due(task, run.value(), run.otherValue());
            if (run.value() > 0 && task.stage == PoolTask.Stage.QUEUED) {
                task.pool.load(-1, 0, task.submitted);
                task.due = task.submitted + run.value();
                tasks.turn(task.row, TaskStatus.DELAYED, task.submitted);
            }
        }
    }

    private void member(EventRun run, ThreadTrack thread, long time) {
        long id = run.otherValue();
        VirtualTask v = virtualJoin.find(id);
        PoolTask started = threadJoin.find(id);
        int row = v != null ? v.row : started != null ? started.row : -1;
        if (row >= 0) {
            groups.member(row, run.task(), run.value(), run.taskClass(), thread.runs(), time);
        }
    }

    private @Nullable PoolTask completer(long future) {
        PoolTask task = futures.completer(future);
        return task != null ? task : taskJoin.live(future);
    }

    private void await(EventRun run, ThreadTrack thread, long time) {
        long future = run.task();
        ThreadTrack who = thread.worker();
        VirtualTask carried = thread.mounted;
        if (future == 0) {
            waits.end(who.id, time);
            return;
        }
        PoolTask by = completer(future);
        futures.asked(future, by);
        begin(who, carried, new Wait(Wait.Kind.FUTURE, who.id, thread.runs(), future, 0, run.taskClass(),
                by == null ? -1 : by.row, true, time, -1));
    }

    private void wait(EventRun run, ThreadTrack thread, long time) {
        VirtualTask v = run.task() == 0 ? thread.mounted : virtualJoin.find(run.task());
        if (run.task() != 0 && (v == null || v.over)) {
            return;
        }
        ThreadTrack who = v == null ? thread : v.track;
        long id = v == null ? thread.id : v.id;
        int kind = (int) (run.value() & 0xFF);
        if (kind == WaitKind.NONE) {
            waits.goesOn(id, time);
            return;
        }
        PoolTask own = who == null ? null : who.task;
        int row = own != null && own.stage == PoolTask.Stage.RUNNING ? own.row : v == null ? -1 : v.row;
        long key = run.value() >>> 8;
        PoolTask by = kind == WaitKind.FUTURE ? completer(key) : null;
        begin(who, v, new Wait(Wait.Kind.of(kind), id, row, key, run.otherValue(), run.taskClass(),
                by == null ? -1 : by.row, false, time, -1));
    }

    private void begin(@Nullable ThreadTrack who, @Nullable VirtualTask v, Wait wait) {
        if (who != null) {
            who.waits = true;
        }
        if (v != null) {
            v.waits = true;
        }
        waits.begin(wait);
    }

    private void threadEnd(EventRun run, ThreadTrack thread, long time) {
        if (thread.waits) {
            goesOn(thread, time);
        }
        if (threadJoin.endWorker(run.task())) {
            return;
        }
        int outcome = (int) run.value();
        int row = threadJoin.end(run.task(), outcome, run.taskClass(), time);
        if (row >= 0 && outcome == Outcome.FAILED) {
            futures.threadFailed(run.task(), row);
        } else if (row < 0 && modes.everCounted(TaskFamily.POOL)) {
            counts.endOfUnknownThread(outcome);
        }
    }

    private void count(EventRun run, long time) {
        int kind = (int) (run.value() & 0xFF);
        Pool pool = CountBook.isVirtual(kind)
                ? pools.scheduler(time)
                : run.pool() == 0 ? null : pools.get(run.pool(), time);
        counts.count(run.task(), kind, (int) (run.value() >>> 8 & 0xFF), run.taskClass(), pool, run.otherValue(),
                (run.value() >>> 16) * 1_000, time);
    }

    private void mode(long family, boolean counted, long time) {
        if (!Modes.isFamily(family) || modes.counted((int) family) == counted) {
            return;
        }
        int which = (int) family;
        if (counted && !waitBook.isBegun(which)) {
            waitBook.begin(which);
            if (which == TaskFamily.VIRTUAL_THREAD) {
                virtualJoin.tellWaits(waitBook, time);
            } else {
                taskJoin.tellWaits(which, waitBook);
            }
        }
        if (which == TaskFamily.VIRTUAL_THREAD) {
            virtualJoin.unfollow(time);
        } else {
            taskJoin.unfollow(which, time);
        }
        modes.set(which, counted);
        pools.counted(which, counted, time);
        counts.mode(which, counted, time);
    }

    /** What was told of tasks that are counted only were stragglers. */
    void settle(long time) {
        for (int family = 0; modes.anyCounted() && family < TaskFamily.COUNT; family++) {
            if (modes.counted(family) && family == TaskFamily.VIRTUAL_THREAD) {
                virtualJoin.unfollow(time);
            } else if (modes.counted(family)) {
                taskJoin.unfollowStragglers(family, time);
            }
        }
        waitBook.settle(pools, time);
        counts.settle();
    }

    void keyframeThread(EventRun run, long time, int keyframe) {
        threadJoin.keyframeStart(run.task(), run.taskClass(), time, run.kind() == EventKind.THREAD_ADOPT,
                !modes.everCounted(TaskFamily.POOL), keyframe);
    }
}
