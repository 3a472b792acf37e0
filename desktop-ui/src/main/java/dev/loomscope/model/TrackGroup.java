package dev.loomscope.model;

import java.util.List;

/** Tracks that stand together under one header. */
public interface TrackGroup {
    /** The {@link #pool} of a group that is of no pool. */
    int NO_POOL = Integer.MIN_VALUE;

    /** Tells it from all others of its session. */
    String key();

    /** What it is called. */
    String name();

    /** Id of the {@link Pool} that it shows, {@link #NO_POOL} where it is none. */
    int pool();

    /** Its tracks, in their own order. */
    List<? extends Track> tracks();
}
