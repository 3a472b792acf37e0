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
    /** Heights in logical pixels. */
    record Heights(int header, int collapsedHeader, int lane) {
        static final Heights DEFAULT = new Heights(38, 46, 22);

        Heights withLane(int height) {
            return new Heights(header, collapsedHeader, Math.clamp(height, 10, 48));
        }
    }

    /** @param track null for a header */
    record Row(TrackGroup group, @Nullable Track track, boolean collapsed, int top, int height) {
        int bottom() {
            return top + height;
        }
    }

    static final Rows NONE = new Rows(List.of(), 0);

    private final List<Row> rows;
    private final int height;

    private Rows(List<Row> rows, int height) {
        this.rows = rows;
        this.height = height;
    }

    static Rows of(List<LaneGroup> groups, Set<Integer> collapsedPools, Heights heights) {
        List<Row> rows = new ArrayList<>();
        int y = 0;
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
    int height() {
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
