package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.loomscope.attach.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program in a process of its own, as a user starts it. */
final class JarRun implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private JarRun(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts it in a directory, without a display. */
    static JarRun start(Path directory, String... arguments) throws IOException {
        return start(ChildJvm.java25(), directory, Map.of(), arguments);
    }

    /** Starts it with the java of another JDK, and waits until it has ended. */
    static CommandRun runOn(Path java, Path directory, String... arguments) throws IOException, InterruptedException {
        try (JarRun run = start(java, directory, Map.of(), arguments)) {
            return run.await();
        }
    }

    /** Starts it with a window that nobody sees: its toolkit draws into memory, and leaves files of its own where it is killed. */
    static JarRun startWindow(Path directory, String... arguments) throws IOException {
        String options = "-Dglass.platform=Monocle -Dmonocle.platform=Headless -Dprism.order=sw -Djava.io.tmpdir="
                + directory;
        return start(ChildJvm.java25(), directory, Map.of("DISPLAY", ":none", "JAVA_TOOL_OPTIONS", options),
                arguments);
    }

    private static JarRun start(Path java, Path directory, Map<String, String> variables, String... arguments)
            throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-jar", System.getProperty("loomscope.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().putAll(variables);
        return new JarRun(builder.start(), out, err);
    }

    /** Starts it and waits until it has ended. */
    static CommandRun run(Path directory, String... arguments) throws IOException, InterruptedException {
        try (JarRun run = start(directory, arguments)) {
            return run.await();
        }
    }

    /** Waits until it has ended. */
    CommandRun await() throws IOException, InterruptedException {
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("it ends").isTrue();
        return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The processes that it has started and that are alive. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed to standard error so far. */
    String errors() throws IOException {
        return Files.readString(err);
    }

    /** Sends it a signal, such as INT or KILL. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        assertThat(code).isZero();
    }

    /** Ends it where it has not ended: from then on it writes nothing more. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
