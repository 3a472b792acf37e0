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
    private final Map<Track, LaneTiles> tracks = new ConcurrentHashMap<>();
    private @Nullable RowSet rows;
    private @Nullable SessionModel shown;

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

    /** What is remembered of a track's wanted tasks; several threads may ask, each for its own tracks. */
    LaneTiles of(Track track, RowSet wanted) {
        return tracks.computeIfAbsent(track, whole -> new LaneTiles(new FilteredTrack(whole, wanted::contains)));
    }
}
