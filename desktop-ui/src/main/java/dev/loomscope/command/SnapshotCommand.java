package dev.loomscope.command;

import java.nio.file.Path;
import java.time.Duration;

import dev.loomscope.session.Session;
import dev.loomscope.view.shell.ViewName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot}: a picture of a session, without a display. */
@Command(name = "snapshot", description = {"Draw a recording, or a live JVM after a while, into a PNG file.",
        "Needs no display."})
final class SnapshotCommand extends Subcommand {
    @Parameters(paramLabel = "FILE|PID|HOST:PORT",
            description = "A recording, a JVM's process, or where its agent listens.",
            converter = TargetArgument.Converter.class)
    @SuppressWarnings("NullAway.Init")
    private TargetArgument target;

    @Option(names = "--view", paramLabel = "VIEW", converter = Quantities.ViewConverter.class,
            description = "What is drawn: timeline, tasks, pools or findings; the timeline unless told otherwise.")
    private ViewName view = ViewName.TIMELINE;

    @Option(names = "--at", paramLabel = "TIME",
            description = "The time of a recording that is drawn, from its begin; its end"
                    + " unless told otherwise.",
            converter = Quantities.DurationConverter.class)
    private @Nullable Duration at;

    @Option(names = "--for", paramLabel = "TIME", description = "How long a live JVM is watched before, 5s unless told"
            + " otherwise.", converter = Quantities.DurationConverter.class)
    private @Nullable Duration length;

    @Option(names = "--size", paramLabel = "WxH", description = "Its size in pixels, 1600x900 unless told otherwise.",
            converter = Quantities.SizeConverter.class)
    private Quantities.Size size = new Quantities.Size(1600, 900);

    @Option(names = {"-o", "--output"}, paramLabel = "PNG", required = true, description = "The picture's file.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    @Mixin
    private final FilterOption filter = new FilterOption();

    @Mixin
    private final TokenOptions token = new TokenOptions();

    @Override
    public Integer call() throws Exception {
        OutputFile.check(output, force);
        return switch (target) {
            case TargetArgument.Recorded(var file) -> recorded(file);
            case TargetArgument live -> live(live);
        };
    }

    private int recorded(Path file) throws Exception {
        if (length != null) {
            throw misuse("--for is for live JVMs, " + file + " is a recording");
        }
        try (OpenRecording recording = OpenRecording.read(file)) {
            Session session = recording.session();
            if (at != null) {
                recording.seek(at);
            }
            draw(session);
            return recording.warn(this::note) ? Exit.UNUSABLE : Exit.FINE;
        }
    }

    private int live(TargetArgument live) throws Exception {
        if (at != null) {
            throw misuse(
                    "--at is for recordings, a live JVM is drawn as it is: --for says how long it is watched before");
        }
        Interruption.watch();
        try (LiveTarget jvm = LiveTarget.reach(live, token, this::note);
                Session session = Session.live(jvm.endpoint())) {
            LiveWatch.watch(jvm, session, length == null ? Duration.ofSeconds(5) : length, progress());
            draw(session);
        }
        return Exit.FINE;
    }

    private void draw(Session session) throws Exception {
        Picture.draw(session, view, size, filter.text(), output);
        out().println("wrote " + output + ", " + size.width() + "x" + size.height());
    }
}
