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
 * @param deadlockAfter those that wait for each other must have done so for so long
 * @param pinnedAfter a virtual thread that was pinned for so long is a finding
 * @param neverYieldsAfter a virtual thread that ran on its carrier for so long is a finding
 * @param unaskedAfter a failed task whose future nobody asked for so long failed silently
 * @param blockedInCompute a task of a compute pool may be blocked for so long
 * @param off kinds that are switched off
 */
public record Thresholds(
        Duration stuckAfter, Duration saturatedWindow, double saturatedFraction, Duration saturatedWait,
        Duration deadlockAfter, Duration pinnedAfter, Duration neverYieldsAfter, Duration unaskedAfter,
        Duration blockedInCompute, Set<String> off) {

    /** What holds unless the user chose otherwise. */
    public static final Thresholds DEFAULT = new Thresholds(Duration.ofSeconds(2), Duration.ofSeconds(5), 0.5,
            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofSeconds(1),
            Duration.ofSeconds(5), Duration.ofMillis(50), Set.of());

    public Thresholds {
        off = Set.copyOf(off);
    }

    public Thresholds withStuckAfter(Duration value) {
        return new Thresholds(value, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, pinnedAfter,
                neverYieldsAfter, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withSaturatedFraction(double value) {
        return new Thresholds(stuckAfter, saturatedWindow, value, saturatedWait, deadlockAfter, pinnedAfter,
                neverYieldsAfter, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withSaturatedWait(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, value, deadlockAfter, pinnedAfter,
                neverYieldsAfter, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withDeadlockAfter(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, value, pinnedAfter,
                neverYieldsAfter, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withPinnedAfter(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, value,
                neverYieldsAfter, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withNeverYieldsAfter(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, pinnedAfter,
                value, unaskedAfter, blockedInCompute, off);
    }

    public Thresholds withUnaskedAfter(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, pinnedAfter,
                neverYieldsAfter, value, blockedInCompute, off);
    }

    public Thresholds withBlockedInCompute(Duration value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, pinnedAfter,
                neverYieldsAfter, unaskedAfter, value, off);
    }

    public Thresholds withOff(Set<String> value) {
        return new Thresholds(stuckAfter, saturatedWindow, saturatedFraction, saturatedWait, deadlockAfter, pinnedAfter,
                neverYieldsAfter, unaskedAfter, blockedInCompute, value);
    }
}
