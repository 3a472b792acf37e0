package dev.loomscope.view.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All that a user chose about a timeline's rows. Immutable; the keys are those of groups and tracks.
 *
 * @param inViewOnly whether only groups are shown that have something in the stretch of time in sight
 * @param folded groups that were folded (true) or unfolded (false) by hand; the others stand as usual
 * @param hidden keys of groups and tracks that are not shown
 * @param pinned keys of groups and tracks that stand above all others
 */
public record Arrangement(ArrangedBy by, GroupOrder groups, TrackOrder tracks, boolean inViewOnly,
        Map<String, Boolean> folded, Set<String> hidden, List<String> pinned) {

    public static final Arrangement USUAL = new Arrangement(ArrangedBy.THREADS, GroupOrder.USUAL, TrackOrder.USUAL,
            false,
            Map.of(), Set.of(), List.of());

    public Arrangement {
        folded = Map.copyOf(folded);
        hidden = Set.copyOf(hidden);
        pinned = List.copyOf(pinned);
    }

    public Arrangement by(ArrangedBy next) {
        return new Arrangement(next, groups, tracks, inViewOnly, folded, hidden, pinned);
    }

    public Arrangement groups(GroupOrder next) {
        return new Arrangement(by, next, tracks, inViewOnly, folded, hidden, pinned);
    }

    public Arrangement tracks(TrackOrder next) {
        return new Arrangement(by, groups, next, inViewOnly, folded, hidden, pinned);
    }

    public Arrangement inViewOnly(boolean only) {
        return new Arrangement(by, groups, tracks, only, folded, hidden, pinned);
    }

    /** Folds or unfolds groups. */
    public Arrangement fold(Iterable<String> keys, boolean fold) {
        Map<String, Boolean> next = new HashMap<>(folded);
        keys.forEach(key -> next.put(key, fold));
        return new Arrangement(by, groups, tracks, inViewOnly, next, hidden, pinned);
    }

    public Arrangement hide(String key) {
        Set<String> next = new HashSet<>(hidden);
        next.add(key);
        return new Arrangement(by, groups, tracks, inViewOnly, folded, next, pinned);
    }

    public Arrangement show(String key) {
        Set<String> next = new HashSet<>(hidden);
        next.remove(key);
        return new Arrangement(by, groups, tracks, inViewOnly, folded, next, pinned);
    }

    /** Shows again all that is hidden. */
    public Arrangement showAll() {
        return new Arrangement(by, groups, tracks, inViewOnly, folded, Set.of(), pinned);
    }

    public Arrangement pin(String key, boolean pin) {
        List<String> next = new ArrayList<>(pinned);
        next.remove(key);
        if (pin) {
            next.add(key);
        }
        return new Arrangement(by, groups, tracks, inViewOnly, folded, hidden, next);
    }

    /** What holds for other sessions too: all but what is said of single groups and tracks. */
    public Arrangement lasting() {
        return new Arrangement(by, groups, tracks, inViewOnly, Map.of(), Set.of(), List.of());
    }

    /** The {@link #lasting} part in one word, for settings. */
    public String write() {
        return String.join(",", by.name(), groups.name(), tracks.name(), inViewOnly ? "IN_VIEW" : "ALL")
                .toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #write} wrote; what it does not know is as usual. */
    public static Arrangement read(String text) {
        List<String> parts = Arrays.asList(text.toUpperCase(Locale.ROOT).split(","));
        Arrangement read = USUAL.inViewOnly(parts.contains("IN_VIEW"));
        if (parts.size() > 2) {
            read = read.by(named(ArrangedBy.class, parts.get(0), USUAL.by))
                    .groups(named(GroupOrder.class, parts.get(1), USUAL.groups))
                    .tracks(named(TrackOrder.class, parts.get(2), USUAL.tracks));
        }
        return read;
    }

    private static <E extends Enum<E>> E named(Class<E> type, String name, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        return otherwise;
    }
}
