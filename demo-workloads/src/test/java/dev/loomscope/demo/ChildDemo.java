package dev.loomscope.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The demos' jar in a JVM of its own. */
final class ChildDemo implements AutoCloseable {
    private static final Pattern COUNT = Pattern.compile("(\\w+)=(\\d+)");

    private final Process process;
    private final BufferedReader out;
    private final List<String> lines = new ArrayList<>();

    private ChildDemo(Process process) {
        this.process = process;
        out = process.inputReader();
    }

    static ChildDemo start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(System.getProperty("loomscope.demos.jar"));
        command.addAll(List.of(arguments));
        return new ChildDemo(new ProcessBuilder(command).start());
    }

    /** Waits for a line that has that text. */
    ChildDemo await(String text) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            lines.add(line);
            line = out.readLine();
        }
        assertThat(line).as("a line with %s in %s", text, lines).isNotNull();
        lines.add(line);
        return this;
    }

    ChildDemo closeInput() throws IOException {
        OutputStream in = process.getOutputStream();
        in.close();
        return this;
    }

    /** Sends the signal to end, and leaves what it prints then to be read. */
    ChildDemo terminate() {
        process.toHandle().destroy();
        return this;
    }

    /** Waits for its end and returns all it printed. */
    List<String> ended(int exitCode) throws IOException, InterruptedException {
        out.lines().forEach(lines::add);
        String errors = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(errors).isEqualTo(exitCode);
        if (exitCode == 0) {
            assertThat(errors).isEmpty();
        } else {
            lines.addAll(errors.lines().toList());
        }
        return lines;
    }

    /** Waits for its end and returns the counts in its last line. */
    Map<String, Long> counts(int exitCode) throws IOException, InterruptedException {
        String last = ended(exitCode).getLast();
        assertThat(last).contains("] end: ");
        Map<String, Long> counts = new TreeMap<>();
        Matcher count = COUNT.matcher(last);
        while (count.find()) {
            counts.put(count.group(1), Long.valueOf(count.group(2)));
        }
        return counts;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
