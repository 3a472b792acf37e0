package dev.loomscope.view.lanes;

import java.util.List;
import java.util.Set;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGrouping;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import org.jspecify.annotations.Nullable;

/** The tracks that there are, in groups, and which of them show some tasks. One thread at a time. */
interface TrackSource {
    static TrackSource of(SessionModel session, @Nullable TaskGrouping by) {
        return by == null ? new ThreadTracks(session) : new PackedTracks(session, by);
    }

    /**
     * Takes up new tasks, at most so many.
     *
     * @return whether there is none left
     */
    boolean advance(int most);

    List<? extends TrackGroup> groups();

    /** Rises when more tasks are known to be shown. */
    int known();

    /** Adds the tracks that show these tasks. */
    void addTracks(RowSet tasks, Set<Track> to);

    /** It is not used any more. */
    void close();
}
