package dev.loomscope.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.attach.Reason;
import dev.loomscope.insight.Report;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.view.shell.Opening;
import dev.loomscope.view.start.DemoCatalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code demo}: a workload that misbehaves on purpose, and Loomscope on it. */
@Command(name = "demo", description = {"Start a demo workload with the agent, and the desktop on it.",
        "Where there is no display it is watched for a while, and leaves a picture, a recording and a report."})
final class DemoCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which demo; --list shows them.")
    private @Nullable String name;

    @Option(names = "--fixed", description = "Its healed twin.")
    private boolean fixed;

    @Option(names = "--list", description = "Show the demos there are.")
    private boolean list;

    @Option(names = "--headless", description = "Open no window, even where there is a display.")
    private boolean headless;

    @Option(names = "--for", paramLabel = "TIME",
            description = "How long it is watched without a window, 20s unless told"
                    + " otherwise.",
            converter = Quantities.DurationConverter.class)
    private Duration length = Duration.ofSeconds(20);

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where pictures, recordings and reports go:"
            + " target/demo in a Maven project, otherwise loomscope-demo.")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        if (list) {
            out().print(DemoProcess.list());
            return Exit.FINE;
        }
        List<String> arguments = new ArrayList<>();
        if (name != null) {
            checkName(name);
            arguments.add(name);
        }
        if (fixed) {
            arguments.add("--fixed");
        }
        return headless || !Toolkit.hasDisplay() ? noWindow(arguments) : window(arguments);
    }

    private void checkName(String wanted) throws IOException {
        List<String> names = DemoProcess.demos().stream().map(DemoCatalog.Demo::name).toList();
        if (!names.contains(wanted)) {
            throw misuse("demo " + wanted + " is unknown: there are " + String.join(", ", names));
        }
    }

    private int window(List<String> arguments) throws Exception {
        PrintWriter out = out();
        try (DemoProcess demo = DemoProcess.start(arguments, line -> {
            out.println("demo | " + line);
            out.flush();
        })) {
            return Desktop.open(new Opening.Live(demo.endpoint()));
        } catch (Desktop.NoDisplayException e) {
            note(Reason.oneLine(e.getMessage()));
        }
        return noWindow(arguments);
    }

    private int noWindow(List<String> arguments) throws Exception {
        Interruption.watch();
        Path directory = directory();
        Path log = directory.resolve("demo.log");
        DemoVisit visit = new DemoVisit(directory, length, progress(), this::note);
        Report report;
        try (PrintWriter lines = new PrintWriter(Files.newBufferedWriter(log), true);
                DemoProcess demo = DemoProcess.start(arguments, lines::println)) {
            report = visit.watch(demo);
        }
        out().println("timeline   " + visit.picture());
        out().println("recording  " + visit.recording());
        out().println("report     " + visit.reportText() + " and " + visit.reportJson().getFileName());
        out().println("output     " + log);
        report.findings().forEach(finding -> out().println(finding.kind() + ": " + finding.summary()));
        if (report.findings().isEmpty()) {
            out().println("no findings");
        }
        return Exit.FINE;
    }

    private Path directory() throws BadInputException {
        boolean project = Files.exists(Path.of("pom.xml")) || Files.isDirectory(Path.of("target"));
        Path directory = output != null ? output : project ? Path.of("target", "demo") : Path.of("loomscope-demo");
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw OutputFile.failed(directory, e);
        }
    }
}
