package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.PoolBoard.WatchedPool;
import org.jspecify.annotations.Nullable;

/** Looks how large pools are and how many tasks they hold, each in the way that its class allows. */
final class PoolLook {
    private final PoolReader threadPools;
    private final ForkJoinReader forkJoinPools = new ForkJoinReader();
    private final TimerReader timers = new TimerReader();
    private final LibraryPools libraries = new LibraryPools();

    PoolLook(PoolReader threadPools) {
        this.threadPools = threadPools;
    }

    /**
     * The figures of those pools that are there and can be read.
     *
     * @param withQueue slots of those of which it is asked which tasks are queued
     */
    List<PoolFact> read(List<WatchedPool> pools, boolean withWorkers, Set<Integer> withQueue) {
        List<PoolFact> figures = new ArrayList<>();
        for (WatchedPool watched : pools) {
            PoolFact figure = read(watched, withWorkers, withQueue.contains(watched.slot()));
            if (figure != null) {
                figures.add(figure);
            }
        }
        libraries.retain(pools);
        return figures;
    }

    private @Nullable PoolFact read(WatchedPool watched, boolean withWorkers, boolean withQueue) {
        Object pool = watched.pool().get();
        if (pool instanceof ThreadPoolExecutor executor) {
            return threadPools.read(watched, executor, withWorkers, withQueue);
        }
        if (pool instanceof ForkJoinPool forkJoin) {
            return forkJoinPools.read(watched, forkJoin, withWorkers);
        }
        if (pool instanceof Thread timer && TimerReader.isTimer(timer)) {
            return timers.read(watched, timer, withWorkers);
        }
        return pool == null ? null : libraries.read(watched, pool);
    }
}
