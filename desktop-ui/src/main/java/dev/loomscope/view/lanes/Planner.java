package dev.loomscope.view.lanes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.NaturalOrder;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import org.jspecify.annotations.Nullable;

/** Makes a plan of groups as an {@link Arrangement} says. For one plan. */
@SuppressWarnings("ReferenceEquality")
public final class Planner {
    private final Standing standing;
    private final Arrangement arrangement;
    private final long from;
    private final long to;
    private final @Nullable Set<Track> left;
    private final List<Plan.Hidden> hidden = new ArrayList<>();
    private int unmatched;

    /**
     * @param from begin of the stretch of time in sight, in ns since the epoch
     * @param to its end
     * @param left the tracks that a filter leaves; null for all
     */
    public Planner(Standing standing, Arrangement arrangement, long from, long to, @Nullable Set<Track> left) {
        this.standing = standing;
        this.arrangement = arrangement;
        this.from = from;
        this.to = to;
        this.left = left;
    }

    public Plan plan(List<? extends TrackGroup> all) {
        List<? extends TrackGroup> groups = arrangement.by() == ArrangedBy.CARRIERS
                ? all.stream().filter(Standing::isCarriers).toList()
                : all;
        String wished = arrangement.hand().only();
        Plan.Pinned only = wished == null ? null : find(groups, wished);
        List<TrackGroup> shown = new ArrayList<>();
        for (TrackGroup group : groups) {
            if (arrangement.hand().hidden().contains(group.key())) {
                hidden.add(new Plan.Hidden(group.key(), group.name()));
            } else if ((only == null || only.group() == group) && (!arrangement.inViewOnly() || isInView(group))) {
                shown.add(group);
            }
        }
        Set<String> idle = new HashSet<>();
        shown.stream().filter(standing::isIdle).map(TrackGroup::key).forEach(idle::add);
        order(shown, idle);
        Set<String> hiddenTracks = hiddenTracks();
        Track alone = only == null ? null : only.track();
        List<Section> sections = new ArrayList<>(shown.size());
        for (TrackGroup group : shown) {
            boolean usually = only == null && (idle.contains(group.key())
                    || (group instanceof PackedGroup packed && packed.isRest() && shown.size() > 1));
            boolean folded = arrangement.hand().folded().getOrDefault(group.key(), usually);
            List<? extends Track> tracks = alone != null ? List.of(alone)
                    : chosen(visible(group.tracks(), hiddenTracks));
            if (left == null || !tracks.isEmpty()) {
                sections.add(new Section(group, folded, ordered(tracks)));
            }
        }
        return new Plan(List.copyOf(sections), pinned(groups), List.copyOf(hidden), unmatched,
                only == null ? null : alone == null ? only.group().name() : alone.name());
    }

    /** Those that the filter leaves, and of tasks those with something in sight where only such are wanted. */
    private List<? extends Track> chosen(List<? extends Track> tracks) {
        Set<Track> wanted = left;
        boolean inView = arrangement.inViewOnly() && arrangement.by().grouping() != null;
        if (wanted == null && !inView) {
            return tracks;
        }
        List<Track> some = new ArrayList<>();
        for (Track track : tracks) {
            if (wanted != null && !wanted.contains(track)) {
                unmatched++;
            } else if (!inView || standing.has(track, from, to)) {
                some.add(track);
            }
        }
        return some.size() == tracks.size() ? tracks : some;
    }

    private void order(List<TrackGroup> groups, Set<String> idle) {
        switch (arrangement.groups()) {
            case USUAL -> groups.sort(Comparator
                    .comparingInt((TrackGroup group) -> idle.contains(group.key()) ? 4 : Standing.rank(group)));
            case NAME -> {
                IdentityHashMap<TrackGroup, String> names = new IdentityHashMap<>();
                groups.forEach(group -> names.put(group, group.name()));
                groups.sort(Comparator.comparing((TrackGroup group) -> names.getOrDefault(group, ""),
                        NaturalOrder.INSTANCE));
            }
            case BUSY -> groups.sort(Comparator.comparingLong((TrackGroup group) -> -standing.busy(group)));
            case SATURATION -> groups.sort(Comparator.comparingDouble(group -> -standing.saturation(group)));
            case FIRST_SEEN -> groups.sort(Comparator.comparingLong((TrackGroup group) -> standing.firstSeen(group)));
        }
    }

    private boolean isInView(TrackGroup group) {
        for (Track track : group.tracks()) {
            if (standing.has(track, from, to)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> hiddenTracks() {
        Set<String> keys = new HashSet<>(arrangement.hand().hidden());
        keys.removeIf(key -> key.indexOf('/') < 0 && !key.startsWith("thread:"));
        return keys;
    }

    private List<? extends Track> visible(List<? extends Track> tracks, Set<String> hiddenTracks) {
        if (hiddenTracks.isEmpty()) {
            return tracks;
        }
        List<Track> visible = new ArrayList<>(tracks.size());
        for (Track track : tracks) {
            if (hiddenTracks.contains(track.key())) {
                hidden.add(new Plan.Hidden(track.key(), track.name()));
            } else {
                visible.add(track);
            }
        }
        return visible.size() == tracks.size() ? tracks : visible;
    }

    private List<? extends Track> ordered(List<? extends Track> tracks) {
        if (arrangement.tracks() == TrackOrder.USUAL) {
            return tracks;
        }
        List<Track> sorted = new ArrayList<>(tracks);
        switch (arrangement.tracks()) {
            case NAME -> sorted.sort(Comparator.comparing(Track::name, NaturalOrder.INSTANCE));
            case FIRST_SEEN -> sorted.sort(Comparator.comparingLong((Track track) -> standing.firstSeen(track)));
            case BUSY -> sorted.sort(Comparator.comparingLong((Track track) -> -standing.busy(track)));
            case USUAL -> {}
        }
        return sorted;
    }

    private List<Plan.Pinned> pinned(List<? extends TrackGroup> groups) {
        List<Plan.Pinned> pinned = new ArrayList<>();
        for (String key : arrangement.hand().pinned()) {
            Plan.Pinned found = find(groups, key);
            if (found != null) {
                pinned.add(found);
            }
        }
        return List.copyOf(pinned);
    }

    private static Plan.@Nullable Pinned find(List<? extends TrackGroup> groups, String key) {
        int slash = key.indexOf('/');
        for (TrackGroup group : groups) {
            if (group.key().equals(key)) {
                return new Plan.Pinned(group, null);
            }
            if (key.startsWith("thread:") || (slash > 0 && group.key().equals(key.substring(0, slash)))) {
                for (Track track : group.tracks()) {
                    if (track.key().equals(key)) {
                        return new Plan.Pinned(group, track);
                    }
                }
            }
        }
        return null;
    }
}
