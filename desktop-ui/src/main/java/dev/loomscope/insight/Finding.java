package dev.loomscope.insight;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A named fault with its evidence.
 *
 * @param kind stable name, such as {@code stuck-task}
 * @param key tells this finding from others of its kind, and stays the same from one evaluation to the next
 * @param summary one sentence: what was seen
 * @param remedy one sentence: what to do
 * @param pool id of the pool it is about
 * @param tasks ids for people of the tasks it is about
 * @param threads names of the threads it is about
 * @param from begin of its time range, in ns since the epoch
 * @param to end of it
 * @param stack top first; empty where there is none
 * @param evidence figures by name, as JSON would hold them: numbers, strings, booleans, lists, maps
 */
public record Finding(
        String kind, String key, Severity severity, String summary, String remedy, @Nullable Integer pool,
        List<Long> tasks, List<String> threads, long from, long to, List<String> stack, Map<String, Object> evidence) {

    /** The most tasks that one finding names, and the most threads. */
    static final int MOST_NAMED = 50;

    /** The last of many, as far as one finding names them. */
    static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - MOST_NAMED), all.size());
    }

    /** What stays the same while the finding lasts. */
    public String id() {
        return kind + ":" + key;
    }
}
