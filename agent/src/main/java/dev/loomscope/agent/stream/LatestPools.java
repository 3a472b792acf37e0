package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.Worker;

/** What pools looked like last, for keyframes: with the workers that they had when these were looked at, which is not each time. */
final class LatestPools {
    private List<PoolFact> facts = List.of();

    /** Takes what was seen of all pools. */
    void take(List<PoolFact> seen) {
        Map<Integer, List<Worker>> known = new HashMap<>();
        for (PoolFact before : facts) {
            known.put(before.id(), before.workers());
        }
        List<PoolFact> now = new ArrayList<>(seen.size());
        for (PoolFact fact : seen) {
            boolean lacks = fact.workers().isEmpty() && fact.size() > 0;
            now.add(lacks ? fact.with(known.getOrDefault(fact.id(), List.of())) : fact);
        }
        facts = now;
    }

    List<PoolFact> facts() {
        return facts;
    }
}
