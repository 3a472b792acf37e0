package dev.loomscope.model;

import java.util.List;

/**
 * Lanes that belong together: the workers of a pool, or the carriers.
 *
 * @param pool id of the {@link Pool}; {@link Pool#SCHEDULER} for the carriers of virtual threads
 * @param name name of the pool
 * @param lanes in the order of their names, numbers by value
 */
public record LaneGroup(int pool, String name, List<Lane> lanes) implements TrackGroup {
    @Override
    public String key() {
        return "pool:" + pool;
    }

    @Override
    public List<Lane> tracks() {
        return lanes;
    }
}
