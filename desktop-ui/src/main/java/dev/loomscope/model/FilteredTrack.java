package dev.loomscope.model;

import java.util.function.IntPredicate;

/**
 * Of another track, the spans of some tasks only. Nothing is remembered: every span that is asked for is looked at, which
 * costs some ns each.
 */
public final class FilteredTrack implements Track {
    private final Track whole;
    private final IntPredicate rows;
    private final SpanCursor cursor = new SpanCursor();

    /** @param rows which tasks' spans are shown */
    public FilteredTrack(Track whole, IntPredicate rows) {
        this.whole = whole;
        this.rows = rows;
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public String key() {
        return whole.key();
    }

    /** There are no more than these: how many are wanted is not known without looking at all of them. */
    @Override
    public long spanCount() {
        return whole.spanCount();
    }

    @Override
    public void occupancy(long from, double nsPerPixel, int pixels, Occupancy out) {
        whole.occupancy(from, nsPerPixel, pixels, rows, out);
    }

    @Override
    public void spans(long from, long to, long minDuration, SpanVisitor visitor) {
        whole.spans(from, to, minDuration, (start, end, state, row) -> !rows.test(row)
                || visitor.span(start, end, state, row));
    }

    @Override
    public boolean spanAt(long time, SpanCursor out) {
        return whole.spanAt(time, cursor) && rows.test(cursor.taskRow()) && whole.spanAt(time, out);
    }

    @Override
    public boolean nextSpan(long time, SpanCursor out) {
        boolean found = whole.nextSpan(time, out);
        while (found && !rows.test(out.taskRow())) {
            found = whole.nextSpan(out.start(), out);
        }
        return found;
    }

    @Override
    public boolean previousSpan(long time, SpanCursor out) {
        boolean found = whole.previousSpan(time, out);
        while (found && !rows.test(out.taskRow())) {
            found = whole.previousSpan(out.start(), out);
        }
        return found;
    }

    @Override
    public long settledUntil(long present) {
        return whole.settledUntil(present);
    }
}
