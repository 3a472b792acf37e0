package dev.loomscope.view.theme;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * How moments are written on every screen: counted from the session's begin, or as the clock on the wall showed them.
 *
 * @param wall whether it is the clock on the wall that is wanted, and known
 * @param epoch begin of the session on the wall; where that is not known, the epoch of all time
 */
public record Moments(boolean wall, ZonedDateTime epoch) {
    /** Counted, of a session that does not say when it began. */
    public static final Moments COUNTED = of(Instant.EPOCH, false, ZoneOffset.UTC);

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    /** As it is wished, where it is known when the session began. */
    public static Moments of(Instant begin, boolean wallWanted, ZoneId zone) {
        return new Moments(wallWanted && begin.getEpochSecond() != 0, begin.atZone(zone));
    }

    /** Whether it is known when the session began. */
    public boolean isWallKnown() {
        return epoch.toEpochSecond() != 0;
    }

    /** A moment to the millisecond: {@code 2.783 s}, {@code 4:05.120}, {@code 14:02:31.120}. */
    public String of(long ns) {
        return of(ns, MILLI);
    }

    /**
     * A moment exact to a resolution.
     *
     * @param ns since the session's epoch
     * @param resolution what one must be able to tell apart, in ns; decimals are cut below it
     */
    public String of(long ns, long resolution) {
        return wall ? ofDay(beginOfDay() + ns, resolution) : counted(ns, resolution);
    }

    /** A moment in both ways, the chosen one first. */
    public String both(long ns, long resolution) {
        String counted = counted(ns, resolution);
        if (!isWallKnown()) {
            return counted;
        }
        long onTheWall = beginOfDay() + ns;
        return wall
                ? ofDay(onTheWall, resolution) + "  ·  " + counted
                : counted + "  ·  " + ofDay(onTheWall, Math.max(resolution, MILLI));
    }

    /** Ns from midnight to the session's begin. */
    public long beginOfDay() {
        return epoch.toLocalTime().toNanoOfDay();
    }

    /** Time of day, of ns since a midnight. */
    public static String ofDay(long ns, long resolution) {
        LocalTime time = LocalTime.ofNanoOfDay(Math.floorMod(ns, DAY));
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond())
                + fraction(time.getNano(), resolution);
    }

    /** Counted from a begin: {@code 12.345 s}, {@code 1:02.5}. */
    public static String counted(long ns, long resolution) {
        if (ns < 0) {
            return "-" + counted(-ns, resolution);
        }
        long seconds = ns / SECOND;
        String fraction = fraction(ns % SECOND, resolution);
        if (seconds < 60) {
            return seconds + fraction + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d%s", seconds / 60, seconds % 60, fraction);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d%s", seconds / 3600, seconds / 60 % 60, seconds % 60, fraction);
    }

    private static String fraction(long ns, long resolution) {
        int decimals = 0;
        for (long unit = SECOND; unit > resolution && decimals < 9; unit /= 10) {
            decimals++;
        }
        return decimals == 0 ? "" : String.format(Locale.ROOT, ".%09d", ns).substring(0, decimals + 1);
    }
}
