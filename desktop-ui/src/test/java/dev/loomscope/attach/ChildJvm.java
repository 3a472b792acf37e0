package dev.loomscope.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** A program in a JVM of its own, compiled for JDK 17 and run by whichever JDK; it ends with its standard input. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The JDK that runs the tests. */
    public static Path java25() {
        return java(Path.of(System.getProperty("java.home")));
    }

    /** A JDK 17 of this machine. */
    public static Path java17() {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("loomscope.maven.java.home", "/"))));
        for (String root : List.of("/usr/lib/jvm", System.getProperty("user.home") + "/.sdkman/candidates/java",
                System.getProperty("user.home") + "/.jdks", "/Library/Java/JavaVirtualMachines")) {
            try (Stream<Path> entries = Files.list(Path.of(root))) {
                entries.flatMap(home -> Stream.of(home, home.resolve("Contents/Home"))).forEach(homes::add);
            } catch (IOException _) {
                // Another machine keeps its JDKs elsewhere.
            }
        }
        return homes.stream().filter(ChildJvm::is17).map(ChildJvm::java).findFirst()
                .orElseThrow(() -> new AssertionError("no JDK 17 found in " + homes));
    }

    private static boolean is17(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"17") && Files.exists(java(home));
        } catch (IOException _) {
            return false;
        }
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /** A body that waits until standard input ends, after saying that it is up. */
    public static final String WAIT = "System.out.println(\"up\"); while (System.in.read() >= 0) {}";

    /**
     * Starts a program.
     *
     * @param directory where its classes go
     * @param name its class
     * @param body of its main method
     */
    public static ChildJvm start(Path directory, Path java, String name, String body, String... options)
            throws IOException {
        Path source = Files.writeString(directory.resolve(name + ".java"), """
                import java.util.*;
                import java.util.concurrent.*;
                public class %s { public static void main(String[] args) throws Exception { %s } }
                """.formatted(name, body));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "--release", "17", "-d",
                directory.toString(), source.toString());
        if (result != 0) {
            throw new AssertionError("does not compile: " + body);
        }
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", directory.toString(), name));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(
                directory.resolve(name + ".err").toFile())).start();
        return new ChildJvm(process);
    }

    /** Starts a program that waits, and returns when it is up. */
    public static ChildJvm waiting(Path directory, Path java, String name, String... options) throws IOException {
        ChildJvm jvm = start(directory, java, name, WAIT, options);
        jvm.awaitLine("up");
        return jvm;
    }

    public long pid() {
        return process.pid();
    }

    public Process process() {
        return process;
    }

    /** Writes a line to the program's standard input. */
    public void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads what the program prints until it prints this. */
    public void awaitLine(String line) throws IOException {
        for (String next = out.readLine(); !line.equals(next); next = out.readLine()) {
            if (next == null) {
                throw new AssertionError("ended without a line=" + line);
            }
        }
    }

    /** The next line that the program prints. */
    public String line() throws IOException {
        String next = out.readLine();
        if (next == null) {
            throw new AssertionError("ended without another line");
        }
        return next;
    }

    /** Ends it where it has not ended, and removes what a process that is killed leaves to others. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
            Files.deleteIfExists(temporary.resolve("loomscope-" + System.getProperty("user.name"))
                    .resolve(pid() + ".json"));
            Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
