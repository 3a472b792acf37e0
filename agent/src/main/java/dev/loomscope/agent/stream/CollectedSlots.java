package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.PoolBoard;

/**
 * Frees the slots of classes and executors that were collected: noted in one cycle, freed in the next, as events that name them
 * may still stand in the rings in between. Belongs to the drain.
 */
final class CollectedSlots {
    private final SlotNames classes;
    private final SlotNames pools;
    private final LiveTasks live;
    private final StreamFrames frames;
    private final PoolBoard board;
    private boolean noted;

    CollectedSlots(SlotNames classes, SlotNames pools, LiveTasks live, StreamFrames frames, PoolBoard board) {
        this.classes = classes;
        this.pools = pools;
        this.live = live;
        this.frames = frames;
        this.board = board;
    }

    /** Whether any are noted, and not free yet. */
    boolean isNoted() {
        return noted;
    }

    /** Looks which were collected. */
    void note() {
        boolean goneClasses = classes.noteCollected();
        noted = pools.noteCollected() || goneClasses;
    }

    /** All rings were drained since they were noted. */
    void free() {
        boolean[] goneClasses = classes.clearCollected();
        live.forgetClasses(goneClasses);
        frames.forgetClasses(goneClasses);
        live.forgetPools(pools.clearCollected());
        board.set(pools.watched());
        noted = false;
    }
}
