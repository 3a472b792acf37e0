package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Futures that other futures complete, as a stage does for those that depend on it. Who asks the last one of a chain has asked
 * all that stand before it. Bounded: the oldest links are forgotten first. Session thread only.
 */
final class FutureChains {
    private static final int MOST_LINKS = 1 << 16;
    private static final int MOST_SOURCES = 16;
    private static final int MOST_STEPS = 64;

    private final Map<Long, long[]> sources = bounded();
    private final Set<Long> asked = Collections.newSetFromMap(bounded());

    private static <V> Map<Long, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
                return size() > MOST_LINKS;
            }
        };
    }

    /** A future will be completed by another one. */
    void link(long future, long source) {
        long[] before = sources.get(future);
        if (before == null) {
            sources.put(future, new long[] {source});
        } else if (before.length < MOST_SOURCES) {
            long[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = source;
            sources.put(future, more);
        }
    }

    /** Somebody asks a future, now or when it is done; {@code reached} is told of it and of each that stands before it. */
    void ask(long future, LongConsumer reached) {
        walk(future, key -> {
            asked.add(key);
            reached.accept(key);
        });
    }

    /** Whether somebody asked a future, or one that it leads to. */
    boolean isAsked(long future) {
        return asked.contains(future);
    }

    /** Visits a future and those that stand before it, nearest first. */
    void walk(long future, LongConsumer visit) {
        Deque<Long> ahead = new ArrayDeque<>();
        Set<Long> seen = new HashSet<>();
        ahead.add(future);
        while (!ahead.isEmpty() && seen.size() < MOST_STEPS) {
            long key = ahead.remove();
            if (seen.add(key)) {
                visit.accept(key);
                for (long source : sources.getOrDefault(key, new long[0])) {
                    ahead.add(source);
                }
            }
        }
    }
}
