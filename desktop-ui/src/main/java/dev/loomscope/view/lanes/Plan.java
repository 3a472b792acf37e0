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
 */
public record Plan(List<Section> sections, List<Pinned> pinned, int hidden) {
    public static final Plan EMPTY = new Plan(List.of(), List.of(), 0);

    /**
     * A row that stays on top.
     *
     * @param track null where the group's header is meant
     */
    public record Pinned(TrackGroup group, @Nullable Track track) {}
}
