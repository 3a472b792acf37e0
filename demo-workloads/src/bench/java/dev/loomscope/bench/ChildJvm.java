package dev.loomscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** One measured process. */
final class ChildJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private ChildJvm(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        out = process.inputReader();
        Thread.ofVirtual().start(this::endInTime);
    }

    /**
     * Starts a process.
     *
     * @param directory its {@code java.io.tmpdir}
     * @param options of the JVM
     * @param main its main class, of this package
     */
    static ChildJvm start(Path directory, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xms1g", "-Xmx1g", "-Djava.io.tmpdir=" + directory, "-cp", ClassPath.measured()));
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        // Agents make the JVM warn: that is only of interest where something goes wrong.
        Path errors = Files.createTempFile(directory, "child", ".err");
        return new ChildJvm(new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    long pid() {
        return process.pid();
    }

    /** The next line that begins with that word; others are passed over. */
    String await(String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(
                    "pid=" + pid() + " ended without a line that begins with " + word + ": "
                            + Files.readString(errors));
        }
        return line;
    }

    void go() throws IOException {
        Writer in = process.outputWriter();
        in.write("go\n");
        in.flush();
    }

    /** The next line, or null at its end. */
    @Nullable
    String line() throws IOException {
        return out.readLine();
    }

    private void endInTime() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end. */
    void ended() throws IOException, InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("pid=" + pid() + " ended with exit=" + exit + ": " + Files.readString(errors));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
