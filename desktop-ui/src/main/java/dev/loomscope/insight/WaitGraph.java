package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom: from a task or thread along the owner of the lock or the task that completes the future, from that along
 * what it waits for itself, to where it ends or closes. A pure function of the model.
 */
public final class WaitGraph {
    /** More steps than this no people can follow. */
    private static final int MOST_STEPS = 256;

    /** Where a path ends. */
    public enum End {
        /** It came back to one that was on it already: none of those can ever go on by itself. */
        CYCLE,
        /** The last one is a task that no worker has taken yet. */
        QUEUED,
        /** The last one does not wait. */
        RUNS,
        /** The last one waits for something that nobody owns: time, input, a signal, an element. */
        WAITS,
        /** The last one waits for a lock whose owner is unknown, or a future that no known live task completes. */
        UNKNOWN
    }

    /**
     * One on the path.
     *
     * @param thread id of the thread, platform or virtual; 0 of a task that no thread runs
     * @param row of its task, below 0 where it runs none that is known
     * @param waitsFor what it waits for; null of one that does not
     */
    public record Step(long thread, int row, @Nullable Wait waitsFor) {}

    /**
     * From one to the next.
     *
     * @param steps the one asked for first
     * @param cycleFrom where in the steps the cycle begins, below 0 where there is none
     */
    public record Path(List<Step> steps, End end, int cycleFrom) {
        /** Those that wait for each other; empty where the path does not close. */
        public List<Step> cycle() {
            return cycleFrom < 0 ? List.of() : steps.subList(cycleFrom, steps.size());
        }

        public Step last() {
            return steps.getLast();
        }
    }

    private WaitGraph() {}

    /** What a task waits for in the end. */
    public static Path ofTask(SessionModel model, int row) {
        return follow(model, step(model, row));
    }

    /** What a thread waits for in the end, platform or virtual. */
    public static Path ofThread(SessionModel model, long thread) {
        return follow(model, step(model, thread));
    }

    private static Step step(SessionModel model, long thread) {
        Wait wait = model.waits().ofThread(thread);
        return new Step(thread, wait == null ? -1 : wait.row(), wait);
    }

    private static Step step(SessionModel model, int row) {
        TaskTable tasks = model.tasks();
        long virtual = tasks.virtualThread(row);
        if (!isLive(tasks, row) || (virtual == 0 && tasks.started(row) < 0)) {
            return new Step(0, row, null);
        }
        long thread = virtual != 0 ? virtual : tasks.workerThread(row);
        return new Step(thread, row, model.waits().ofThread(thread));
    }

    private static boolean isLive(TaskTable tasks, int row) {
        return tasks.known(row) && tasks.state(row).isLive();
    }

    private static Path follow(SessionModel model, Step first) {
        List<Step> steps = new ArrayList<>();
        Step step = first;
        while (steps.size() < MOST_STEPS) {
            int before = place(steps, step);
            if (before >= 0) {
                return new Path(List.copyOf(steps), End.CYCLE, before);
            }
            steps.add(step);
            Wait wait = step.waitsFor();
            if (wait == null) {
                return new Path(List.copyOf(steps), isQueued(model, step) ? End.QUEUED : End.RUNS, -1);
            }
            Step next = next(model, wait);
            if (next == null) {
                boolean owned = wait.isForLock() || wait.kind() == Wait.Kind.FUTURE;
                return new Path(List.copyOf(steps), owned ? End.UNKNOWN : End.WAITS, -1);
            }
            step = next;
        }
        return new Path(List.copyOf(steps), End.UNKNOWN, -1);
    }

    private static @Nullable Step next(SessionModel model, Wait wait) {
        if (wait.kind() == Wait.Kind.FUTURE) {
            return wait.future() >= 0 && isLive(model.tasks(), wait.future()) ? step(model, wait.future()) : null;
        }
        return wait.owner() == 0 ? null : step(model, wait.owner());
    }

    private static boolean isQueued(SessionModel model, Step step) {
        return step.row() >= 0 && model.tasks().started(step.row()) < 0
                && model.tasks().state(step.row()) == TaskState.SCHEDULED;
    }

    private static int place(List<Step> steps, Step step) {
        for (int i = 0; i < steps.size(); i++) {
            Step other = steps.get(i);
            if (step.thread() != 0 ? other.thread() == step.thread() : other.row() == step.row()) {
                return i;
            }
        }
        return -1;
    }
}
