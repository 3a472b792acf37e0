package dev.loomscope.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.loomscope.attach.CarriedJar;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.Endpoints;
import dev.loomscope.view.start.DemoCatalog;

/**
 * A demo workload in a JVM of its own, with the agent in it from the start. It ends with this object, and with this process
 * however that ends: it watches its standard input, which nobody else holds open.
 */
final class DemoProcess implements AutoCloseable {
    private static final long START_LIMIT_MS = 30_000;
    private static final long END_LIMIT_SECONDS = 10;
    /** What runs where no demo is named. */
    private static final String DEFAULT = "webshop";

    private final Process process;
    private final Thread reader;
    private final Thread atExit;

    private volatile String lastLine = "";

    private DemoProcess(Process process, Consumer<String> output) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("demo-output").start(() -> pass(output));
        this.atExit = new Thread(process::destroy, "demo-end");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What there is: names and stories, read from what the workloads say of themselves. */
    static List<DemoCatalog.Demo> demos() throws IOException {
        List<String> lines = list().lines().toList();
        List<DemoCatalog.Demo> demos = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (!lines.get(i).startsWith(" ") && lines.get(i + 1).startsWith(" ")) {
                demos.add(new DemoCatalog.Demo(lines.get(i).replaceFirst(" .*", ""), lines.get(i + 1).strip()));
            }
        }
        return demos;
    }

    /** What there is, as the workloads describe themselves. */
    static String list() throws IOException {
        Process process = new ProcessBuilder(java(), "-jar", CarriedJar.DEMOS.file(false).toString(), "--list")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new BadInputException("the demo workloads do not start: " + java() + " runs them, is it a JDK 25?");
        }
        return text;
    }

    /**
     * Starts a workload.
     *
     * @param arguments what the workload is told: its name, {@code --fixed}
     * @param output takes what it prints, line by line
     */
    static DemoProcess start(List<String> arguments, Consumer<String> output) throws IOException {
        Path agent = CarriedJar.AGENT.file(false);
        String demo = arguments.stream().filter(word -> !word.startsWith("-")).findFirst().orElse(DEFAULT);
        String called = arguments.contains("--fixed") ? demo + "-fixed" : demo;
        List<String> command = new ArrayList<>(List.of(java(), "-javaagent:" + agent, "-jar",
                CarriedJar.DEMOS.called(called).toString(), demo));
        arguments.stream().filter(word -> word.startsWith("-")).forEach(command::add);
        command.add("--parent-watch");
        return new DemoProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), output);
    }

    /**
     * Waits until the agent in it listens.
     *
     * @throws BadInputException when the workload ends or hangs before
     */
    Endpoint endpoint() throws IOException, InterruptedException {
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_LIMIT_MS);
        while (System.nanoTime() < limit) {
            Optional<Endpoint> endpoint = Endpoints.find(process.pid());
            if (endpoint.isPresent()) {
                return endpoint.get();
            }
            if (!process.isAlive()) {
                reader.join(1_000);
                throw new BadInputException(
                        "the demo did not start: " + lastLine.replaceFirst("^loomscope-demos: ", ""));
            }
            if (Interruption.await(10)) {
                throw new BadInputException("interrupted");
            }
        }
        throw new BadInputException(
                "the demo's agent does not listen after " + START_LIMIT_MS / 1000 + " s: " + lastLine);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends the workload: politely, and if it does not go, for good. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            reader.join(1_000);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException _) {
            // The process is about to end anyway.
        }
    }

    private void pass(Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    lastLine = line;
                }
                output.accept(line);
            }
        } catch (IOException _) {
            // It has gone, and so has its output.
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
