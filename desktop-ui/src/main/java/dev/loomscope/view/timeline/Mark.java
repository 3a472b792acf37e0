package dev.loomscope.view.timeline;

import java.util.List;

/**
 * A finding where it belongs on the timeline.
 *
 * @param kind the finding's stable name, such as {@code stuck-task}
 * @param severe whether it is drawn as a fault rather than a hint
 * @param summary one sentence
 * @param pools ids of the pools it is about
 * @param taskRows rows of the tasks it is about
 * @param threads ids of the threads it is about
 * @param from begin in ns since the epoch
 * @param to end in ns since the epoch
 */
public record Mark(
        String kind,
        boolean severe,
        String summary,
        List<Integer> pools,
        List<Integer> taskRows,
        List<Long> threads,
        long from,
        long to) {
    public Mark {
        pools = List.copyOf(pools);
        taskRows = List.copyOf(taskRows);
        threads = List.copyOf(threads);
    }
}
