package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/** The links of the chosen task where they are seen: those of whose ends at least one is on a row in sight. */
final class PlacedLinks {
    /** Logical pixels from the end of a link that still mean it. */
    private static final double REACH = 7;

    /**
     * A link in logical pixels: x from the left edge of the lanes, y from the top of the rows in sight.
     *
     * @param fromSeen whether the end where it begins is on a row in sight
     */
    record Placed(Link link, double x0, double y0, boolean fromSeen, double x1, double y1, boolean toSeen) {
        double length() {
            return Math.hypot(x1 - x0, y1 - y0);
        }

        boolean fromIn(double width) {
            return fromSeen && x0 >= 0 && x0 <= width;
        }

        boolean toIn(double width) {
            return toSeen && x1 >= 0 && x1 <= width;
        }
    }

    private PlacedLinks() {}

    static List<Placed> of(TimelineModel model) {
        Links links = model.selection().links();
        if (links.all().isEmpty()) {
            return List.of();
        }
        Map<Track, RowScroll.Placed> rows = new HashMap<>();
        for (RowScroll.Placed row : model.inSight()) {
            if (row.row().track() != null) {
                rows.put(row.row().track(), row);
            }
        }
        List<Placed> placed = new ArrayList<>();
        Viewport viewport = model.viewport();
        for (Link link : links.all()) {
            Track fromTrack = model.arranged().tracks().of(link.fromTask(links.task()), link.from());
            Track toTrack = model.arranged().tracks().of(link.toTask(links.task()), link.to());
            if (fromTrack == null || toTrack == null) {
                continue;
            }
            RowScroll.Placed from = rows.get(fromTrack);
            RowScroll.Placed to = rows.get(toTrack);
            double x0 = viewport.xOf((double) link.fromTime());
            double x1 = viewport.xOf((double) link.toTime());
            boolean beside = Math.max(x0, x1) < 0 || Math.min(x0, x1) > model.width();
            if ((from == null && to == null) || beside) {
                continue;
            }
            placed.add(new Placed(link, x0, y(model, from, fromTrack), from != null, x1, y(model, to, toTrack),
                    to != null));
        }
        return placed;
    }

    /** The link with an end at a place that leads somewhere, null where there is none. */
    static @Nullable Link at(TimelineModel model, double x, double y) {
        for (Placed placed : of(model)) {
            boolean far = placed.link().kind() == Link.Kind.WAIT;
            boolean seen = far ? placed.toSeen() : placed.fromSeen();
            double endX = far ? placed.x1() : placed.x0();
            double endY = far ? placed.y1() : placed.y0();
            if (seen && placed.link().other() >= 0 && Math.hypot(x - endX, y - endY) <= REACH) {
                return placed.link();
            }
        }
        return null;
    }

    /** The middle of a row, or just outside of what is in sight on the side where it is. */
    private static double y(TimelineModel model, RowScroll.@Nullable Placed row, Track track) {
        if (row != null) {
            return (row.top() + row.bottom()) / 2;
        }
        Rows.Row elsewhere = model.rows().ofTrack(track);
        boolean above = elsewhere != null && elsewhere.top() < model.scrolling().position();
        return above ? model.scrolling().pinnedHeight() - 30 : model.scrolling().viewHeight() + 30;
    }
}
