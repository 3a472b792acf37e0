package dev.loomscope.view.timeline;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.loomscope.view.theme.Moments;

/**
 * What the ruler counts and how its ticks are labelled: they lie at whole units of what is shown.
 *
 * @param offset ns to add to a time since the session's epoch to get what the ruler counts
 */
public record ShownTime(Moments moments, long offset) {
    private static final long DAY = 24 * Durations.HOUR;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("d MMM  zzz", Locale.ENGLISH);

    static ShownTime of(TimelineModel model) {
        return of(model.moments());
    }

    public static ShownTime of(Moments moments) {
        return new ShownTime(moments, moments.wall() ? moments.beginOfDay() : 0);
    }

    /** What the ruler counts at a time since the session's epoch. */
    public double shown(double time) {
        return time + offset;
    }

    /** The time since the session's epoch at which the ruler counts this. */
    public long time(long shown) {
        return shown - offset;
    }

    /** A label of a tick: the place of a whole coarser unit, or the distance from it. */
    public String label(TimeScale scale, long tick) {
        if (!moments.wall() || !scale.isAnchor(tick)) {
            return scale.label(tick);
        }
        if (scale.anchor() % DAY == 0) {
            return DATE.format(moments.epoch().plusNanos(time(tick)));
        }
        String place = Moments.ofDay(tick, scale.anchor());
        // Hours and minutes stand at the left; with them the label would run into its neighbour.
        return scale.anchor() < Durations.MILLI ? place.substring(place.indexOf(':', 3)) : place;
    }

    /** What the labels count from, at the left of the ruler. */
    String anchor(TimeScale scale, double time) {
        long anchor = Math.max(moments.wall() ? Long.MIN_VALUE : 0, scale.anchorBefore(shown(time)));
        return moments.wall() ? Moments.ofDay(anchor, Math.max(scale.anchor(), Durations.SECOND))
                : Moments.counted(anchor, scale.anchor());
    }

    /** The other way of saying where the left edge lies: the wall clock, or the date and its zone. */
    String aside(double time) {
        if (!moments.isWallKnown()) {
            return "";
        }
        ZonedDateTime there = moments.epoch().plusNanos((long) time);
        return moments.wall() ? ZONE.format(there)
                : Moments.ofDay(there.toLocalTime().toNanoOfDay(), Durations.SECOND);
    }
}
