package dev.loomscope.view.timeline;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.view.theme.Palette;

/** Paints what stands before a row: its name, and of tasks that share it how many they are. */
final class NamePainter {
    private static final int INDENT = 10;

    private final SpanCursor cursor = new SpanCursor();

    /** @param unmatched whether a filter wants nothing of what it shows */
    void paint(Surface surface, TimelineModel model, LanesPainter.Bar bar, boolean unmatched) {
        Palette palette = surface.palette();
        Pixels gutter = surface.gutterArea();
        Track track = bar.track();
        Typeface face = surface.fonts().text();
        boolean hovered = model.cursor().isOn(bar.row());
        int top = bar.rowTop(surface);
        int bottom = bar.rowBottom(surface);
        if (hovered) {
            gutter.fill(0, top, surface.gutter(), bottom, palette.hover());
        }
        CursorMark.paint(surface, model, bar.row(), top, bottom);
        if (bar.row().height() < 13) {
            return;
        }
        int x = surface.px(26 + (track instanceof TaskTrack tasks ? Math.min(8, tasks.depth()) * INDENT : 0));
        int right = surface.gutter() - surface.px(hovered ? MoreButton.ROOM : 8);
        if (bar.placed().pinned() || model.arranged().choices().isPinned(track.key())) {
            PinMark.paint(surface, gutter, surface.px(14), (top + bottom) / 2, palette.accent());
        } else if (model.isLive()) {
            dot(surface, model, track, (top + bottom) / 2);
        }
        int baseline = surface.baseline(face, top, bottom);
        if (track instanceof TaskTrack tasks && tasks.spanCount() > 1) {
            Typeface small = surface.fonts().small();
            String count = "×" + Figures.brief(tasks.spanCount());
            float width = small.widthOf(count);
            small.write(gutter, count, right - width, baseline, width + 2, palette.textFaint(), 256);
            right -= Math.round(width) + surface.px(6);
        }
        face.write(gutter, LaneName.of(track), x, baseline, right - x,
                hovered ? palette.text()
                        : unmatched ? Palette.mix(palette.surface(), palette.textMuted(), 0.45) : palette.textMuted(),
                256);
    }

    /** What it does at present. */
    private void dot(Surface surface, TimelineModel model, Track track, int middle) {
        int r = surface.px(2.5);
        int color = track.spanAt(model.session().now(), cursor) && cursor.open()
                ? surface.shades().hue(cursor.state())
                : surface.palette().borderStrong();
        surface.gutterArea().fillRound(surface.px(14) - r, middle - r, surface.px(14) + r, middle + r, r, color, 256);
    }
}
