package dev.loomscope.model;

import dev.loomscope.protocol.UnmountReason;

/** Why a virtual thread left its carrier. */
public enum LeaveReason {
    UNKNOWN("waits"),
    PARK("parked"),
    YIELD("gave way"),
    MONITOR("blocked at a monitor"),
    WAIT("in Object.wait"),
    IO("waits for input or output"),
    SLEEP("asleep");

    private final String words;

    LeaveReason(String words) {
        this.words = words;
    }

    /** What the thread does meanwhile, in words that follow a subject. */
    public String words() {
        return words;
    }

    static LeaveReason of(int reason) {
        return switch (reason) {
            case UnmountReason.PARK, UnmountReason.TIMED_PARK -> PARK;
            case UnmountReason.YIELD -> YIELD;
            case UnmountReason.MONITOR -> MONITOR;
            case UnmountReason.WAIT, UnmountReason.TIMED_WAIT -> WAIT;
            case UnmountReason.IO -> IO;
            case UnmountReason.SLEEP -> SLEEP;
            default -> UNKNOWN;
        };
    }
}
