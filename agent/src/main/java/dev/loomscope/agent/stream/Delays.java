package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Delay and period, in ns, of the queued tasks that are to run later, by their place in {@link QueuedTasks}. */
final class Delays {
    private static final int MOST = 1 << 12;

    private final Map<Integer, long[]> delays = new HashMap<>();

    void put(int place, long delay, long period) {
        if (delays.size() < MOST) {
            delays.put(place, new long[] {delay, period});
        }
    }

    /** Null where the task is to run at once. */
    long @Nullable [] get(int place) {
        return delays.isEmpty() ? null : delays.get(place);
    }

    void remove(int place) {
        if (!delays.isEmpty()) {
            delays.remove(place);
        }
    }
}
