package dev.loomscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The agents and options of the JVM that make the ways of being watched. */
final class Agents {
    /** Nothing is sent anywhere, and nothing but tasks is looked at. */
    private static final List<String> OPENTELEMETRY = List.of(
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none");

    private final Path noOp;
    private final Path loomscope;
    private final Path recording;
    private final Path flight;

    /**
     * @param directory for what they write
     * @param loomscope the agent's jar
     */
    Agents(Path directory, Path loomscope) throws IOException {
        this.loomscope = loomscope;
        noOp = NoOpAgent.write(directory);
        recording = directory.resolve("bench.loomscope");
        flight = directory.resolve("bench.jfr");
    }

    /** What a JVM is started with to be watched from its start on. */
    List<String> jvmOptions(Watched watched) {
        return switch (watched) {
            case NOT -> List.of();
            case NO_OP -> List.of("-javaagent:" + noOp);
            case JFR -> List.of(FlightEvents.jvmOption(flight.toString()), "-Xlog:jfr+startup=off");
            case OTEL -> openTelemetry();
            case IDLE, STREAMING -> List.of("-javaagent:" + loomscope);
            case RECORDING -> List.of("-javaagent:" + loomscope + "=record=" + recording);
            case EXACT -> List.of("-javaagent:" + loomscope + "=budget=unlimited");
        };
    }

    private static List<String> openTelemetry() {
        List<String> options = new ArrayList<>(OPENTELEMETRY);
        options.add("-javaagent:" + ClassPath.openTelemetryAgent());
        return options;
    }

    /** The jar that is attached to a running JVM to watch it. */
    Path jar(Watched watched) {
        return switch (watched) {
            case NO_OP -> noOp;
            case OTEL -> ClassPath.openTelemetryAgent();
            default -> loomscope;
        };
    }

    /** What a JVM to which the jar will be attached is started with. */
    List<String> beforeAttach(Watched watched) {
        return watched == Watched.OTEL ? OPENTELEMETRY : List.of();
    }

    /** Forgets what was written during one measurement. */
    void clean() throws IOException {
        Files.deleteIfExists(recording);
        Files.deleteIfExists(flight);
    }
}
