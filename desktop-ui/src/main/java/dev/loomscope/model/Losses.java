package dev.loomscope.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** What was lost, by category and time. Written by the session's thread, read by any. */
final class Losses {
    private static final int MOST = 1000;

    /** Events by category and place. */
    private final Map<String, Long> known = new HashMap<>();
    private volatile List<Loss> all = List.of();
    private volatile Map<String, Long> byCategory = Map.of();
    private volatile long total;

    /** Oldest first; of very many the latest ones. */
    List<Loss> all() {
        return all;
    }

    /** Events by category. */
    Map<String, Long> byCategory() {
        return byCategory;
    }

    long total() {
        return total;
    }

    /** Session thread. A loss that happened before this reader came is restated to it with its total, and a count of 0. */
    void take(JsonNode json) {
        Loss loss = SampleReader.loss(json);
        String origin = loss.category() + " " + loss.where();
        long before = known.getOrDefault(origin, 0L);
        long now = Math.max(before + loss.count(), json.path("total").asLong());
        if (now == before) {
            return;
        }
        known.put(origin, now);
        long more = now - before;
        List<Loss> next = new ArrayList<>(all);
        if (next.size() == MOST) {
            next.removeFirst();
        }
        next.add(new Loss(loss.category(), loss.where(), more, loss.from(), loss.to()));
        all = List.copyOf(next);
        Map<String, Long> categories = new TreeMap<>(byCategory);
        categories.merge(loss.category(), more, Long::sum);
        byCategory = Map.copyOf(categories);
        long sum = total + more;
        total = sum;
    }
}
