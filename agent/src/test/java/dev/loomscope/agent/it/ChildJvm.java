package dev.loomscope.agent.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.sun.tools.attach.VirtualMachine;

/** A JVM that a test started, with what it printed. */
final class ChildJvm implements AutoCloseable {
    /** Minutes after which one hangs, and whoever reads what it prints with it. */
    private static final int LONGEST = Hosts.FULL ? 120 : 5;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        out = process.inputReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(LONGEST, TimeUnit.MINUTES).execute(process::destroyForcibly);
    }

    static ChildJvm start(Path home, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(arguments);
        return run(command);
    }

    /** As {@link #start}, of a command that becomes a JVM. */
    static ChildJvm run(List<String> command) throws IOException {
        Path errors = Files.createTempFile("child", ".err");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        return new ChildJvm(process, errors);
    }

    /** Loads an agent, the way another process does it. */
    void attach(Path jar, String arguments) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        try {
            machine.loadAgent(jar.toString(), arguments);
        } finally {
            machine.detach();
        }
    }

    long pid() {
        return process.pid();
    }

    /** The next line that it prints, or null at its end. */
    String line() throws IOException {
        return out.readLine();
    }

    /** Sends it a line. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Reads what it prints up to a line. */
    List<String> linesTo(String last) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null && !line.equals(last); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** Waits for its end: all lines that it still printed. */
    List<String> end() throws Exception {
        List<String> lines = linesTo("");
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("child does not end");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("exit=" + process.exitValue() + " out=" + lines + " err=" + errors());
        }
        return lines;
    }

    /** Waits for its end: with which code it ended. */
    int exitCode() throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("child does not end");
        }
        return process.exitValue();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** Ends it where it has not ended, and removes what it leaves behind, which needs that it writes no more. */
    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(errors);
        Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid()));
    }
}
