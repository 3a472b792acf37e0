package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A fact that few tasks have, by the tasks' rows. Bounded: the oldest go first, and those of forgotten tasks go with them.
 * Written by the session's thread, read by any.
 */
final class SideTable<T> {
    private final Map<Integer, T> facts = new ConcurrentHashMap<>();
    private final ArrayDeque<Integer> rows = new ArrayDeque<>();
    private final Retention retention;
    private final int most;
    private final int bytes;

    /**
     * An empty table.
     *
     * @param most facts that it holds
     * @param bytes that a fact takes, about
     */
    SideTable(Retention retention, int most, int bytes) {
        this.retention = retention;
        this.most = most;
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }

    @Nullable
    T get(int row) {
        return facts.get(row);
    }

    /** Shows all in the order of their rows. */
    void forEach(BiConsumer<Integer, T> visitor) {
        int[] sorted = facts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int row : sorted) {
            T fact = facts.get(row);
            if (fact != null) {
                visitor.accept(row, fact);
            }
        }
    }

    void put(int row, T fact) {
        if (facts.put(row, fact) == null) {
            rows.add(row);
            retention.take(bytes);
            if (rows.size() > most) {
                drop();
            }
        }
    }

    /** Forgets what forgotten tasks had. */
    void forget(TaskRows tasks) {
        for (Integer first = rows.peek(); first != null && first < tasks.oldest(); first = rows.peek()) {
            if (tasks.known(first)) {
                return;
            }
            drop();
        }
    }

    private void drop() {
        if (facts.remove(rows.remove()) != null) {
            retention.give(bytes);
        }
    }
}
