package dev.loomscope.model;

import dev.loomscope.protocol.TaskFamily;

/** Counts the ends of tasks of pools that are not known, as they began while their family was counted. Session thread only. */
final class UnknownEnds {
    private final Ledger ledger;
    private final Names names;
    private final Modes modes;
    private final Pools pools;

    UnknownEnds(Ledger ledger, Names names, Modes modes, Pools pools) {
        this.ledger = ledger;
        this.names = names;
        this.modes = modes;
        this.pools = pools;
    }

    /** Its start was counted only; so it was submitted, and is not among those that are known. */
    void end(ThreadTrack worker, int outcome) {
        Lane lane = worker.lane;
        Pool pool = lane == null || lane.pool() < 0 ? null : pools.known(lane.pool());
        boolean forkJoin = pool != null
                ? pool.family() == TaskFamily.FORK_JOIN
                : names.thread(worker.id).startsWith("ForkJoinPool");
        if (modes.everCounted(forkJoin ? TaskFamily.FORK_JOIN : TaskFamily.POOL)) {
            TaskKind kind = pool != null ? pool.taskKind() : forkJoin ? TaskKind.FORK_JOIN : TaskKind.EXECUTOR;
            ledger.endOfUnknown(kind, pool, TaskStatus.ended(outcome));
        }
    }
}
