package dev.loomscope.view.timeline;

import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import org.jspecify.annotations.Nullable;

/**
 * A row that something is done to.
 *
 * @param track null where the group's header is meant
 */
record RowTarget(TrackGroup group, @Nullable Track track) {
    static RowTarget of(Rows.Row row) {
        return new RowTarget(row.group(), row.track());
    }

    boolean isHeader() {
        return track == null;
    }

    String key() {
        return track == null ? group.key() : track.key();
    }

    /** As it is called where it stands. */
    String name() {
        return track == null ? group.name() : LaneName.of(track);
    }

    boolean is(Rows.Row row) {
        Track other = row.track();
        return track == null
                ? other == null && group.key().equals(row.group().key())
                : other != null && track.key().equals(other.key());
    }
}
