package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Track;
import dev.loomscope.view.theme.Palette;

/** Paints what lies over the lanes: history that was forgotten, findings, what is selected. */
final class OverlayPainter {
    private OverlayPainter() {}

    /** The time before memory begins. */
    static void paintForgotten(Surface surface, TimelineModel model) {
        long oldest = model.session().oldest();
        double x = LanesPainter.timeX(surface, model, oldest);
        Pixels area = surface.rowsArea();
        if (x <= 0) {
            return;
        }
        int edge = area.left + (int) Math.min(x, area.right - (double) area.left);
        Palette palette = surface.palette();
        area.blend(area.left, area.top, edge, area.bottom, palette.window(), 120);
        if (oldest <= 0) {
            return;
        }
        area.hatch(area.left, area.top, edge, area.bottom, surface.px(10), surface.px(1), edge, palette.borderStrong(),
                90);
        area.fill(edge - surface.line(), area.top, edge, area.bottom, palette.borderStrong());
        area.fade(edge, area.top, edge + surface.px(28), area.bottom, palette.window(), 110, 0);
        tag(surface, area, "remembers from " + model.moments().of(oldest, Durations.SECOND / 10), edge, area.bottom
                - surface.px(30), palette.textMuted());
    }

    /** How wide a remark is. */
    static int tagWidth(Surface surface, String text) {
        return Math.round(surface.fonts().small().widthOf(text)) + surface.px(16);
    }

    /** Where a remark begins, kept inside the picture. */
    static int tagLeft(Surface surface, Pixels area, String text, double middle) {
        int width = tagWidth(surface, text);
        return (int) Math.clamp(
                middle - width / 2.0, area.left + surface.px(6), Math.max(area.left + surface.px(6),
                        area.right - width - (double) surface.px(6)));
    }

    /** A remark on a ground of its own, kept inside the picture. */
    static void tag(Surface surface, Pixels area, String text, double middle, int top, int color) {
        Typeface small = surface.fonts().small();
        int width = tagWidth(surface, text);
        int height = surface.px(20);
        int left = tagLeft(surface, area, text, middle);
        Palette palette = surface.palette();
        area.fillRound(left, top, left + width, top + height, 5 * surface.scale(), palette.raised(), 245);
        area.strokeRound(left, top, left + width, top + height, 5 * surface.scale(), surface.line(),
                palette.borderStrong(), 256);
        small.write(area, text, left + surface.px(8), surface.baseline(small, top, top + height), width, color, 256);
    }

    static void paintMarks(Surface surface, TimelineModel model, List<LanesPainter.Bar> bars) {
        Pixels area = surface.rowsArea();
        for (Mark mark : model.marks().all()) {
            int color = mark.isSevere() || !mark.stretches().isEmpty() ? surface.palette().blocked()
                    : surface.palette().runnable();
            for (Mark.Stretch stretch : mark.stretches()) {
                Track own = model.arranged().isOfTasks() ? model.arranged().tracks().of(stretch.taskRow()) : null;
                for (LanesPainter.Bar bar : bars) {
                    if (own == null ? bar.track() instanceof Lane lane && lane.id() == stretch.lane()
                            : bar.track().equals(own)) {
                        outline(surface, model, area, bar, stretch.from(), stretch.to(), color);
                    }
                }
            }
            for (RowScroll.Placed placed : model.inSight()) {
                Rows.Row row = placed.row();
                if (row.track() == null && mark.marksPool(row.group().pool())) {
                    bracket(surface, model, area, placed, mark, color);
                }
            }
        }
    }

    private static void outline(
            Surface surface, TimelineModel model, Pixels area, LanesPainter.Bar bar, long from, long to, int color) {
        double start = LanesPainter.timeX(surface, model, from);
        double end = LanesPainter.timeX(surface, model, Math.min((double) to, model.position()));
        if (end < 0 || start > area.right - area.left) {
            return;
        }
        int grow = surface.px(2);
        int x0 = area.left + (int) Math.round(Math.max(start, -20)) - grow;
        int x1 = area.left + (int) Math.round(Math.min(end, area.right - area.left + 20.0)) + grow;
        int top = bar.top() - grow;
        int bottom = bar.bottom() + grow;
        if (x1 - x0 > surface.px(12)) {
            area.strokeRound(x0 + grow, top + grow, x1 - grow, bottom - grow, 2.5 * surface.scale(), surface.line(),
                    surface.palette().surface(), 256);
            area.strokeRound(x0, top, x1, bottom, 4 * surface.scale(), surface.px(1.6), color, 256);
        }
        badge(surface, area, Math.max(x0 + grow + surface.px(3), area.left + surface.px(4)), (top + bottom) / 2, color,
                x1 - x0 > surface.px(26));
    }

