package dev.loomscope.session;

/**
 * How a session stands.
 *
 * @param why for people, one line; empty where there is nothing to say
 */
public record State(Phase phase, String why) {
    /** The phases of a session. */
    public enum Phase {
        /** Connecting for the first time, or a file is still being read. */
        CONNECTING,
        LIVE,
        /** The connection broke; it is tried again. */
        LOST,
        /** The watched side said good-bye, or the session was closed or cannot go on. */
        ENDED,
        REPLAY
    }
}
