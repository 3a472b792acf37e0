package dev.loomscope.model;

import dev.loomscope.protocol.PinReason;

/**
 * A stretch in which a virtual thread waited without leaving its carrier.
 *
 * @param from in ns since the epoch
 * @param to below 0 while it lasts
 */
public record Pin(Reason reason, long from, long to) {
    /** Why it could not leave. */
    public enum Reason {
        UNKNOWN("for a reason that this JDK does not tell"),
        NATIVE("by a native frame on its stack"),
        MONITOR("by a monitor that it holds"),
        CRITICAL_SECTION("where the JDK does not let it leave"),
        SEEN("as it was seen waiting while mounted");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** In words that follow "pinned". */
        public String words() {
            return words;
        }

        static Reason of(long reason) {
            return switch ((int) reason) {
                case PinReason.NATIVE -> NATIVE;
                case PinReason.MONITOR -> MONITOR;
                case PinReason.CRITICAL_SECTION -> CRITICAL_SECTION;
                case PinReason.SEEN -> SEEN;
                default -> UNKNOWN;
            };
        }
    }

    /** How long it lasted, or lasts, in ns. */
    public long length(long now) {
        return Math.max(0, (to < 0 ? now : to) - from);
    }
}
