package dev.loomscope.view.timeline;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/** Of the tracks in sight, what a filter wants; their past is remembered as long as it wants the same tasks. */
final class WantedTracks {
    private final Map<Track, Wanted> tracks = new ConcurrentHashMap<>();
    private @Nullable RowSet rows;
    private @Nullable SessionModel shown;

    /** A track's wanted spans, and what is remembered of them. */
    record Wanted(Track track, LaneTiles tiles) {}

    /** A picture begins. */
    void begin(SessionModel session, @Nullable RowSet wanted) {
        boolean same = session == shown && rows != null && wanted != null && wanted.sameRows(rows);
        if (!same) {
            tracks.clear();
        }
        shown = session;
        rows = wanted;
    }

    int size() {
        return tracks.size();
    }

    /** Forgets all other tracks. */
    void retain(Set<Track> some) {
        tracks.keySet().retainAll(some);
    }

    /** Of a track, the spans of some rows; several threads may ask, each for its own tracks. */
    Wanted of(Track track, RowSet wanted) {
        return tracks.computeIfAbsent(track, whole -> {
            Track some = new FilteredTrack(whole, wanted::contains);
            return new Wanted(some, new LaneTiles(some));
        });
    }
}
