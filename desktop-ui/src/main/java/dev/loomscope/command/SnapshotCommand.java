package dev.loomscope.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.session.Session;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.pools.PoolsViewModel;
import dev.loomscope.view.shell.ScreenName;
import dev.loomscope.view.shell.Screens;
import dev.loomscope.view.shell.Shot;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.timeline.TimeRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot}: a picture of a session, without a display. */
@Command(name = "snapshot", description = {"Draw a recording, or a live JVM after a while, into a PNG file.",
        "Needs no display."})
final class SnapshotCommand extends Subcommand {
    private static final Pattern TASK_ID = Pattern.compile("\\d{1,18}");

    @Parameters(paramLabel = "FILE|PID|HOST:PORT",
            description = "A recording, a JVM's process, or where its agent listens.",
            converter = TargetArgument.Converter.class)
    @SuppressWarnings("NullAway.Init")
    private TargetArgument target;

    @Option(names = "--view", paramLabel = "VIEW", converter = Quantities.ScreenConverter.class,
            description = "What is drawn: timeline, tasks, pools, findings, task, hooks, settings, keys or start; the"
                    + " timeline unless told otherwise.")
    private ScreenName view = ScreenName.TIMELINE;

    @Option(names = "--arrange", paramLabel = "ROWS", converter = Quantities.RowsConverter.class,
            description = "What the timeline's rows are: threads, carriers, tasks-by-pool, virtual-by-class,"
                    + " virtual-by-parent, tasks-by-site, task-trees, tasks-by-scope or tasks-by-trace; threads unless"
                    + " told otherwise.")
    private ArrangedBy rows = ArrangedBy.THREADS;

    @Option(names = "--select", paramLabel = "ID|POOL", description = "What is selected: a task, by the id that reports"
            + " and tables show, or a pool, by its name.")
    private @Nullable String selected;

    @Option(names = "--in-view", paramLabel = "FROM..TO", converter = Quantities.StretchConverter.class,
            description = "The time that the timeline shows, as its ruler counts, such as 2s..8s; all of it unless told"
                    + " otherwise.")
    private Quantities.@Nullable Stretch inSight;

    @Option(names = "--range", paramLabel = "FROM..TO", converter = Quantities.StretchConverter.class,
            description = "A stretch of time to choose, as the ruler counts; its figures are shown.")
    private Quantities.@Nullable Stretch range;

    @Option(names = "--beside", paramLabel = "FILE", description = "Another recording, drawn beside the first.")
    private @Nullable Path other;

    @Option(names = "--theme", paramLabel = "THEME", converter = Quantities.ThemeConverter.class,
            description = "dark or light; dark unless told otherwise.")
    private Theme theme = Theme.DARK;

    @Option(names = "--scale", paramLabel = "N",
            description = "Pixels of the picture for one of --size, 1 to 4; 1 unless"
                    + " told otherwise.")
    private double scale = 1;

    @Option(names = "--at", paramLabel = "TIME",
            description = "The time of a recording that is drawn, as the ruler counts; its end unless told otherwise.",
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
        try (OpenRecording recording = OpenRecording.read(file, TargetArgument.WANTED)) {
            if (at != null) {
                recording.seek(at);
            }
            Path second = other;
            if (second == null) {
                draw(List.of(recording.session()));
            } else {
                try (OpenRecording beside = OpenRecording.read(second)) {
                    draw(List.of(recording.session(), beside.session()));
                }
            }
            return recording.warn(this::note) ? Exit.UNUSABLE : Exit.FINE;
        }
    }

    private int live(TargetArgument live) throws Exception {
        if (at != null) {
            throw misuse(
                    "--at is for recordings, a live JVM is drawn as it is: --for says how long it is watched before");
        }
        if (other != null) {
            throw misuse("--beside is for recordings: record the JVM first");
        }
        Interruption.watch();
        try (LiveTarget jvm = LiveTarget.reach(live, token, this::note);
                Session session = Session.live(jvm.endpoint())) {
            LiveWatch.watch(jvm, session, length == null ? Duration.ofSeconds(5) : length, progress());
            draw(List.of(session));
        }
        return Exit.FINE;
    }

    private void draw(List<Session> sessions) throws Exception {
        Screens.Look look = new Screens.Look(theme, size.width(), size.height(), scale);
        SessionModel model = sessions.getFirst().model();
        Selected chosen = selected == null ? Selected.NOTHING : selected(model, selected);
        Shot shot = new Shot(view, filter.text(), rows, chosen.task(), chosen.pool(),
                stretch("--in-view", inSight, model),
                stretch("--range", range, model));
        Picture.draw(sessions, shot, look, output);
        out().println("wrote " + output + ", " + Math.round(size.width() * scale) + "x"
                + Math.round(size.height() * scale));
    }

    /** A task's id or 0, and a pool's or none. */
    private record Selected(long task, int pool) {
        static final Selected NOTHING = new Selected(0, PoolsViewModel.NONE);
    }

    private Selected selected(SessionModel model, String text) {
        if (TASK_ID.matcher(text).matches()) {
            long task = Long.parseLong(text);
            if (!model.tasks().known(model.tasks().row(task))) {
                throw misuse("--select " + task + " is not known: report --json names tasks by their ids");
            }
            return new Selected(task, PoolsViewModel.NONE);
        }
        for (Pool pool : model.pools()) {
            if (pool.name().equals(text)) {
                return new Selected(0, pool.id());
            }
        }
        throw misuse("--select " + text + " is no pool of it: "
                + model.pools().stream().map(Pool::name).collect(Collectors.joining(", ")));
    }

    private @Nullable TimeRange stretch(String option, Quantities.@Nullable Stretch stretch, SessionModel model) {
        if (stretch == null) {
            return null;
        }
        long now = model.now();
        if (stretch.from().toNanos() >= now) {
            throw misuse(option + " " + stretch + " is behind the end, which is at " + Seconds.text(now));
        }
        return new TimeRange(stretch.from().toNanos(), Math.min(stretch.to().toNanos(), now));
    }
}
