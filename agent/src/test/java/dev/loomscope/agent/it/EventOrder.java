package dev.loomscope.agent.it;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

import dev.loomscope.protocol.EventKind;

/** What holds of the events of fork/join tasks besides their numbers. */
final class EventOrder {
    private EventOrder() {}

    /** On each thread the task that started last ends first, and in the end none is open. */
    static void check(Counts counts) {
        Map<Long, Deque<Long>> open = new HashMap<>();
        int deepest = 0;
        for (long[] slot : counts.taped()) {
            int kind = (int) slot[1] & 0xFF;
            Deque<Long> tasks = open.computeIfAbsent(slot[0], thread -> new ArrayDeque<>());
            if (kind == EventKind.START) {
                tasks.push(slot[2] >>> 32);
                deepest = Math.max(deepest, tasks.size());
            } else if (kind == EventKind.END) {
                PoolsMain.check(!tasks.isEmpty(), "an end without a start");
                PoolsMain.check(tasks.pop() == slot[2] >>> 32, "another task ends than started last");
            }
        }
        PoolsMain.check(open.values().stream().allMatch(Deque::isEmpty), "a task does not end");
        PoolsMain.check(deepest > 1, "no task started inside another: deepest=" + deepest);
    }

    /** Whether all tasks of classes whose names start so were submitted to and run by the common pool. */
    static int inCommonPool(Counts counts, String classes) {
        for (long[] slot : counts.taped()) {
            int kind = (int) slot[1] & 0xFF;
            if ((kind == EventKind.SUBMIT || kind == EventKind.START)
                    && counts.type((int) slot[2] & 0xFFFF).startsWith(classes)
                    && counts.pool((int) (slot[2] >>> 16) & 0xFFFF) != ForkJoinPool.commonPool()) {
                return 0;
            }
        }
        return 1;
    }
}
