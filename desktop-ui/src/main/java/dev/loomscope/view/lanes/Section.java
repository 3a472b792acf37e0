package dev.loomscope.view.lanes;

import java.util.List;

import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;

/**
 * A group as it stands: its header, and below it its tracks unless it is folded.
 *
 * @param tracks those that are not hidden, in order
 */
public record Section(TrackGroup group, boolean folded, List<? extends Track> tracks) {}
