package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * What is known of some tasks only: groups, schedules, failures, pinned stretches. Written by the session's thread, read by
 * any.
 */
public final class TaskFacts {
    private static final int MOST_PINS = 20;

    final SideTable<TaskGroup> groups;
    final SideTable<Schedule> schedules;
    final SideTable<Failure> failures;
    final SideTable<List<Pin>> pins;
    final SideTable<Long> futures;

    TaskFacts(Retention retention) {
        groups = new SideTable<>(retention, 1 << 18, 64);
        schedules = new SideTable<>(retention, 1 << 18, 120);
        failures = new SideTable<>(retention, 1 << 14, 1500);
        pins = new SideTable<>(retention, 1 << 16, 160);
        futures = new SideTable<>(retention, 1 << 16, 90);
    }

    /** The group that a task belongs to. */
    public @Nullable TaskGroup group(int row) {
        return groups.get(row);
    }

    /** When a scheduled task is to run. */
    public @Nullable Schedule schedule(int row) {
        return schedules.get(row);
    }

    /** The exception that ended a task. */
    public @Nullable Failure failure(int row) {
        return failures.get(row);
    }

    /** Whether any virtual thread is known to have been pinned. */
    public boolean hasPins() {
        return !pins.isEmpty();
    }

    /** The latest pinned stretches of a virtual thread, oldest first. */
    public List<Pin> pins(int row) {
        List<Pin> all = pins.get(row);
        return all == null ? List.of() : all;
    }

    /** Key of the future that a task completes and that is not the task itself; 0 where there is none. */
    public long future(int row) {
        Long key = futures.get(row);
        return key == null ? 0 : key;
    }

    /** Shows all exceptions that are kept, with the rows of their tasks. */
    public void eachFailure(ObjIntConsumer<Failure> visitor) {
        failures.forEach((row, failure) -> visitor.accept(failure, row));
    }

    /** Shows all virtual threads that were pinned, with the latest stretches of each. */
    public void eachPinned(ObjIntConsumer<List<Pin>> visitor) {
        pins.forEach((row, stretches) -> visitor.accept(stretches, row));
    }

    /** Shows all scheduled tasks that are kept. */
    public void eachSchedule(ObjIntConsumer<Schedule> visitor) {
        schedules.forEach((row, schedule) -> visitor.accept(schedule, row));
    }

    // From here on: session thread only.

    void pinned(int row, Pin.Reason reason, long time) {
        List<Pin> all = new ArrayList<>(pins(row));
        if (!all.isEmpty() && all.getLast().to() < 0) {
            return;
        }
        if (all.size() == MOST_PINS) {
            all.removeFirst();
        }
        all.add(new Pin(reason, time, -1));
        pins.put(row, List.copyOf(all));
    }

    void unpinned(int row, long time) {
        List<Pin> all = pins(row);
        if (!all.isEmpty() && all.getLast().to() < 0) {
            List<Pin> next = new ArrayList<>(all);
            Pin last = next.removeLast();
            next.add(new Pin(last.reason(), last.from(), Math.max(last.from(), time)));
            pins.put(row, List.copyOf(next));
        }
    }

    void forget(TaskRows tasks) {
        groups.forget(tasks);
        schedules.forget(tasks);
        failures.forget(tasks);
        pins.forget(tasks);
        futures.forget(tasks);
    }
}
