package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard;

/**
 * Finds the tasks that left their queue without anybody telling: taken out of it by the application's hand, or lost with a worker
 * whose beforeExecute threw. A queue that is seen empty holds none. Of one that is seen to hold less than is known to be queued it
 * is asked what it holds; what is missing in two such looks in a row is not queued any more. Belongs to the drain.
 */
final class LostTasks {
    private final LiveTasks live;
    private final SlotNames pools;
    private final PoolBoard board;

    /** By pool: how many tasks of each key were missing at the latest look into its queue. */
    private final Map<Integer, Map<Integer, Integer>> missing = new HashMap<>();

    LostTasks(LiveTasks live, SlotNames pools, PoolBoard board) {
        this.live = live;
        this.pools = pools;
        this.board = board;
    }

    /** Which tasks were queued was seen of some pools, where that was asked. */
    void lookInside(List<PoolFact> seen, long time) {
        for (PoolFact pool : seen) {
            int[] keys = pool.keys();
            if (keys != null) {
                Map<Integer, Integer> before = missing.getOrDefault(pool.slot(), Map.of());
                Map<Integer, Integer> now = live.queued.missing(pool.slot(), keys, time);
                Map<Integer, Integer> still = new HashMap<>(now);
                still.replaceAll((key, count) -> Math.min(count, before.getOrDefault(key, 0)));
                live.left(pool.slot(), still, time);
                missing.put(pool.slot(), now);
            }
        }
    }

    /** How much queues held was seen. */
    void look(List<PoolFact> seen, long time) {
        long[] empty = new long[pools.slots()];
        int[] queued = live.queued.count(pools.slots(), time);
        Set<Integer> sought = new HashSet<>();
        for (PoolFact pool : seen) {
            int slot = pool.slot();
            if (slot > 0 && slot < empty.length && pool.held() == 0) {
                empty[slot] = time;
            } else if (slot > 0 && slot < empty.length && pool.held() > 0 && pool.held() < queued[slot]) {
                sought.add(slot);
            }
        }
        live.queuesWereEmpty(empty);
        missing.keySet().retainAll(sought);
        board.seek(sought);
    }
}
