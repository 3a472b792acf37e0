package dev.loomscope.view.timeline;

import java.util.HashSet;
import java.util.Set;

import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneTable;
import dev.loomscope.model.Track;

/** Which rows there are and which of them are in sight: folding, heights, and scrolling in a short glide. */
final class RowScroll {
    /** Free space below the last row, in logical pixels. */
    private static final int END = 8;

    /** Two thirds of a glide take this long, in ns. */
    private static final double GLIDE = 50e6;

    private final Set<Integer> collapsed = new HashSet<>();
    private Rows rows = Rows.NONE;
    private Rows.Heights heights = Rows.Heights.DEFAULT;
    private long version = -1;
    private double viewHeight = 600;
    private double position;
    private double target;
    private long lastClock = Long.MIN_VALUE;

    Rows rows() {
        return rows;
    }

    Rows.Heights heights() {
        return heights;
    }

    double viewHeight() {
        return viewHeight;
    }

    /** Logical pixels of rows that are above what is in sight. */
    double position() {
        return position;
    }

    /** Where the glide ends. */
    double target() {
        return target;
    }

    double most() {
        return Math.max(0, rows.height() + END - viewHeight);
    }

    void resize(double height) {
        viewHeight = height;
        clamp();
    }

    /** Forgets what was folded. */
    void unfoldAll() {
        collapsed.clear();
        version = -1;
    }

    /** What is there is another session's. */
    void invalidate() {
        version = -1;
    }

    void moveBy(double pixels) {
        position += pixels;
        target = position;
        clamp();
    }

    void moveTo(double y) {
        position = y;
        target = y;
        clamp();
    }

    void glideTo(double y) {
        target = y;
        clamp();
    }

    void glideBy(double pixels) {
        target += pixels;
        clamp();
    }

    void toggle(int pool, LaneTable lanes) {
        if (!collapsed.remove(pool)) {
            collapsed.add(pool);
        }
        version = -1;
        refresh(lanes);
    }

    void setLaneHeight(int height, LaneTable lanes) {
        heights = heights.withLane(height);
        version = -1;
        refresh(lanes);
    }

    /** Takes up new lanes; what is in sight stays where it is when lanes come in above it. */
    boolean refresh(LaneTable lanes) {
        long newest = lanes.version();
        if (newest == version) {
            return false;
        }
        Rows.Row top = position > 0 ? rows.at(position) : null;
        rows = Rows.of(lanes.groups(), collapsed, heights);
        version = newest;
        if (top != null) {
            Track track = top.track();
            Rows.Row now = track == null ? rows.ofGroup(top.group().pool()) : rows.ofTrack(track);
            if (now != null) {
                position += now.top() - top.top();
                target += now.top() - top.top();
            }
        }
        clamp();
        return true;
    }

    /** Brings a lane into sight, unfolding its pool where need be. */
    void reveal(Lane lane, LaneTable lanes) {
        if (collapsed.remove(lane.pool())) {
            version = -1;
            refresh(lanes);
        }
        Rows.Row row = rows.ofTrack(lane);
        if (row != null && (row.top() < target || row.bottom() > target + viewHeight)) {
            target = row.top() - viewHeight / 2;
            clamp();
        }
    }

    /** Brings a pool's header to the top. */
    void revealGroup(int pool) {
        Rows.Row row = rows.ofGroup(pool);
        if (row != null) {
            target = row.top();
            clamp();
        }
    }

    /** Moves on; says whether anything moved. */
    boolean advance(long clock) {
        long elapsed = lastClock == Long.MIN_VALUE ? 0 : Math.max(0, clock - lastClock);
        lastClock = clock;
        double before = position;
        double rest = target - position;
        position = Math.abs(rest) < 0.5 ? target : position + rest * (1 - Math.exp(-elapsed / GLIDE));
        return position != before;
    }

    private void clamp() {
        position = Math.clamp(position, 0, most());
        target = Math.clamp(target, 0, most());
    }
}
