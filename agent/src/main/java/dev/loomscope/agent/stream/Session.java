package dev.loomscope.agent.stream;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

import dev.loomscope.agent.HookStatus;

/**
 * One watched life of this JVM: who it is, for the SESSION frame and the endpoint file.
 *
 * @param startWallMs when the process was started, in ms since 1970
 * @param epochWallMs wall clock at time 0 of the stream
 */
record Session(UUID uuid, long pid, long startWallMs, long epochWallMs, List<HookStatus> hooks) {
    private static final String TITLE = "Loomscope agent";

    static Session of(StreamClock clock, List<HookStatus> hooks) {
        ProcessHandle self = ProcessHandle.current();
        long epochWallMs = clock.epochWallMs();
        long start = self.info().startInstant().map(Instant::toEpochMilli).orElse(epochWallMs);
        return new Session(UUID.randomUUID(), self.pid(), start, epochWallMs, List.copyOf(hooks));
    }

    /** The version of this agent, as its jar says. */
    static String agentVersion() {
        try (InputStream in = Session.class.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            Attributes jar = in == null ? new Attributes() : new Manifest(in).getMainAttributes();
            if (TITLE.equals(jar.getValue(Attributes.Name.IMPLEMENTATION_TITLE))) {
                return jar.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            }
        } catch (IOException e) {
            // As where there is no jar.
        }
        return "development";
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
        JsonWriter json = new JsonWriter();
        json.string("uuid", uuid.toString());
        json.number("pid", pid);
        json.string("main", main());
        json.string("jdk", System.getProperty("java.version", "unknown"));
        json.string("vendor", System.getProperty("java.vendor", "unknown"));
        json.number("cpus", Runtime.getRuntime().availableProcessors());
        json.number("startWallMs", startWallMs);
        json.number("epochWallMs", epochWallMs);
        json.string("agentVersion", agentVersion());
        json.beginArray("hooks");
        for (HookStatus hook : hooks) {
            write(json, hook);
        }
        json.endArray();
        return json.bytes();
    }

    private static void write(JsonWriter json, HookStatus hook) {
        json.beginObject();
        json.string("name", hook.name());
        json.string("state", hook.state());
        json.string("why", hook.why());
        json.endObject();
    }
}
