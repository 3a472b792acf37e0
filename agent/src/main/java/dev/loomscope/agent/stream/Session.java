package dev.loomscope.agent.stream;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loomscope.agent.HookStatus;

/**
 * One watched life of this JVM: who it is, for the SESSION frame and the endpoint file.
 *
 * @param startWallMs when the process was started, in ms since 1970
 * @param epochWallMs wall clock at time 0 of the stream
 */
record Session(UUID uuid, long pid, long startWallMs, long epochWallMs, List<HookStatus> hooks) {
    static Session of(StreamClock clock, List<HookStatus> hooks) {
        ProcessHandle self = ProcessHandle.current();
        long epochWallMs = clock.epochWallMs();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(epochWallMs);
        return new Session(UUID.randomUUID(), self.pid(), start, epochWallMs, List.copyOf(hooks));
    }

    /** The version of this agent, as its jar says. */
    static String agentVersion() {
        String version = Session.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The main class, or the jar's file name, that was started, without its arguments. */
    static String main() {
        String command = System.getProperty("sun.java.command", "").strip();
        int jar = command.indexOf(".jar ");
        int end = jar >= 0 && command.startsWith("/") ? jar + 4 : command.indexOf(' ');
        String main = end < 0 ? command : command.substring(0, end);
        if (main.endsWith(".jar")) {
            main = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
        }
        return main.isEmpty() ? "unknown" : main;
    }

    byte[] json() {
        return Json.object(json -> {
            json.writeStringField("uuid", uuid.toString());
            json.writeNumberField("pid", pid);
            json.writeStringField("main", main());
            json.writeStringField("jdk", System.getProperty("java.version", "unknown"));
            json.writeStringField("vendor", System.getProperty("java.vendor", "unknown"));
            json.writeNumberField("cpus", Runtime.getRuntime().availableProcessors());
            json.writeNumberField("startWallMs", startWallMs);
            json.writeNumberField("epochWallMs", epochWallMs);
            json.writeStringField("agentVersion", agentVersion());
            json.writeArrayFieldStart("hooks");
            for (HookStatus hook : hooks) {
                write(json, hook);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, HookStatus hook) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", hook.name());
        json.writeStringField("state", hook.state());
        json.writeStringField("why", hook.why());
        json.writeEndObject();
    }
}
