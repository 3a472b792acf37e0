package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;

/** A made-up program: what its threads would report, each in its order, and what must be counted in the end. */
final class ProgramEvents {
    /** An event of a thread. */
    record Event(long time, Consumer<EventsWriter> write) {}

    private static final int POOLS = 2;
    private static final int WORKERS = 3;
    private static final int CARRIERS = 3;
    private static final long CALLER = 1;

    final Map<Long, Deque<Event>> byThread = new TreeMap<>();
    long submitted;
    long completed;
    long failed;
    long cancelled;
    long rejected;
    long polls;
    long end;

    private final int keys;
    private final Random random;
    private final long[] free = new long[POOLS * WORKERS];
    private final long[] carrierFree = new long[CARRIERS];

    /** Keys of tasks are drawn from so many: few make the same key be queued several times at once. */
    ProgramEvents(long seed, int tasks, int virtualThreads, int keys) {
        this.keys = keys;
        random = new Random(seed);
        long time = 1000;
        List<Runnable> parts = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            long at = time += 1 + random.nextInt(50);
            parts.add(() -> task(at));
        }
        parts.forEach(Runnable::run);
        time = 1000;
        for (int i = 0; i < virtualThreads; i++) {
            virtualThread(100_000 + i, time += 1 + random.nextInt(200));
        }
        byThread.values().forEach(this::inOrder);
    }

    private void inOrder(Deque<Event> events) {
        List<Event> sorted = new ArrayList<>(events);
        sorted.sort((a, b) -> Long.compare(a.time, b.time));
        events.clear();
        events.addAll(sorted);
        end = Math.max(end, sorted.getLast().time);
    }

    private void add(long thread, long time, Consumer<EventsWriter> write) {
        byThread.computeIfAbsent(thread, t -> new ArrayDeque<>()).add(new Event(time, write));
    }

    private void task(long at) {
        int pool = 1 + random.nextInt(POOLS);
        int key = random.nextInt(keys);
        int taskClass = 1 + random.nextInt(5);
        long caller = CALLER + random.nextInt(3);
        submitted++;
        add(caller, at, e -> e.task(EventKind.SUBMIT, at, key, pool, taskClass));
        if (random.nextInt(20) == 0) {
            rejected++;
            add(caller, at, e -> e.task(EventKind.REJECT, at, key, pool, taskClass));
            return;
        }
        int worker = (pool - 1) * WORKERS + random.nextInt(WORKERS);
        long start = Math.max(at, free[worker]) + 1 + random.nextInt(30);
        long stop = start + random.nextInt(200);
        free[worker] = stop + 1;
        long thread = 50 + worker;
        polls++;
        add(thread, start, e -> e.task(EventKind.START, start, key, pool, taskClass));
        if (random.nextInt(3) == 0) {
            long middle = start + (stop - start) / 2;
            add(thread, middle, e -> e.workerState(middle, WorkerState.WAITING));
        }
        int outcome = switch (random.nextInt(10)) {
            case 0 -> Outcome.FAILED;
            case 1 -> Outcome.CANCELLED;
            default -> Outcome.COMPLETED;
        };
        completed += outcome == Outcome.COMPLETED ? 1 : 0;
        failed += outcome == Outcome.FAILED ? 1 : 0;
        cancelled += outcome == Outcome.CANCELLED ? 1 : 0;
        add(thread, stop, e -> e.end(stop, key, outcome, 9));
    }

    private void virtualThread(long id, long at) {
        submitted++;
        completed++;
        add(CALLER, at, e -> e.virtualStart(at, id, 7, ""));
        long ready = at;
        int mounts = 1 + random.nextInt(4);
        for (int i = 0; i < mounts; i++) {
            int carrier = random.nextInt(CARRIERS);
            long thread = 80 + carrier;
            long mount = Math.max(ready, carrierFree[carrier]) + 1 + random.nextInt(20);
            long leave = mount + 1 + random.nextInt(60);
            carrierFree[carrier] = leave;
            polls++;
            add(thread, mount, e -> e.virtual(EventKind.MOUNT, mount, id));
            if (i == mounts - 1) {
                add(thread, leave, e -> e.virtual(EventKind.VIRTUAL_END, leave, id, Outcome.COMPLETED));
            } else if (random.nextInt(4) == 0) {
                add(thread, leave, e -> e.virtual(EventKind.UNMOUNT, leave, id, UnmountReason.YIELD));
                ready = leave;
            } else {
                add(thread, leave, e -> e.virtual(EventKind.UNMOUNT, leave, id, UnmountReason.PARK));
                long wake = leave + random.nextInt(100);
                add(CALLER + random.nextInt(3), wake, e -> e.virtual(EventKind.WAKE, wake, id));
                ready = wake;
            }
        }
    }

    /** Writes the events of each thread that are due, and takes them out. */
    void write(EventsWriter writer, Random cuts, long cut, int lag) {
        byThread.forEach((thread, events) -> {
            long until = cut + (lag == 0 ? 0 : cuts.nextInt(2 * lag) - lag);
            writer.beginRun(thread);
            while (!events.isEmpty() && events.peek().time() <= until) {
                events.remove().write().accept(writer);
            }
        });
    }

    boolean isEmpty() {
        return byThread.values().stream().allMatch(Deque::isEmpty);
    }
}
