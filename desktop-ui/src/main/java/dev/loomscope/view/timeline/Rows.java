package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import org.jspecify.annotations.Nullable;

/** The rows of the timeline from top to bottom: each group's header, then its lanes unless it is collapsed. Immutable. */
final class Rows {
    /** Lanes lower than this many logical pixels are not drawn one by one, but stacked up as a picture of their density. */
    static final int STACKED = 5;

    /** Heights in logical pixels. */
    record Heights(int header, int collapsedHeader, double lane) {
        static final Heights DEFAULT = new Heights(38, 46, 22);

        private static final double HIGHEST = 48;
        private static final double LOWEST = 0.01;
        private static final double LEAST = 10;

        /** Low lanes may have any height, higher ones are whole pixels high. */
        Heights withLane(double height) {
            double next = Math.clamp(height, LOWEST, HIGHEST);
            return new Heights(header, collapsedHeader, next < STACKED ? next : Math.rint(next));
        }

        /** As {@link #withLane}, but not lower than it takes for so many lanes to fit into a room. */
        Heights zoomed(double factor, double room, int lanes) {
            return withLane(Math.max(lane * factor, Math.min(LEAST, room / Math.max(1, lanes))));
        }
    }

    /** @param track null for a header */
    record Row(TrackGroup group, @Nullable Track track, boolean collapsed, double top, double height) {
        double bottom() {
            return top + height;
        }
    }

    static final Rows NONE = new Rows(List.of(), 0);

    private final List<Row> rows;
    private final double height;

    private Rows(List<Row> rows, double height) {
        this.rows = rows;
        this.height = height;
    }

    static Rows of(List<LaneGroup> groups, Set<Integer> collapsedPools, Heights heights) {
        List<Row> rows = new ArrayList<>();
        double y = 0;
        for (LaneGroup group : groups) {
            boolean collapsed = collapsedPools.contains(group.pool());
            int headerHeight = collapsed ? heights.collapsedHeader() : heights.header();
            rows.add(new Row(group, null, collapsed, y, headerHeight));
            y += headerHeight;
            if (!collapsed) {
                for (Track track : group.tracks()) {
                    rows.add(new Row(group, track, false, y, heights.lane()));
                    y += heights.lane();
                }
                y += 6;
            }
        }
        return new Rows(List.copyOf(rows), y);
    }

    /** All of them, logical pixels high. */
    double height() {
        return height;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<Row> all() {
        return rows;
    }

    /** The rows that show between two heights. */
    List<Row> between(double top, double bottom) {
        int first = firstEndingAfter(top);
        int last = first;
        while (last < rows.size() && rows.get(last).top() < bottom) {
            last++;
        }
        return rows.subList(first, last);
    }

    /** The row at a height, or null in a gap. */
    @Nullable
    Row at(double y) {
        int index = firstEndingAfter(y);
        return index < rows.size() && rows.get(index).top() <= y ? rows.get(index) : null;
    }

    @Nullable
    Row ofTrack(Track track) {
        for (Row row : rows) {
            if (track.equals(row.track())) {
                return row;
            }
        }
        return null;
    }

    @Nullable
    Row ofGroup(int pool) {
        for (Row row : rows) {
            if (row.track() == null && row.group().pool() == pool) {
                return row;
            }
        }
        return null;
    }

    private int firstEndingAfter(double y) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rows.get(middle).bottom() <= y) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
