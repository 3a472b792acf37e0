package dev.loomscope.agent.stream;

import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;

/**
 * What the pool slot and the class slot of a task's event stand for. Most events of a thread are of the same pool and class as the
 * one before: then nothing is looked up. Holds for one ring, as ids are defined anew in each payload. Belongs to the drain.
 */
final class Origin {
    private static final long SLOTS = 0xFFFF_FFFFL;
    private static final long NONE = -1;

    private final SlotNames pools;
    private final SlotNames classes;
    private long slots = NONE;
    private long defined = NONE;
    private int pool;
    private int family;
    private int poolId;
    private int classId;

    Origin(SlotNames pools, SlotNames classes) {
        this.pools = pools;
        this.classes = classes;
    }

    /** Another ring is read. */
    void forget() {
        slots = NONE;
        defined = NONE;
        family = TaskFamily.POOL;
    }

    /** @param word the second one of a task's event */
    void take(long word) {
        if ((word & SLOTS) != slots) {
            look(word);
        }
    }

    private void look(long word) {
        slots = word & SLOTS;
        pool = pools.first(RingSlots.poolSlot(word));
        family = pools.isForkJoin(pool) ? TaskFamily.FORK_JOIN : TaskFamily.POOL;
    }

    /** Of what was taken last, {@link TaskFamily#POOL} where that was nothing. */
    int family() {
        return family;
    }

    /** The slot under which its pool is known first. */
    int pool() {
        return pool;
    }

    /** Names what was taken last in the writer's payload, where that was not done yet. */
    void define(EventsWriter writer) {
        if (defined != slots) {
            int poolSlot = RingSlots.poolSlot(slots);
            int classSlot = RingSlots.classSlot(slots);
            poolId = pools.define(poolSlot, writer);
            classId = classes.define(classSlot, writer);
            // A name may still come.
            defined = pools.isNamed(poolSlot) && classes.isNamed(classSlot) ? slots : NONE;
        }
    }

    int poolId() {
        return poolId;
    }

    int classId() {
        return classId;
    }
}
