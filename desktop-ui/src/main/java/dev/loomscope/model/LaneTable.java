package dev.loomscope.model;

import java.util.List;

/** All lanes of a session. Lanes are only added. */
public final class LaneTable {
    LaneTable() {
    }

    /** Number of lanes. */
    public int size() {
        return 0;
    }

    /** A lane by its id, from 0 to {@link #size}. */
    public Lane lane(int id) {
        throw new IndexOutOfBoundsException("id=" + id + ", size=" + size());
    }

    /** Rises when {@link #groups} changes: a lane came, a pool or thread got a name. */
    public long version() {
        return 0;
    }

    /** Pools with their workers' lanes in order of the pools' names, then the carriers. The same list until {@link #version} rises. */
    public List<LaneGroup> groups() {
        return List.of();
    }
}
