package dev.loomscope.view.lanes;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a filter leaves: those with a task that it wants. Under the same filter rows come as they match, and go
 * only when nobody points at any, so that none is pulled away from under the eye. One thread at a time.
 */
@SuppressWarnings("ReferenceEquality")
final class Narrowing {
    /** How often rows may go, in ns. */
    private static final long EVERY = 1_000_000_000L;

    private final Set<Track> tracks = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Wanted of;
    private @Nullable TrackSource in;
    private int known;
    private long narrowedAt;

    /**
     * The tracks that are left; null where nothing is narrowed. Holds until it is asked again.
     *
     * @param held whether somebody points at a row
     * @param clock ns, for how often rows may go
     */
    @Nullable
    Set<Track> tracks(@Nullable Wanted wanted, TrackSource source, boolean held, long clock) {
        if (wanted == null) {
            of = null;
            in = null;
            tracks.clear();
            return null;
        }
        Wanted before = of;
        boolean same = Wanted.sameFilter(before, wanted) && in == source;
        if (same && before != null && before.rows() == wanted.rows() && known == source.known()) {
            return tracks;
        }
        if (!same || (!held && clock - narrowedAt >= EVERY)) {
            tracks.clear();
            narrowedAt = clock;
        }
        of = wanted;
        in = source;
        known = source.known();
        source.addTracks(wanted.rows(), tracks);
        return tracks;
    }
}
