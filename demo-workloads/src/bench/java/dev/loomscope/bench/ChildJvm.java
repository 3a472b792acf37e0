package dev.loomscope.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One measured process. */
final class ChildJvm implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;

    private ChildJvm(Process process) {
        this.process = process;
        out = process.inputReader();
        Thread.ofVirtual().start(this::endInTime);
    }

    /**
     * Starts a process.
     *
     * @param directory its {@code java.io.tmpdir}
     * @param options of the JVM
     * @param arguments of {@link WorkloadMain}
     */
    static ChildJvm start(Path directory, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms1g", "-Xmx1g", "-Djava.io.tmpdir=" + directory));
        command.addAll(options);
        command.addAll(List.of("-cp", classes().toString(), WorkloadMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Where this class is: nothing else comes on the measured process's class path. */
    private static Path classes() {
        return Path.of(URI.create(
                ChildJvm.class.getProtectionDomain().getCodeSource().getLocation().toString()));
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
            throw new IOException("pid=" + pid() + " ended without a line that begins with " + word);
        }
        return line;
    }

    void go() throws IOException {
        Writer in = process.outputWriter();
        in.write("go\n");
        in.flush();
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
            throw new IOException("pid=" + pid() + " ended with exit=" + exit);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
