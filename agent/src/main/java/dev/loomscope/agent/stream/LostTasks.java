package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard;

/**
 * Finds the tasks that left their queue without anybody telling: taken out of it by the application's hand, or lost with a worker
 * whose beforeExecute threw. A queue that is seen empty holds none. Of one that is seen to hold less than is known to be queued it
 * is asked what it holds; what is missing in two such looks in a row is not queued any more. Belongs to the drain.
 */
final class LostTasks {
    /** What was submitted so shortly before a look may not have come to its queue by then, or not before it was looked at. */
    private static final long ARRIVING = 100_000_000;

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
        Map<Integer, int[]> held = new HashMap<>();
        for (PoolFact pool : seen) {
            int[] keys = pool.keys();
            if (keys != null) {
                held.put(pool.slot(), keys);
            }
        }
        missing(live.queued, held, time - ARRIVING).forEach((pool, now) -> {
            Map<Integer, Integer> before = missing.getOrDefault(pool, Map.of());
            Map<Integer, Integer> still = new HashMap<>(now);
            still.replaceAll((key, count) -> Math.min(count, before.getOrDefault(key, 0)));
            live.left(pool, still, time);
            missing.put(pool, now);
        });
    }

    /** How much queues held was seen. */
    void look(List<PoolFact> seen, long time) {
        long[] empty = new long[pools.slots()];
        int[] queued = count(live.queued, pools.slots(), time - ARRIVING);
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

    /**
     * How many tasks were submitted before a time, by pool.
     *
     * @param slots pools are below this
     */
    static int[] count(QueuedTasks queued, int slots, long time) {
        int[] counts = new int[slots];
        for (int place = queued.next(0); place < queued.places(); place = queued.next(place + 1)) {
            if (queued.time(place) < time && queued.pool(place) < slots) {
                counts[queued.pool(place)]++;
            }
        }
        return counts;
    }

    /**
     * How many more of each key were submitted to some pools before a time than their queues held.
     *
     * @param held by pool: keys of what its queue held, in ascending order
     */
    static Map<Integer, Map<Integer, Integer>> missing(QueuedTasks queued, Map<Integer, int[]> held, long time) {
        Map<Integer, IntStream.Builder> known = new HashMap<>();
        held.keySet().forEach(pool -> known.put(pool, IntStream.builder()));
        int first = held.isEmpty() ? queued.places() : queued.next(0);
        for (int place = first; place < queued.places(); place = queued.next(place + 1)) {
            IntStream.Builder ofPool = known.get(queued.pool(place));
            if (ofPool != null && queued.time(place) < time) {
                ofPool.add(queued.key(place));
            }
        }
        Map<Integer, Map<Integer, Integer>> missing = new HashMap<>();
        held.forEach((pool, keys) -> missing.put(pool, less(known.getOrDefault(pool, IntStream.builder()), keys)));
        return missing;
    }

    /** What more often is known than held. */
    private static Map<Integer, Integer> less(IntStream.Builder known, int[] held) {
        Map<Integer, Integer> missing = new HashMap<>();
        int at = 0;
        for (int key : known.build().sorted().toArray()) {
            while (at < held.length && held[at] < key) {
                at++;
            }
            if (at < held.length && held[at] == key) {
                at++;
            } else {
                missing.merge(key, 1, Integer::sum);
            }
        }
        return missing;
    }
}
