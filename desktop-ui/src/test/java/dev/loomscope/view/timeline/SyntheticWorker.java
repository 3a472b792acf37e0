package dev.loomscope.view.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.WorkerState;

/** A worker of a {@link SyntheticPool}: plans what it does with the tasks it takes, and writes what has come to pass. */
final class SyntheticWorker {
    static final int FAILURE = 50;

    private static final long MILLI = SyntheticSession.MILLI;
    private static final long SECOND = SyntheticSession.SECOND;

    final SyntheticPool pool;
    final long thread;
    private final boolean stuck;
    private final Random random;
    private final Deque<Plan> plans = new ArrayDeque<>();
    private long free;
    private boolean running;

    /** A task that is queued. */
    record Job(long submitted, int key, int taskClass, long length) {}

    private record Plan(long start, long end, int key, int taskClass, boolean fails, List<long[]> states) {}

    /** @param stuck whether it hangs in what it takes after a while */
    SyntheticWorker(SyntheticPool pool, long thread, boolean stuck, Random random) {
        this.pool = pool;
        this.thread = thread;
        this.stuck = stuck;
        this.random = random;
    }

    /** When it can take a task. */
    long free() {
        return free;
    }

    boolean isRunning() {
        return running;
    }

    void take(long start, Job job) {
        long length = stuck && start > 41 * SECOND ? 1000 * SECOND : job.length();
        boolean fails = random.nextInt(160) == 0;
        plans.add(new Plan(start, start + length, job.key(), job.taskClass(), fails, states(start, length)));
        free = start + length + 4_000;
    }

    void write(long until, EventsWriter writer) {
        writer.beginRun(thread);
        while (!plans.isEmpty()) {
            Plan plan = plans.peek();
            if (!running) {
                writer.task(EventKind.START, plan.start(), plan.key(), pool.id(), plan.taskClass());
                running = true;
            }
            while (!plan.states().isEmpty() && plan.states().getFirst()[0] < Math.min(until, plan.end())) {
                long[] state = plan.states().removeFirst();
                writer.workerState(state[0], (int) state[1]);
            }
            if (plan.end() >= until) {
                return;
            }
            writer.end(plan.end(), plan.key(), plan.fails() ? Outcome.FAILED : Outcome.COMPLETED,
                    plan.fails() ? FAILURE : 0);
            running = false;
            plans.remove();
        }
    }

    private List<long[]> states(long start, long length) {
        List<long[]> states = new ArrayList<>();
        double kind = random.nextDouble();
        if (length > 500 * SECOND) {
            states.add(new long[] {start + 4 * MILLI, WorkerState.BLOCKED});
        } else if (kind < pool.waits()) {
            states.add(new long[] {start + length / 5, WorkerState.WAITING});
            states.add(new long[] {start + length * 3 / 5, WorkerState.RUNNING});
        } else if (kind < pool.waits() + pool.blocks()
                || (pool.id() == 1 && start > 30 * SECOND && start < 33 * SECOND && kind < 0.8)) {
            states.add(new long[] {start + length / 10, WorkerState.BLOCKED});
            states.add(new long[] {start + length * 7 / 10, WorkerState.RUNNING});
        }
        return states;
    }
}
