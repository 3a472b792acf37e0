package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/** Which rows are in sight: those that are pinned, and below them the others, scrolled in a short glide. */
final class RowScroll {
    /** Free space below the last row, in logical pixels. */
    private static final int END = 8;

    /** Two thirds of a glide take this long, in ns. */
    private static final double GLIDE = 50e6;

    /** The part of the height that pinned rows may take at most. */
    private static final double MOST_PINNED = 0.6;

    private Rows rows = Rows.NONE;
    private Rows pinned = Rows.NONE;
    private double viewHeight = 600;
    private double position;
    private double target;
    private long lastClock = Long.MIN_VALUE;

    /** Where somebody points, in logical pixels from the top of what is in sight; no number where nobody does. */
    private double pointed = Double.NaN;

    /**
     * A row where it is seen.
     *
     * @param top logical pixels from the top of what is in sight
     */
    record Placed(Rows.Row row, double top, boolean pinned) {
        double bottom() {
            return top + row.height();
        }
    }

    Rows rows() {
        return rows;
    }

    double viewHeight() {
        return viewHeight;
    }

    /** Logical pixels of rows that are above what is in sight. */
    double position() {
        return position;
    }

    /** Where a glide will have brought it. */
    double target() {
        return target;
    }

    double most() {
        return Math.max(0, rows.height() + END - room());
    }

    /** Logical pixels that pinned rows take. */
    double pinnedHeight() {
        return Math.min(pinned.height(), Math.floor(viewHeight * MOST_PINNED));
    }

    /** Logical pixels that are left for rows that scroll. */
    private double room() {
        return viewHeight - pinnedHeight();
    }

    void resize(double height) {
        viewHeight = height;
        clamp();
    }

    /** The rows in sight from top to bottom: those that scroll, then the pinned ones, which lie above them. */
    List<Placed> inSight() {
        double top = pinnedHeight();
        List<Placed> placed = new ArrayList<>();
        for (Rows.Row row : rows.between(position, position + room())) {
            placed.add(new Placed(row, top + row.top() - position, false));
        }
        for (Rows.Row row : pinned.between(0, top)) {
            placed.add(new Placed(row, row.top(), true));
        }
        return placed;
    }

    /** What is stacked up and in sight, its top counted from the top of what is in sight. */
    List<Rows.Stack> stacks() {
        double top = pinnedHeight();
        return rows.stacks(position, position + room()).stream().map(stack -> stack.movedBy(top - position)).toList();
    }

    /** Logical pixels that lanes of a height have for themselves where all rows are in sight. */
    double roomForLanes(double laneHeight) {
        return Math.max(viewHeight / 4, room() - END - (rows.height() - rows.tracks() * laneHeight));
    }

    /**
     * A row that is held where it is while others change.
     *
     * @param part how far down in it
     * @param y logical pixels from the top of what is in sight
     */
    record Held(@Nullable Track track, double part, double y) {}

    Held hold(double y) {
        Rows.Row row = at(y);
        double inside = y - pinnedHeight() + position;
        return row == null ? new Held(null, 0, y) : new Held(row.track(), (inside - row.top()) / row.height(), y);
    }

    void put(Held held) {
        Rows.Row row = held.track() == null ? null : rows.ofTrack(held.track());
        if (row != null) {
            moveTo(row.top() + held.part() * row.height() - held.y() + pinnedHeight());
        }
    }

    /** The row at a height of what is in sight; null where there is none. */
    Rows.@Nullable Row at(double y) {
        double top = pinnedHeight();
        return y < 0 ? null : y < top ? pinned.at(y) : rows.at(y - top + position);
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

    /** Somebody points at a height of what is in sight; no number where nobody does any more. */
    void point(double y) {
        pointed = y;
    }

    /** Whether somebody points at rows. */
    boolean isPointed() {
        return pointed >= 0 && pointed < viewHeight;
    }

    /** Takes up other rows; what somebody points at, or else what is on top, stays where it is when rows come in above it. */
    void show(Rows next, Rows nextPinned) {
        boolean points = pointed >= pinnedHeight() && pointed < viewHeight;
        Rows.Row top = points ? rows.at(pointed - pinnedHeight() + position) : null;
        top = top == null && position > 0 ? rows.at(position) : top;
        double before = pinnedHeight();
        rows = next;
        pinned = nextPinned;
        double moved = top != null ? pinnedHeight() - before : 0;
        if (top != null) {
            Track track = top.track();
            Rows.Row now = track == null ? null : rows.ofTrack(track);
            now = now == null ? rows.ofGroup(top.group().key()) : now;
            moved += now == null ? 0 : now.top() - top.top();
        }
        position += moved;
        target += moved;
        clamp();
    }

    /** Brings a track into sight; says whether it is there. */
    boolean reveal(Track track) {
        Rows.Row row = rows.ofTrack(track);
        if (row != null) {
            reveal(row);
        }
        return row != null;
    }

    /** Brings a row into sight. */
    void reveal(Rows.Row row) {
        if (row.top() < target || row.bottom() > target + room()) {
            target = row.top() - room() / 2;
            clamp();
        }
    }

    /** Brings a pool's header to the top. */
    void revealPool(int pool) {
        Rows.Row row = rows.ofPool(pool);
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
