package dev.loomscope.view.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import dev.loomscope.figures.Figures;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskFacts;
import dev.loomscope.model.TaskRuns;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/** Paints the lanes in sight, side by side on all processors, and then the names on their spans. */
final class LanesPainter {
    /** More names than this in one picture nobody reads. */
    private static final int MOST_LABELS = 500;

    /** Lanes whose past is remembered; those in sight always are. */
    private static final int MOST_LANES = 300;

    /** Spans of lanes that are looked at in one picture to tell what tasks did: some ms. */
    private static final int MOST_SPANS = 200_000;

    private static final int PADDING = 6;

    /** How much a text on a span covers of its ground, of 256: less could not be read on every state. */
    private static final int LABEL = 240;

    /** A name that is cut shorter than this many logical pixels says nothing. */
    private static final int LEAST_ROOM = 52;

    private final Deque<Raster> idle = new ArrayDeque<>();
    private final Map<Track, LaneTiles> tiles = new ConcurrentHashMap<>();
    private final WantedTracks wantedTracks = new WantedTracks();
    private final Set<Track> unmatched = new HashSet<>();
    private @Nullable SessionModel shown;

    /** Rows of the picture that a lane's bar takes. */
    record Bar(RowScroll.Placed placed, Track track, int top, int bottom) {
        Rows.Row row() {
            return placed.row();
        }

        int rowTop(Surface surface) {
            return surface.px(Surface.ROWS_TOP + placed.top());
        }

        int rowBottom(Surface surface) {
            return surface.px(Surface.ROWS_TOP + placed.bottom());
        }
    }

    static List<Bar> bars(Surface surface, List<RowScroll.Placed> inSight) {
        List<Bar> bars = new ArrayList<>();
        for (RowScroll.Placed placed : inSight) {
            Track track = placed.row().track();
            if (track != null && placed.row().height() >= Rows.STACKED) {
                double y = Surface.ROWS_TOP + placed.top();
                int gap = placed.row().height() >= 18 ? 3 : 1;
                bars.add(new Bar(placed, track, surface.px(y + gap), surface.px(y + placed.row().height() - gap)));
            }
        }
        return bars;
    }

    /** The ground of a row: dark, with a track as far as time is known, and the ruler's lines. */
    private static void paintGround(Surface surface, TimelineModel model, Bar bar, List<RulerPainter.Line> lines) {
        int top = bar.rowTop(surface);
        int bottom = bar.rowBottom(surface);
        Pixels all = surface.belowRuler();
        all.fill(0, top, surface.width(), bottom, surface.palette().surface());
        Pixels area = surface.rowsArea();
        int x0 = area.left + (int) Math.max(0, timeX(surface, model, model.session().oldest()));
        int x1 = area.left + (int) Math.ceil(Math.clamp(
                timeX(surface, model, model.position()), -1, area.right - area.left));
        area.fill(x0, bar.top(), x1, bar.bottom(), surface.shades().track);
        RulerPainter.paintLines(surface, lines, top, bottom);
    }

    /** A picture begins that shows these rows. */
    void begin(TimelineModel model, List<RowScroll.Placed> inSight) {
        if (shown != model.session()) {
            shown = model.session();
            tiles.clear();
        }
        wantedTracks.begin(model.session(), model.filter());
        unmatched.clear();
        if (Math.max(tiles.size(), wantedTracks.size()) > MOST_LANES) {
            Set<Track> seen = new HashSet<>();
            for (RowScroll.Placed placed : inSight) {
                Track track = placed.row().track();
                if (track != null) {
                    seen.add(track);
                }
            }
            tiles.keySet().retainAll(seen);
            wantedTracks.retain(seen);
        }
    }

