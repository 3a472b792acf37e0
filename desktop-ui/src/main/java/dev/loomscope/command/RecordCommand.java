package dev.loomscope.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.loomscope.figures.Figures;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.session.Recording;
import dev.loomscope.session.SocketSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code record}: what a JVM does, into a file. */
@Command(name = "record", description = {"Record a JVM into a file.",
        "Ends with --for or --max-size, with Ctrl-C, or with the JVM; the file is whole in each case."})
final class RecordCommand extends Subcommand {
    private static final long TICK_MS = 100;

    @Parameters(paramLabel = "PID|HOST:PORT", description = "The JVM's process, or where its agent listens.",
            converter = TargetArgument.Converter.class)
    @SuppressWarnings("NullAway.Init")
    private TargetArgument target;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", required = true, description = "The recording.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--for", paramLabel = "TIME", description = "How long, as 500ms, 30s, 5m, 1h.",
            converter = Quantities.DurationConverter.class)
    private @Nullable Duration length;

    @Option(names = "--max-size", paramLabel = "BYTES",
            description = "Stop before the file grows beyond this, as 100m, 1g.",
            converter = Quantities.BytesConverter.class)
    private long maxSize = Long.MAX_VALUE;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Override
    public Integer call() throws Exception {
        OutputFile.check(file, force);
        Interruption.watch();
        try (LiveTarget live = LiveTarget.reach(target, token, this::note)) {
            SocketSource source = live.connect();
            Recording recording = create(source);
            long begin = System.nanoTime();
            FrameCopy copy = new FrameCopy(source, recording);
            String end;
            try (copy) {
                end = await(live, recording, copy, begin);
            } catch (IOException e) {
                throw OutputFile.failed(file, e);
            }
            String figures = figures(recording, copy, System.nanoTime() - begin);
            checkWhole(live, copy, figures);
            out().println("recorded " + figures + " into " + file + ": " + end);
        }
        return Exit.FINE;
    }

    private Recording create(SocketSource source) throws IOException {
        try {
            return Recording.create(file, maxSize);
        } catch (IOException e) {
            source.close();
            throw OutputFile.failed(file, e);
        }
    }

    /** Waits for the end of the recording, and says what it was. */
    private String await(LiveTarget live, Recording recording, FrameCopy copy, long begin) throws InterruptedException {
        Progress progress = progress();
        try {
            while (true) {
                long elapsed = System.nanoTime() - begin;
                if (copy.over()) {
                    return recording.full() ? "--max-size is reached" : ending(live, copy);
                }
                if (length != null && elapsed >= length.toNanos()) {
                    return "--for is over";
                }
                progress.show("recording " + figures(recording, copy, elapsed));
                long left = length == null ? TICK_MS : Math.max(1, (length.toNanos() - elapsed) / 1_000_000);
                if (Interruption.await(Math.min(TICK_MS, left))) {
                    return "interrupted";
                }
            }
        } finally {
            progress.end();
        }
    }

    private static String ending(LiveTarget live, FrameCopy copy) throws InterruptedException {
        return switch (copy.endReason()) {
            case "detach", "stop" -> "the agent was taken out";
            case "exit" -> "the JVM ended";
            default -> live.endsSoon() ? "the JVM ended" : "the connection ended";
        };
    }

    /** A stream that breaks while its JVM lives on has lost something: that is no success. */
    private void checkWhole(LiveTarget live, FrameCopy copy, String figures) throws BadInputException {
        IOException fileFailure = copy.fileFailure();
        if (fileFailure != null) {
            throw OutputFile.failed(file, fileFailure);
        }
        IOException broken = copy.sourceFailure();
        if (broken != null && copy.endReason().isEmpty() && !live.mayHaveEnded()) {
            throw new BadInputException(
                    "the connection to " + live.endpoint().address() + " broke: " + broken.getMessage()
                            + ": " + file + " holds what came before (" + figures + ")",
                    broken);
        }
    }

    private static String figures(Recording recording, FrameCopy copy, long elapsed) {
        return Seconds.text(elapsed) + ", " + Figures.counted(recording.events(), "event") + ", "
                + Figures.bytes(recording.bytes()) + ", " + Figures.count(copy.dropped()) + " dropped";
    }
}
