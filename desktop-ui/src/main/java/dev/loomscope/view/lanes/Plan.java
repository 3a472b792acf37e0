package dev.loomscope.view.lanes;

import java.util.List;

import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a timeline, from top to bottom.
 *
 * @param pinned what stands above all others
 * @param hidden groups and tracks that are there and not shown as the user hid them
 * @param unmatched how many tracks are left out as a filter wants nothing of them
 * @param only the name of what is shown alone; null where nothing is
 */
public record Plan(List<Section> sections, List<Pinned> pinned, List<Hidden> hidden, int unmatched,
        @Nullable String only) {
    public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of(), 0, null);

    /**
     * A row that stays on top.
     *
     * @param track null where the group's header is meant
     */
    public record Pinned(TrackGroup group, @Nullable Track track) {}

    /** A group or a track that is not shown, by its key. */
    public record Hidden(String key, String name) {}

    /** Whether a group's tracks are not shown; false where the group is not there. */
    public boolean isFolded(TrackGroup group) {
        for (Section section : sections) {
            if (section.group().key().equals(group.key())) {
                return section.folded();
            }
        }
        return false;
    }
}