    void paint(Surface surface, TimelineModel model, List<Bar> bars, Set<Integer> marked) {
        Pixels area = surface.rowsArea();
        Viewport viewport = model.viewport();
        LaneScene plain = new LaneScene(
                viewport.start(), viewport.nsPerPixel() / surface.scale(), surface.scale(), model.session().now(),
                model.position(), model.selectedTask(), surface.shades());
        TaskFacts facts = model.session().facts();
        LaneScene scene = facts.hasPins() ? plain.with(facts::pins) : plain;
        TaskRuns runs = runs(model, bars, scene);
        List<List<Raster.Label>> found = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            found.add(List.of());
        }
        List<RulerPainter.Line> lines = RulerPainter.lines(surface, model);
        RowSet wanted = model.filter();
        boolean[] empty = new boolean[bars.size()];
        IntStream range = IntStream.range(0, bars.size());
        (bars.size() > 4 ? range.parallel() : range).forEach(i -> {
            Raster raster = take();
            Bar bar = bars.get(i);
            paintGround(surface, model, bar, lines);
            LaneTiles remembered = tiles.computeIfAbsent(bar.track(), LaneTiles::new);
            Track all = detailed(bar.track(), runs, scene);
            raster.paint(area, all, remembered, bar.top(), bar.bottom(), wanted == null ? scene : scene.ground());
            if (wanted != null) {
                raster.paint(area, new FilteredTrack(all, wanted::contains), wantedTracks.of(bar.track(), wanted),
                        bar.top(), bar.bottom(), scene);
                empty[i] = raster.isEmpty();
            }
            if (!raster.labels().isEmpty()) {
                found.set(i, List.copyOf(raster.labels()));
            }
            give(raster);
        });
        paintLabels(surface, model, bars, found, marked);
        for (int i = 0; i < empty.length; i++) {
            if (empty[i]) {
                unmatched.add(bars.get(i).track());
            }
        }
    }

    /** Whether a filter is set, and the last picture shows nothing on a track that it wants. */
    boolean isUnmatched(Track track) {
        return unmatched.contains(track);
    }

    /** What the wide tasks in sight did. */
    private static TaskRuns runs(TimelineModel model, List<Bar> bars, LaneScene scene) {
        int[] rows = bars.parallelStream().filter(bar -> bar.track() instanceof TaskTrack).flatMapToInt(bar -> {
            IntStream.Builder wide = IntStream.builder();
            ((TaskTrack) bar.track()).tasks(model.from(), model.to(), Blocks.least(scene), row -> {
                wide.add(row);
                return true;
            });
            return wide.build();
        }).toArray();
        return rows.length == 0
                ? TaskRuns.NONE
                : TaskRuns.of(model.session(), rows, model.from(), model.to(), MOST_SPANS);
    }

    private static Track detailed(Track track, TaskRuns runs, LaneScene scene) {
        return track instanceof TaskTrack tasks ? new DetailedTrack(tasks, runs, scene.nsPerPixel()) : track;
    }

    private static void paintLabels(
            Surface surface, TimelineModel model, List<Bar> bars, List<List<Raster.Label>> found,
            Set<Integer> marked) {
        Pixels area = surface.rowsArea();
        TaskTable tasks = model.session().tasks();
        Typeface face = surface.fonts().text();
        long now = model.session().now();
        int left = MOST_LABELS;
        for (int i = 0; i < found.size(); i++) {
            boolean lives = bars.get(i).track() instanceof TaskTrack;
            for (Raster.Label label : found.get(i)) {
                if (label.bottom() - label.top() < face.capHeight() + 4 || left-- <= 0) {
                    break;
                }
                int inset = surface.px(marked.contains(label.taskRow()) ? PADDING + 16 : PADDING);
                float x = area.left + label.x0() + inset;
                float room = label.x1() - label.x0() - inset - surface.px(4);
                String name = tasks.name(label.taskRow());
                if (room < Math.min(face.widthOf(name), surface.px(LEAST_ROOM))) {
                    continue;
                }
                boolean dim = model.selectedTask() >= 0 && label.taskRow() != model.selectedTask();
                int baseline = surface.baseline(face, label.top(), label.bottom());
                Pixels clip = area.region(area.left + label.x0(), label.top(), area.left + label.x1(), label.bottom());
                int color = dim ? surface.palette().textMuted() : surface.palette().onState();
                float end = face.write(clip, face.withNumber(name, room), x, baseline, room, color, LABEL);
                long length = length(tasks, label.taskRow(), now, lives);
                if (length >= 0) {
                    writeDuration(surface, clip, length, end, x + room, baseline, color);
                }
            }
        }
    }

    /** How long a span is: a whole life on a row of tasks, else the one run that a task has on a thread; -1 for one of many. */
    static long length(TaskTable tasks, int row, long now, boolean lives) {
        if (lives) {
            return tasks.total(row, now);
        }
        return tasks.virtualThread(row) == 0 && tasks.started(row) >= 0 ? tasks.busy(row, now) : -1;
    }

    private static void writeDuration(
            Surface surface, Pixels clip, long length, float end, float limit, int baseline, int color) {
        String duration = Figures.duration(length);
        float x = end + surface.px(8);
        if (x + surface.fonts().small().widthOf(duration) < limit) {
            surface.fonts().small().write(clip, duration, x, baseline, limit - x, color, LABEL);
        }
    }

    static double timeX(Surface surface, TimelineModel model, long time) {
        return timeX(surface, model, (double) time);
    }

    /** Device pixels from the left edge of the lanes. */
    static double timeX(Surface surface, TimelineModel model, double time) {
        return model.viewport().xOf(time) * surface.scale();
    }

    private synchronized Raster take() {
        Raster raster = idle.poll();
        return raster == null ? new Raster() : raster;
    }

    private synchronized void give(Raster raster) {
        idle.push(raster);
    }
}
