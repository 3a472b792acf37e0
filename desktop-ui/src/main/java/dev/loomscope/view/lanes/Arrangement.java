package dev.loomscope.view.lanes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * All that a user chose about a timeline's rows. Immutable.
 *
 * @param inViewOnly whether only groups are shown that have something in the stretch of time in sight
 * @param matchingOnly whether, while there is a filter, only rows are shown with something that it wants
 * @param hand what was said of single groups and tracks
 */
public record Arrangement(ArrangedBy by, GroupOrder groups, TrackOrder tracks, boolean inViewOnly,
        boolean matchingOnly, ByHand hand) {

    public static final Arrangement USUAL = new Arrangement(ArrangedBy.THREADS, GroupOrder.USUAL, TrackOrder.USUAL,
            false, true, ByHand.NONE);

    /** The same rows otherwise arranged; what was shown alone is not there any more. */
    public Arrangement by(ArrangedBy next) {
        return new Arrangement(next, groups, tracks, inViewOnly, matchingOnly, next == by ? hand : hand.only(null));
    }

    /** The same rows otherwise arranged, and all of them or only what is in sight, as suits that. */
    public Arrangement turned(ArrangedBy next) {
        return by(next).inViewOnly(next.isOfMany());
    }

    public Arrangement groups(GroupOrder next) {
        return new Arrangement(by, next, tracks, inViewOnly, matchingOnly, hand);
    }

    public Arrangement tracks(TrackOrder next) {
        return new Arrangement(by, groups, next, inViewOnly, matchingOnly, hand);
    }

    public Arrangement inViewOnly(boolean only) {
        return new Arrangement(by, groups, tracks, only, matchingOnly, hand);
    }

    public Arrangement matchingOnly(boolean only) {
        return new Arrangement(by, groups, tracks, inViewOnly, only, hand);
    }

    private Arrangement hand(ByHand next) {
        return new Arrangement(by, groups, tracks, inViewOnly, matchingOnly, next);
    }

    /** Whether groups and tracks stand in the same order. */
    public boolean sameOrder(Arrangement other) {
        return groups == other.groups && tracks == other.tracks;
    }

    /** Folds or unfolds groups. */
    public Arrangement fold(Iterable<String> keys, boolean fold) {
        return hand(hand.fold(keys, fold));
    }

    public Arrangement hide(String key) {
        return hand(hand.hide(key, true));
    }

    public Arrangement show(String key) {
        return hand(hand.hide(key, false));
    }

    /** Shows again all that is hidden, and what was left out for one that is shown alone. */
    public Arrangement showAll() {
        return hand(hand.showAll());
    }

    public Arrangement pin(String key, boolean pin) {
        return hand(hand.pin(key, pin));
    }

    /** Shows a group or a track alone; null for all. */
    public Arrangement only(@Nullable String key) {
        return hand(hand.only(key));
    }

    /** What holds for other sessions too: all but what is said of single groups and tracks. */
    public Arrangement lasting() {
        return hand(ByHand.NONE);
    }

    /** The {@link #lasting} part in one word, for settings. */
    public String write() {
        return String.join(",", by.name(), groups.name(), tracks.name(), inViewOnly ? "IN_VIEW" : "ALL",
                matchingOnly ? "MATCHING" : "DIMMED")
                .toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #write} wrote; what it does not know is as usual. */
    public static Arrangement read(String text) {
        List<String> parts = Arrays.asList(text.toUpperCase(Locale.ROOT).split(","));
        Arrangement read = USUAL.inViewOnly(parts.contains("IN_VIEW")).matchingOnly(!parts.contains("DIMMED"));
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
