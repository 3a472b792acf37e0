package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the books: whatever begins, starts or ends goes through here, so that the table's rows, the counts, the pools'
 * figures and the sites' figures agree. Written by the session thread; the figures may be read by any.
 */
final class Ledger {
    private static final int STATUSES = TaskStatus.UNSEEN_END + 1;
    /** Classes of tasks that are told apart in the figures by site. */
    private static final int MOST_CLASSES = 1 << 14;

    private final TaskRows tasks;
    private final Names names;
    private final long[] submitted = new long[TaskKind.values().length];
    private final long[][] ended = new long[TaskKind.values().length][STATUSES];
    private final Map<Integer, ClassFigures> classes = new ConcurrentHashMap<>();
    private final LongMap<ClassFigures> classesOfWriter = new LongMap<>();
    private final long[] counted = new long[TaskKind.values().length];
    private long polls;
    private long countedPolls;

    /** Figures of the tasks of one class. */
    private static final class ClassFigures {
        final int taskClass;
        final DurationHistogram waits = new DurationHistogram();
        final DurationHistogram runs = new DurationHistogram();
        long tasks;
        long failed;

        ClassFigures(int taskClass) {
            this.taskClass = taskClass;
        }
    }

    Ledger(TaskRows tasks, Names names) {
        this.tasks = tasks;
        this.names = names;
    }

    /** Of all tasks. */
    Counts counts() {
        Counts sum = new Counts(0, 0, 0, 0, 0, 0, 0);
        for (TaskKind kind : TaskKind.values()) {
            sum = kind == TaskKind.WORKER ? sum : sum.plus(counts(kind));
        }
        return sum;
    }

    Counts counts(TaskKind kind) {
        long all = submitted[kind.index];
        long[] by = ended[kind.index];
        long rest = all - by[TaskStatus.COMPLETED] - by[TaskStatus.FAILED] - by[TaskStatus.CANCELLED]
                - by[TaskStatus.REJECTED] - by[TaskStatus.UNSEEN_END];
        return new Counts(all, by[TaskStatus.COMPLETED], by[TaskStatus.FAILED], by[TaskStatus.CANCELLED],
                by[TaskStatus.REJECTED], Math.max(0, rest), by[TaskStatus.UNSEEN_END]);
    }

    long polls() {
        return polls;
    }

    /** How many of the submitted tasks of a kind were counted only. */
    long counted(TaskKind kind) {
        return counted[kind.index];
    }

    /** How many of {@link #polls} were counted only. */
    long countedPolls() {
        return countedPolls;
    }

    List<SiteStats> siteStats(WaitBook waits) {
        List<SiteStats> stats = new ArrayList<>(classes.size());
        for (ClassFigures c : classes.values()) {
            stats.add(new SiteStats(names.site(names.siteOfClass(c.taskClass)), names.className(c.taskClass), c.tasks,
                    c.failed, c.waits.summary(), c.runs.summary(), waits.ofClass(c.taskClass),
                    waits.unmounts(c.taskClass)));
        }
        stats.sort(Comparator.comparingLong(SiteStats::tasks).reversed().thenComparing(SiteStats::taskClass));
        return stats;
    }

    // From here on: session thread only.

    int submit(TaskKind kind, int taskClass, Pool pool, long time, boolean adopted) {
        return tasks.add(kind, taskClass, pool.id(), time, adopted);
    }

    /** A task counts as submitted. */
    void book(TaskKind kind, int taskClass, Pool pool) {
        if (kind == TaskKind.WORKER) {
            return;
        }
        submitted[kind.index]++;
        pool.submitted(1);
        figures(taskClass).tasks++;
    }

    /** Tasks were submitted that were counted only. */
    void countSubmits(TaskKind kind, int taskClass, @Nullable Pool pool, long count) {
        if (kind == TaskKind.WORKER) {
            return;
        }
        submitted[kind.index] += count;
        counted[kind.index] += count;
        figures(taskClass).tasks += count;
        if (pool != null) {
            pool.submitted(count);
        }
    }

    /** Runs on a thread began that were counted only. */
    void countPolls(long count) {
        polls += count;
        countedPolls += count;
    }

    /** Tasks ended that were counted only. */
    void countEnds(TaskKind kind, int taskClass, @Nullable Pool pool, byte status, long count) {
        if (kind == TaskKind.WORKER) {
            return;
        }
        ended[kind.index][status] += count;
        if (pool != null) {
            pool.count(status, count);
        }
        if (status == TaskStatus.FAILED) {
            figures(taskClass).failed += count;
        }
    }

    /** The class of a task turned out to make it another kind. */
    void rekind(int row, TaskKind from, TaskKind to, Pool pool, boolean booked) {
        tasks.kind(row, to);
        if (booked) {
            submitted[from.index]--;
            submitted[to.index] += to == TaskKind.WORKER ? 0 : 1;
            pool.submitted(to == TaskKind.WORKER ? -1 : 0);
        }
    }

    /** A task ended that began while its family was counted. */
    void endOfUnknown(TaskKind kind, @Nullable Pool pool, byte status) {
        countEnds(kind, 0, pool, status, 1);
        if (pool != null) {
            pool.endedFromBefore();
        }
    }

    /** What becomes of a task is in the counts from now on. */
    void unfollow(int row, long time) {
        tasks.turn(row, TaskStatus.NOT_FOLLOWED, time);
    }

    /** A task has waited from its submit to its first run. */
    void waited(TaskKind kind, int taskClass, Pool pool, long wait) {
        if (kind != TaskKind.WORKER) {
            pool.waited(wait);
            figures(taskClass).waits.record(wait);
        }
    }

    /** @param counted whether the counts have its begin */
    void poll(int row, long time, long worker, boolean counted) {
        tasks.poll(row, time, worker);
        polls += counted ? 0 : 1;
    }

    /** A poll became known late, and is over. */
    void pollEarlier(int row, long length) {
        tasks.busyEarlier(row, length);
        polls++;
    }

    /** @param started when it first ran, below 0 where it never did */
    void end(int row, TaskKind kind, int taskClass, Pool pool, byte status, long started, long time) {
        tasks.turn(row, status, time);
        if (kind == TaskKind.WORKER) {
            return;
        }
        ended[kind.index][status]++;
        pool.count(status, 1);
        ClassFigures figures = figures(taskClass);
        if (status == TaskStatus.FAILED) {
            figures.failed++;
        }
        if (started >= 0 && status != TaskStatus.UNSEEN_END) {
            long run = Math.max(0, time - started);
            pool.ran(run, tasks.busy(row), tasks.blocked(row));
            figures.runs.record(run);
        }
    }

    /** A task that was held for cancelled in the queue had started before that. */
    void revive(int row, TaskKind kind, Pool pool, long time) {
        tasks.revive(row, time);
        ended[kind.index][TaskStatus.CANCELLED]--;
        pool.count(TaskStatus.CANCELLED, -1);
    }

    private ClassFigures figures(int taskClass) {
        ClassFigures figures = classesOfWriter.get(taskClass);
        if (figures == null) {
            int named = classesOfWriter.size() < MOST_CLASSES ? taskClass : 0;
            figures = new ClassFigures(named);
            classesOfWriter.put(named, figures);
            classes.put(named, figures);
        }
        return figures;
    }
}