    /** A small sign that says: look here. */
    private static void badge(Surface surface, Pixels area, int x, int middle, int color, boolean inside) {
        if (!inside) {
            double r = 4 * surface.scale();
            for (int dy = (int) -r; dy <= r; dy++) {
                double half = r - Math.abs(dy);
                area.fillSoft(x - half, middle + dy, x + half, middle + dy + 1, color, 256);
            }
            return;
        }
        int size = surface.px(12);
        int top = middle - size / 2;
        area.fillRound(x, top, x + size, top + size, size / 2.0, color, 256);
        int stroke = Math.max(1, surface.px(1.7));
        int centre = x + size / 2 - stroke / 2;
        area.fill(centre, top + surface.px(2.6), centre + stroke, top + surface.px(7), 0xFFFFFFFF);
        area.fill(centre, top + surface.px(8), centre + stroke, top + surface.px(9.6), 0xFFFFFFFF);
    }

    private static void bracket(
            Surface surface, TimelineModel model, Pixels area, RowScroll.Placed placed, Mark mark, int color) {
        int top = surface.px(Surface.ROWS_TOP + placed.top()) + surface.line();
        double from = LanesPainter.timeX(surface, model, mark.finding().from());
        double to = LanesPainter.timeX(surface, model, Math.min((double) mark.finding().to(), model.position()));
        if (to < 0 || from > area.right - area.left) {
            return;
        }
        int x0 = area.left + (int) Math.max(from, 0);
        int x1 = area.left + (int) Math.min(to, area.right - area.left);
        area.fade(x0, top, Math.max(x1, x0 + 2), top + surface.px(12), color, 46, 26);
        badge(surface, area, Math.max(x0, x1 - surface.px(18)), top + surface.px(9), color, x1 - x0 > surface.px(26));
    }

    /** The chosen task: how long it waited to start, and a ring around each run that can be seen. */
    static void paintSelection(Surface surface, TimelineModel model, List<LanesPainter.Bar> bars) {
        int selected = model.selectedTask();
        SessionModel session = model.session();
        TaskTable tasks = session.tasks();
        boolean ofTasks = model.arranged().isOfTasks();
        if (selected < 0 || selected >= tasks.size() || (!ofTasks && tasks.started(selected) < 0)) {
            return;
        }
        Pixels area = surface.rowsArea();
        new SelectedRuns(surface, model, selected).paint(area, bars);
        // A virtual thread may have begun on another carrier than it was on last.
        Lane first = model.selection().links().first();
        for (LanesPainter.Bar bar : bars) {
            if (first != null && first.equals(bar.track())) {
                queued(surface, model, area, bar, tasks.submitted(selected), tasks.started(selected));
            }
        }
    }

    private static void queued(
            Surface surface, TimelineModel model, Pixels area, LanesPainter.Bar bar, long submitted, long started) {
        double x0 = area.left + LanesPainter.timeX(surface, model, submitted);
        double x1 = area.left + LanesPainter.timeX(surface, model, started);
        if (x1 - x0 < 2 || x1 < area.left || x0 > area.right) {
            return;
        }
        int middle = (bar.top() + bar.bottom()) / 2;
        int half = Math.max(1, surface.px(1.5));
        int color = surface.palette().runnable();
        area.fillSoft(Math.max(x0, area.left - 1.0), middle - half, Math.min(x1, area.right + 1.0), middle + half,
                color, 256);
        area.fillSoft(x0, middle - surface.px(5), x0 + surface.px(2), middle + surface.px(5), color, 256);
    }

    /** A thin ring around the span under the pointer. */
    static void paintHovered(Surface surface, TimelineModel model, List<LanesPainter.Bar> bars) {
        Hover hover = model.hover();
        Hover.Span span = hover == null ? null : hover.span();
        if (span == null) {
            return;
        }
        Pixels area = surface.rowsArea();
        double end = span.open() ? model.position() : span.end();
        int x0 = area.left + (int) Math.round(Math.max(-20, LanesPainter.timeX(surface, model, span.start())));
        int x1 = area.left + (int) Math.round(
                Math.min(area.right - area.left + 20.0, LanesPainter.timeX(surface, model, end)));
        for (LanesPainter.Bar bar : bars) {
            if (bar.track().equals(span.track()) && x1 - x0 >= surface.px(5)) {
                area.strokeRound(x0, bar.top(), x1, bar.bottom(), 2.5 * surface.scale(), surface.line(),
                        surface.palette().text(), 170);
            }
        }
    }
}
