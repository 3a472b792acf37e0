package dev.loomscope.view.timeline;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.loomscope.model.SessionModel;

/**
 * How places in time are written: counted from the session's begin, or as the wall clock showed them. The ruler's ticks lie
 * at whole units of what is shown.
 *
 * @param epoch begin of the session on the wall, where it is known
 * @param offset ns to add to a time since the session's epoch to get what the ruler counts
 */
record ShownTime(boolean wall, boolean wallKnown, ZonedDateTime epoch, long offset) {
    private static final long DAY = 24 * Durations.HOUR;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("d MMM  zzz", Locale.ENGLISH);

    static ShownTime of(SessionModel session, boolean wallWanted, ZoneId zone) {
        Instant begin = session.info().epoch();
        boolean known = begin.getEpochSecond() != 0;
        ZonedDateTime epoch = begin.atZone(zone);
        boolean wall = wallWanted && known;
        return new ShownTime(wall, known, epoch, wall ? epoch.toLocalTime().toNanoOfDay() : 0);
    }

    static ShownTime of(TimelineModel model) {
        return of(model.session(), model.wallTimeProperty().get(), ZoneId.systemDefault());
    }

    /** What the ruler counts at a time since the session's epoch. */
    double shown(double time) {
        return time + offset;
    }

    /** The time since the session's epoch at which the ruler counts this. */
    long time(long shown) {
        return shown - offset;
    }

    /** A label of a tick: the place of a whole coarser unit, or the distance from it. */
    String label(TimeScale scale, long tick) {
        if (!wall || !scale.isAnchor(tick)) {
            return scale.label(tick);
        }
        if (scale.anchor() % DAY == 0) {
            return DATE.format(epoch.plusNanos(time(tick)));
        }
        String place = clock(tick, scale.anchor());
        // Hours and minutes stand at the left; with them the label would run into its neighbour.
        return scale.anchor() < Durations.MILLI ? place.substring(place.indexOf(':', 3)) : place;
    }

    /** What the labels count from, at the left of the ruler. */
    String anchor(TimeScale scale, double time) {
        long anchor = Math.max(wall ? Long.MIN_VALUE : 0, scale.anchorBefore(shown(time)));
        return wall ? clock(anchor, Math.max(scale.anchor(), Durations.SECOND))
                : Durations.place(anchor, scale.anchor());
    }

    /** The other way of saying where the left edge lies: the wall clock, or the date and its zone. */
    String aside(double time) {
        if (!wallKnown) {
            return "";
        }
        ZonedDateTime there = epoch.plusNanos((long) time);
        return wall ? ZONE.format(there) : clock(there.toLocalTime().toNanoOfDay(), Durations.SECOND);
    }

    /** A place in time in the chosen way. */
    String place(double time, long resolution) {
        return wall ? clock(offset + (long) time, resolution) : Durations.place((long) time, resolution);
    }

    /** A place in time in both ways, the chosen one first. */
    String words(double time, long resolution) {
        String place = Durations.place((long) time, resolution);
        if (!wallKnown) {
            return place;
        }
        long onTheWall = epoch.toLocalTime().toNanoOfDay() + (long) time;
        return wall
                ? clock(onTheWall, resolution) + "  ·  " + place
                : place + "  ·  " + clock(onTheWall, Math.max(resolution, Durations.MILLI));
    }

    /** Time of day, exact to a resolution. */
    private static String clock(long shown, long resolution) {
        long ofDay = Math.floorMod(shown, DAY);
        LocalTime time = LocalTime.ofNanoOfDay(ofDay);
        int decimals = 0;
        for (long unit = Durations.SECOND; unit > resolution && decimals < 9; unit /= 10) {
            decimals++;
        }
        String whole = String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(),
                time.getSecond());
        return decimals == 0
                ? whole
                : whole + String.format(Locale.ROOT, ".%09d", time.getNano()).substring(0, decimals + 1);
    }
}
