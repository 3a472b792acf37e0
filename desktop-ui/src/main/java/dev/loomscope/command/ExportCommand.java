package dev.loomscope.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.loomscope.export.ChromeTrace;
import dev.loomscope.figures.Figures;
import dev.loomscope.insight.Insight;
import dev.loomscope.insight.Thresholds;
import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export}: a recording in the format of another tool. */
@Command(name = "export", description = "Write a recording in the format of another tool.")
final class ExportCommand extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "The recording.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--to", paramLabel = "FORMAT", required = true,
            description = "chrome: trace event JSON, for Perfetto (ui.perfetto.dev) and chrome://tracing.")
    @SuppressWarnings("NullAway.Init")
    private String format;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", description = "The file to write.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        if (!format.equals("chrome")) {
            throw misuse("--to " + format + " is not in this version: there is --to chrome");
        }
        if (output == null) {
            throw misuse("Missing required option: '--output=OUT'");
        }
        OutputFile.check(output, force);
        try (OpenRecording recording = OpenRecording.read(file)) {
            write(recording.session().model(), output);
            out().println("wrote " + output + ", " + Figures.bytes(Files.size(output)));
            return recording.warn(this::note) ? Exit.UNUSABLE : Exit.FINE;
        }
    }

    private static void write(SessionModel model, Path output) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
            ChromeTrace.write(model, Insight.findings(model, Thresholds.DEFAULT, model.now()), out);
        } catch (IOException e) {
            throw OutputFile.failed(output, e);
        }
    }
}
