package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.Wait;

/**
 * Finds pools all of whose workers wait for tasks that are queued in these same pools: no worker will ever be free to take
 * one. A pool with a worker that does not wait so, or that can still make a worker, can go on, and whoever waits for it.
 */
final class StarvationDeadlock implements FindingRule {
    static final String KIND = "starvation-deadlock";

    /** A worker that waits, and the queued task that it waits for in the end. */
    private record Held(Wait waiting, int queued) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now) {
        Map<Integer, List<Held>> held = held(model, now - thresholds.deadlockAfter().toNanos());
        boolean changed = true;
        while (changed) {
            changed = held.entrySet().removeIf(entry -> !isClosed(model, entry.getKey(), entry.getValue(), held));
        }
        List<Finding> findings = new ArrayList<>();
        Set<Integer> told = new LinkedHashSet<>();
        for (Integer pool : held.keySet()) {
            if (!told.contains(pool)) {
                Set<Integer> together = together(model, pool, held);
                told.addAll(together);
                findings.add(finding(model, together, held, now));
            }
        }
        return findings;
    }

    /** By pool: its workers that wait, for long enough, for a task that is queued. */
    private static Map<Integer, List<Held>> held(SessionModel model, long latest) {
        Map<Integer, List<Held>> held = new TreeMap<>();
        for (Wait wait : model.waits().all()) {
            if (wait.row() < 0 || wait.from() > latest || !model.tasks().state(wait.row()).isLive()) {
                continue;
            }
            WaitGraph.Path path = WaitGraph.ofThread(model, wait.thread());
            if (path.end() == WaitGraph.End.QUEUED) {
                held.computeIfAbsent(model.tasks().pool(wait.row()), _ -> new ArrayList<>())
                        .add(new Held(wait, path.last().row()));
            }
        }
        return held;
    }

    private static boolean isClosed(SessionModel model, int id, List<Held> workers, Map<Integer, List<Held>> held) {
        Pool pool = model.pool(id).orElse(null);
        return pool != null && Pool.isBound(pool.max()) && workers.size() >= pool.max()
                && workers.size() >= pool.active()
                && workers.stream().allMatch(worker -> held.containsKey(model.tasks().pool(worker.queued)));
    }

    private static Set<Integer> together(SessionModel model, int first, Map<Integer, List<Held>> held) {
        Set<Integer> pools = new LinkedHashSet<>(Set.of(first));
        List<Integer> open = new ArrayList<>(pools);
        while (!open.isEmpty()) {
            for (Held worker : held.getOrDefault(open.removeLast(), List.of())) {
                int next = model.tasks().pool(worker.queued);
                if (pools.add(next)) {
                    open.add(next);
                }
            }
        }
        return pools;
    }

    private static Finding finding(SessionModel model, Set<Integer> pools, Map<Integer, List<Held>> held, long now) {
        List<Held> workers = pools.stream().flatMap(pool -> held.getOrDefault(pool, List.of()).stream()).toList();
        Held first = workers.getFirst();
        String names = pools.stream().sorted().map(model.names()::pool).collect(Collectors.joining(" and "));
        long since = workers.stream().mapToLong(worker -> worker.waiting.from()).max().orElse(now);
        StackSample stack = model.stacks().latest(first.waiting.row());
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("pools", pools.stream().sorted().map(model.names()::pool).toList());
        evidence.put("workers", workers.size());
        Map<Integer, Integer> queued = new HashMap<>();
        workers.forEach(worker -> queued.merge(worker.queued, 1, Integer::sum));
        evidence.put("queuedTasks",
                queued.keySet().stream().sorted().limit(Finding.MOST_NAMED).map(model.tasks()::id).toList());
        evidence.put("waits", WaitWords.lines(model, WaitGraph.ofThread(model, first.waiting.thread())));
        boolean one = workers.size() == 1;
        String summary = (one ? "The only worker of pool "
                : pools.size() == 1 ? "All " + workers.size() + " workers of pool " : "All workers of pools ")
                + names
                + (one ? " has" : " have") + " waited for " + Figures.duration(now - since)
                + " for tasks that are queued in "
                + (pools.size() == 1 ? "that same pool" : "these same pools")
                + ", where nobody is left to run them.";
        return new Finding(KIND, pools.stream().sorted().map(String::valueOf).collect(Collectors.joining("-")),
                Severity.CRITICAL, summary,
                "Give the inner tasks a pool of their own, or chain them with CompletableFuture instead of waiting.",
                pools.stream().sorted().findFirst().orElse(0),
                workers.stream().limit(Finding.MOST_NAMED).map(worker -> model.tasks().id(worker.waiting.row()))
                        .toList(),
                workers.stream().limit(Finding.MOST_NAMED).map(worker -> model.names().thread(worker.waiting.thread()))
                        .toList(),
                since, now, stack == null ? List.of() : stack.frames(), evidence);
    }
}
