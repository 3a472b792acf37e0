package dev.loomscope.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operating system says of a process. Where there is no {@code /proc}, or it keeps silent, a fact is what speaks
 * least against the process.
 */
final class ProcessFacts {
    private static final int SIGQUIT = 3;

    private final long pid;
    private final List<String> status;

    private ProcessFacts(long pid, List<String> status) {
        this.pid = pid;
        this.status = status;
    }

    static ProcessFacts of(long pid) {
        return new ProcessFacts(pid, lines(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** The user's name, empty where it is not known. */
    String user() {
        return ProcessHandle.of(pid).flatMap(process -> process.info().user()).orElse("");
    }

    /** The words of the command line, the program first; empty where they may not be read. */
    List<String> commandLine() {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException _) {
            var info = ProcessHandle.of(pid).map(ProcessHandle::info);
            return info.flatMap(ProcessHandle.Info::command).map(program -> {
                String[] words = info.flatMap(ProcessHandle.Info::arguments).orElse(new String[0]);
                return Stream.concat(Stream.of(program), Arrays.stream(words)).toList();
            }).orElse(List.of());
        }
    }

    /** The version that the JDK of the program says of itself beside it, as {@code 25.0.3}; empty where it does not. */
    String jdk() {
        List<String> words = commandLine();
        String program = ProcessHandle.of(pid).flatMap(process -> process.info().command())
                .orElse(words.isEmpty() ? "" : words.getFirst());
        Path home = Path.of("/").resolve(program).normalize().resolve("../..").normalize();
        String version = "JAVA_VERSION=\"";
        return lines(home.resolve("release")).stream().filter(line -> line.startsWith(version) && line.endsWith("\""))
                .map(line -> line.substring(version.length(), line.length() - 1)).findFirst().orElse("");
    }

    /** Whether the process is stopped by a signal or a debugger, so that it cannot answer. */
    boolean stopped() {
        return status("State").map(state -> state.startsWith("T") || state.startsWith("t")).orElse(false);
    }

    /** Whether the process sees a file system or process numbers of its own. */
    boolean contained() {
        boolean otherNumbers = status("NSpid").map(numbers -> numbers.split("\\s+").length > 1).orElse(false);
        return otherNumbers || differs("ns/mnt") || differs("ns/net");
    }

    /**
     * Whether the process handles the signal by which a JVM is asked to attach. A process that does not would be killed by
     * it.
     */
    boolean handlesQuit() {
        return status("SigCgt").map(mask -> (Long.parseUnsignedLong(mask, 16) & 1L << (SIGQUIT - 1)) != 0).orElse(true);
    }

    private boolean differs(String link) {
        try {
            Path theirs = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), link));
            return !theirs.equals(Files.readSymbolicLink(Path.of("/proc/self", link)));
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private Optional<String> status(String name) {
        return status.stream().filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
