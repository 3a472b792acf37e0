package dev.loomscope.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Report;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report}: findings and figures of a recording or of a live JVM. */
@Command(name = "report", description = "Findings and figures of a recording, or of a JVM that is watched for a while.")
final class ReportCommand extends Subcommand {
    @Parameters(paramLabel = "FILE|PID|HOST:PORT",
            description = "A recording, a JVM's process, or where its agent listens.",
            converter = TargetArgument.Converter.class)
    @SuppressWarnings("NullAway.Init")
    private TargetArgument target;

    @Option(names = "--for", paramLabel = "TIME",
            description = "How long a live JVM is watched, 10s unless told otherwise.",
            converter = Quantities.DurationConverter.class)
    private @Nullable Duration length;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Option(names = "--fail-on", paramLabel = "KIND", split = ",",
            description = "Exit with 1 when there is a finding of such a kind.")
    private List<String> failOn = List.of();

    @Mixin
    private final FilterOption filter = new FilterOption();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Override
    public Integer call() throws Exception {
        checkKinds();
        return switch (target) {
            case TargetArgument.Recorded(var file) -> {
                if (length != null) {
                    throw misuse("--for is for live JVMs, " + file + " is a recording");
                }
                try (OpenRecording recording = OpenRecording.read(file, TargetArgument.WANTED)) {
                    int code = print(recording.session());
                    yield recording.warn(this::note) && code == Exit.FINE ? Exit.UNUSABLE : code;
                }
            }
            case TargetArgument live -> print(live);
        };
    }

    private int print(TargetArgument live) throws IOException, InterruptedException {
        Interruption.watch();
        try (LiveTarget jvm = LiveTarget.reach(live, token, this::note);
                Session session = Session.live(jvm.endpoint())) {
            LiveWatch.watch(jvm, session, length == null ? Duration.ofSeconds(10) : length, progress());
            return print(session);
        }
    }

    private int print(Session session) {
        Report report = Report.of(session.model(), Thresholds.DEFAULT, filter.wanted());
        out().print(json ? report.toJson() : report.toText());
        out().flush();
        List<String> found = report.findings().stream().map(Finding::kind).distinct().filter(failOn::contains).toList();
        if (found.isEmpty()) {
            return Exit.FINE;
        }
        note("found " + String.join(", ", found));
        return Exit.FINDINGS;
    }

    private void checkKinds() {
        for (String kind : failOn) {
            if (!Insight.kinds().contains(kind)) {
                throw misuse("--fail-on: kind=" + kind + " cannot be found by this version, it finds "
                        + String.join(", ", Insight.kinds()));
            }
        }
    }
}
