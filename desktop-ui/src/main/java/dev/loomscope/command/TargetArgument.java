package dev.loomscope.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a command is about: a process, an agent's address, or a recording. */
sealed interface TargetArgument {
    /** What may be named as one. */
    String WANTED = "a recording, a PID or a HOST:PORT";

    /** A process of this machine. */
    record Jvm(long pid) implements TargetArgument {}

    /** An agent that listens. */
    record Address(String host, int port) implements TargetArgument {}

    /** A recording. */
    record Recorded(Path file) implements TargetArgument {}

    /** Digits are a process, {@code HOST:PORT} an address, anything else or what exists as a file a recording. */
    final class Converter implements ITypeConverter<TargetArgument> {
        private static final Pattern PID = Pattern.compile("\\d{1,18}");
        private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");

        @Override
        public TargetArgument convert(String text) {
            if (PID.matcher(text).matches()) {
                return new Jvm(Long.parseLong(text));
            }
            Matcher address = ADDRESS.matcher(text);
            if (address.matches() && !Files.exists(path(text))) {
                int port = Integer.parseInt(address.group(2));
                if (port < 1 || port > 65_535) {
                    throw new TypeConversionException("port=" + port + " is out of bounds: 1 to 65535");
                }
                return new Address(address.group(1), port);
            }
            return new Recorded(path(text));
        }

        private static Path path(String text) {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' is no PID, HOST:PORT or file: " + e.getReason());
            }
        }
    }
}
