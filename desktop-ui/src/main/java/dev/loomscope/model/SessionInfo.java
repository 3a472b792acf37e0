package dev.loomscope.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.loomscope.protocol.BadInputException;

/**
 * Who is watched.
 *
 * @param start when the process started
 * @param epoch wall clock at time 0 of the stream
 * @param hooks what the agent hooked, and what it could not
 */
public record SessionInfo(
        UUID uuid, long pid, String main, String jdk, String vendor, int cpus, Instant start, Instant epoch,
        String agentVersion, List<Hook> hooks) {

    /** What stands in for a session that has not said yet who it is. */
    public static final SessionInfo UNKNOWN = new SessionInfo(new UUID(0, 0), 0, "unknown", "unknown", "unknown", 0,
            Instant.EPOCH, Instant.EPOCH, "unknown", List.of());

    /** What a stream says after this of who is watched; one stream never tells of two. */
    SessionInfo next(SessionInfo said) throws BadInputException {
        if (!equals(UNKNOWN) && !uuid.equals(said.uuid)) {
            throw new BadInputException("another session: uuid=" + said.uuid + " within uuid=" + uuid);
        }
        return said;
    }

    /**
     * One group of hooks in the watched JVM.
     *
     * @param state as the agent names it, such as {@code active} or {@code absent}
     * @param why the reason where it is not active, otherwise empty
     */
    public record Hook(String name, String state, String why) {}
}
