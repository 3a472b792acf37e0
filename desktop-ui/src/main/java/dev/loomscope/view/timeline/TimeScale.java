package dev.loomscope.view.timeline;

import dev.loomscope.view.theme.Moments;

/**
 * The ruler's ticks for a viewport, in natural units. A tick on a whole coarser unit (the anchor) is labelled with its full
 * place in time, the ticks between with their distance from it: labels stay short however deep one zooms.
 *
 * @param step distance of two labelled ticks, in ns
 * @param anchor the coarser unit, in ns, a multiple of the step; equal to the step where no coarser one is needed
 */
public record TimeScale(long step, long anchor) {
    private static final long[] LONG_STEPS = {
            1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400
    };

    /** The scale whose ticks lie at least so many pixels apart. */
    public static TimeScale of(double nsPerPixel, double pixelsApart) {
        double least = nsPerPixel * pixelsApart;
        for (long unit = 1; unit < Durations.SECOND; unit *= 10) {
            for (long times : new long[] {1, 2, 5}) {
                if (unit * times >= least) {
                    return new TimeScale(unit * times, anchorOf(unit * times));
                }
            }
        }
        for (long seconds : LONG_STEPS) {
            long candidate = seconds * Durations.SECOND;
            if (candidate >= least) {
                return new TimeScale(candidate, candidate);
            }
        }
        long day = 86_400 * Durations.SECOND;
        long days = day * Math.max(1, (long) Math.ceil(least / day));
        return new TimeScale(days, days);
    }

    /** Into how many parts small ticks cut a step, so that they lie on natural units too. */
    int parts() {
        if (step < 5) {
            return (int) step;
        }
        long unit = step;
        while (unit % 10 == 0) {
            unit /= 10;
        }
        return switch ((int) (step / Durations.SECOND)) {
            case 15, 30, 900, 1800, 10_800 -> 3;
            case 60, 120, 3600, 7200, 21_600, 43_200, 86_400 -> 4;
            default -> unit == 2 ? 4 : 5;
        };
    }

    /** The first tick at or after a time. */
    public long first(double time) {
        return (long) Math.ceil(time / step) * step;
    }

    boolean isAnchor(long tick) {
        return tick % anchor == 0;
    }

    /** The anchor at or before a time. */
    long anchorBefore(double time) {
        return (long) Math.floor(time / anchor) * anchor;
    }

    /** What stands at a tick. */
    public String label(long tick) {
        if (isAnchor(tick)) {
            return Moments.counted(tick, anchor);
        }
        long offset = Math.floorMod(tick, anchor);
        long unit = step < Durations.MICRO ? 1 : step < Durations.MILLI ? Durations.MICRO : Durations.MILLI;
        String name = unit == 1 ? " ns" : unit == Durations.MICRO ? " µs" : " ms";
        return "+" + offset / unit + name;
    }

    private static long anchorOf(long step) {
        return step < Durations.MICRO ? Durations.MICRO : step < Durations.MILLI ? Durations.MILLI : Durations.SECOND;
    }
}
