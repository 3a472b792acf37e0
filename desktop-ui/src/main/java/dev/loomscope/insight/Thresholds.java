package dev.loomscope.insight;

import java.time.Duration;
import java.util.Set;

/**
 * From where on something is a finding.
 *
 * @param stuckAfter a task that ran so long is stuck
 * @param saturatedWindow the shortest window over which a pool is judged
 * @param saturatedFraction part of the window in which it must have been saturated, 0 to 1
 * @param saturatedWait tasks must have waited so long at the 99th percentile
 * @param off kinds that are switched off
 */
public record Thresholds(
        Duration stuckAfter, Duration saturatedWindow, double saturatedFraction, Duration saturatedWait,
        Set<String> off) {

    /** What holds unless the user chose otherwise. */
    public static final Thresholds DEFAULT = new Thresholds(Duration.ofSeconds(2), Duration.ofSeconds(5), 0.5,
            Duration.ofMillis(100), Set.of());

    public Thresholds {
        off = Set.copyOf(off);
    }

    public Thresholds withStuckAfter(Duration duration) {
        return new Thresholds(duration, saturatedWindow, saturatedFraction, saturatedWait, off);
    }

    public Thresholds withOff(Set<String> kinds) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, kinds);
    }
}
