package dev.loomscope.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What this process has on its class path, and others are started with. */
final class ClassPath {
    private static final Path CLASSES = Path.of("dev", "loomscope", "bench");

    private ClassPath() {}

    /** For a measured process: these classes, and OpenTelemetry's API, of which they use nothing unless they are asked to. */
    static String measured() {
        return where(
                part -> Path.of(part).resolve(CLASSES).toFile().isDirectory()
                        || name(part).matches("opentelemetry-(api|context|common)-.*"));
    }

    /** OpenTelemetry's agent. */
    static Path openTelemetryAgent() {
        String found = where(part -> name(part).startsWith("opentelemetry-javaagent-"));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("OpenTelemetry's agent is not on the class path");
        }
        return Path.of(found);
    }

    private static String name(String part) {
        Path file = Path.of(part).getFileName();
        return file == null ? "" : file.toString();
    }

    private static String where(Predicate<String> wanted) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(wanted)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
