package dev.loomscope.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.Frame;

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

    /**
     * What a SESSION frame says.
     *
     * @throws BadInputException when it does not fit its format
     */
    public static SessionInfo of(Frame frame) throws BadInputException {
        JsonNode json = SampleReader.parse(frame);
        UUID uuid;
        try {
            uuid = UUID.fromString(json.path("uuid").asText());
        } catch (IllegalArgumentException e) {
            throw new BadInputException("damaged: the session has uuid=" + json.path("uuid").asText(), e);
        }
        List<Hook> hooks = new ArrayList<>();
        for (JsonNode hook : json.path("hooks")) {
            hooks.add(new Hook(hook.path("name").asText(""), hook.path("state").asText(""),
                    hook.path("why").asText("")));
        }
        return new SessionInfo(uuid, json.path("pid").asLong(), json.path("main").asText("unknown"),
                json.path("jdk").asText("unknown"), json.path("vendor").asText("unknown"), json.path("cpus").asInt(),
                Instant.ofEpochMilli(json.path("startWallMs").asLong()),
                Instant.ofEpochMilli(json.path("epochWallMs").asLong()), json.path("agentVersion").asText("unknown"),
                List.copyOf(hooks));
    }

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
