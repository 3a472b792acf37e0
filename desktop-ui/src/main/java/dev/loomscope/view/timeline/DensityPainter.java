package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * Paints lanes that are too many to be drawn one by one, as a picture of how dense their work is: stacked up, so that several
 * may share a row of pixels. The picture is put together from {@link DensityTiles}; while one is missing, a coarser or finer
 * one stands in.
 */
final class DensityPainter {
    /** Levels of lanes and time that stand in for a missing tile, relative to its own, the best first. */
    private static final int[][] SUBSTITUTES = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {0, 2}, {0, -2}, {2, 0},
            {-1, 1}, {1, -1}, {0, 3}, {2, 2}};

    private final DensityTiles tiles = new DensityTiles();
    /** By column of pixels, the cell of the level that is painted. */
    private long[] cells = new long[0];

    /** Where a stack is painted, in device pixels: its top may lie above the area. */
    record Place(int left, double start, double nsPerPixel, double top, double laneHeight) {
        double timeAt(int x) {
            return start + (x + 0.5 - left) * nsPerPixel;
        }
    }

    /** @param wanted rows of the tasks that are shown while others step back; null for all */
    void begin(SessionModel session, Shades shades, @Nullable RowSet wanted) {
        tiles.beginFrame(session, shades, wanted);
    }

    void end() {
        tiles.endFrame();
    }

    boolean isUnfinished() {
        return tiles.isUnfinished();
    }

    /** Makes all that the last frame was short of. */
    void finish() {
        tiles.finish();
    }

    void paintStacks(Surface surface, TimelineModel model) {
        for (Rows.Stack stack : model.scrolling().stacks()) {
            paint(surface, model, stack);
        }
    }

    private void paint(Surface surface, TimelineModel model, Rows.Stack stack) {
        double top = (Surface.ROWS_TOP + stack.top()) * surface.scale();
        double bottom = (Surface.ROWS_TOP + stack.bottom()) * surface.scale();
        Pixels all = surface.belowRuler();
        all.fill(0, (int) Math.round(top), surface.width(), (int) Math.round(bottom),
                surface.palette().surface());
        paint(surface, model, stack.tracks(), top, bottom);
        Typeface small = surface.fonts().small();
        if (bottom - top > surface.px(18)) {
            small.write(surface.gutterArea(), words(stack, surface.scale()), surface.px(26), surface.baseline(
                    small, (int) top, (int) top + surface.px(18)), surface.gutter() - surface.px(34),
                    surface.palette().textFaint(), 256);
        }
    }

    private static String words(Rows.Stack stack, double scale) {
        double together = 1 / (stack.laneHeight() * scale);
        String lanes = Figures.counted(stack.tracks().size(), "lane");
        return together < 1.5 ? lanes : lanes + ", " + Math.round(together) + " a pixel";
    }

    /** Paints lanes between two heights in device pixels. */
    void paint(Surface surface, TimelineModel model, List<? extends Track> tracks, double top, double bottom) {
        Pixels area = surface.rowsArea();
        int x0 = area.left + (int) Math.ceil(
                Math.max(0, LanesPainter.timeX(surface, model, model.session().oldest())));
        int x1 = area.left + (int) Math.ceil(Math.clamp(
                LanesPainter.timeX(surface, model, model.position()), 0, area.right - area.left));
        Pixels clip = area.region(x0, (int) Math.round(top), x1, (int) Math.round(bottom));
        if (clip.isEmpty() || tracks.isEmpty()) {
            return;
        }
        clip.fill(clip.left, clip.top, clip.right, clip.bottom, surface.shades().track);
        Viewport viewport = model.viewport();
        paint(clip, new Place(area.left, viewport.start(), viewport.nsPerPixel() / surface.scale(), top,
                (bottom - top) / tracks.size()), tracks);
    }

    /** Paints what of the lanes lies in a clip. */
    void paint(Pixels clip, Place place, List<? extends Track> tracks) {
        int lanes = Math.max(0, (int) Math.ceil(-Math.log(place.laneHeight) / Math.log(2) - 1e-9));
        int time = Math.max(0, (int) Math.ceil(Math.log(place.nsPerPixel) / Math.log(2) - 1e-9));
        List<Pixels> missing = paint(clip, place, tracks, lanes, time, true);
        for (Pixels hole : missing) {
            for (int[] levels : SUBSTITUTES) {
                if (lanes + levels[0] >= 0 && time + levels[1] >= 0
                        && paint(hole, place, tracks, lanes + levels[0], time + levels[1], false).isEmpty()) {
                    break;
                }
            }
        }
    }

    /** Paints from tiles of one level; gives back where there are none. */
    private List<Pixels> paint(Pixels clip, Place place, List<? extends Track> tracks, int lanes, int time,
            boolean wanted) {
        List<Pixels> missing = new ArrayList<>();
        if (cells.length < clip.width) {
            cells = new long[clip.width];
        }
        for (int x = clip.left; x < clip.right; x++) {
            cells[x] = Math.max(0, (long) place.timeAt(x)) >> time;
        }
        double rowHeight = place.laneHeight * (1 << lanes);
        double tileHeight = rowHeight * DensityTile.ROWS;
        int last = (tracks.size() - 1) >> (lanes + DensityTile.ROW_BITS);
        for (int row = (int) Math.max(0, (clip.top - place.top) / tileHeight); row <= last; row++) {
            int y0 = (int) Math.round(place.top + row * tileHeight);
            int y1 = (int) Math.round(place.top + (row + 1) * tileHeight);
            if (y0 >= clip.bottom) {
                break;
            }
            for (int x = clip.left; x < clip.right;) {
                long column = cells[x] >> DensityTile.CELL_BITS;
                int end = x + 1;
                while (end < clip.right && cells[end] >> DensityTile.CELL_BITS == column) {
                    end++;
                }
                Pixels part = clip.region(x, y0, end, y1);
                DensityTile.Key key = new DensityTile.Key(tracks.getFirst(), lanes, row, time, column);
                DensityTile tile = part.isEmpty() ? null : wanted ? tiles.get(key, tracks) : tiles.known(key);
                if (tile != null) {
                    paint(part, tile, place.top + row * tileHeight, rowHeight);
                } else if (!part.isEmpty()) {
                    missing.add(part);
                }
                x = end;
            }
        }
        return missing;
    }

    private void paint(Pixels part, DensityTile tile, double top, double rowHeight) {
        int before = -1;
        for (int y = part.top; y < part.bottom; y++) {
            int row = Math.clamp((int) ((y + 0.5 - top) / rowHeight), 0, DensityTile.ROWS - 1);
            int at = y * part.width;
            if (row == before) {
                System.arraycopy(part.argb, at - part.width + part.left, part.argb, at + part.left,
                        part.right - part.left);
                continue;
            }
            before = row;
            int source = row * DensityTile.CELLS;
            for (int x = part.left; x < part.right; x++) {
                part.argb[at + x] = tile.argb[source + (int) (cells[x] & DensityTile.CELLS - 1)];
            }
        }
    }
}
