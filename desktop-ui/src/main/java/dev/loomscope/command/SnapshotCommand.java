package dev.loomscope.command;

import java.nio.file.Path;
import java.time.Duration;

import dev.loomscope.session.Session;
import dev.loomscope.view.shell.ScreenName;
import dev.loomscope.view.shell.Screens;
import dev.loomscope.view.theme.Theme;
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

    @Option(names = "--view", paramLabel = "VIEW", converter = Quantities.ScreenConverter.class,
            description = "What is drawn: timeline, tasks, pools, findings, task, hooks, settings or start; the timeline"
                    + " unless told otherwise.")
    private ScreenName view = ScreenName.TIMELINE;

    @Option(names = "--task", paramLabel = "ID", description = "The task that is selected, by the id that reports and"
            + " tables show.")
    private @Nullable Long task;

    @Option(names = "--theme", paramLabel = "THEME", converter = Quantities.ThemeConverter.class,
            description = "dark or light; dark unless told otherwise.")
    private Theme theme = Theme.DARK;

    @Option(names = "--scale", paramLabel = "N",
            description = "Pixels of the picture for one of --size, 1 to 4; 1 unless"
                    + " told otherwise.")
    private double scale = 1;

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
        if (!(scale >= 1 && scale <= 4)) {
            throw misuse("--scale " + scale + " is out of bounds: 1 to 4");
        }
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
        Long wanted = task;
        if (wanted != null && !session.model().tasks().known(session.model().tasks().row(wanted))) {
            throw misuse("--task " + wanted + " is not known: report --json names tasks by their ids");
        }
        Screens.Look look = new Screens.Look(theme, size.width(), size.height(), scale);
        Picture.draw(session, view, wanted == null ? 0 : wanted, look, filter.text(), output);
        out().println("wrote " + output + ", " + Math.round(size.width() * scale) + "x"
                + Math.round(size.height() * scale));
    }
}
