package dev.loomscope.view.timeline;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * What lies under the pointer.
 *
 * @param x logical pixels from the left edge of the lanes
 * @param y logical pixels from the top of the rows in sight
 * @param row the row there, or null
 * @param span the span there, or null
 * @param mark the finding whose mark is there, or null
 * @param link the link of the chosen task that leads on from there, or null
 */
record Hover(double x, double y, double time, Rows.@Nullable Row row, @Nullable Span span, @Nullable Mark mark,
        @Nullable Link link) {

    /**
     * A span of a track.
     *
     * @param folded number of spans that share the pixel; the span is then the one nearest to the pointer
     * @param isLife whether it is all of a task's life from its first run on, whatever it did then
     */
    record Span(Track track, long start, long end, SpanState state, int taskRow, boolean open, int folded,
            boolean isLife) {
        /** The same, as all of a task's life. */
        Span whole() {
            return new Span(track, start, end, state, taskRow, open, folded, true);
        }
    }

    /** The span nearest to a time, not farther than half the tolerance; null where there is none. */
    static @Nullable Span spanAt(Track track, double time, double nsPerPixel) {
        long at = (long) time;
        double reach = 2 * nsPerPixel;
        SpanCursor cursor = new SpanCursor();
        boolean found = track.spanAt(at, cursor);
        if (!found) {
            SpanCursor next = new SpanCursor();
            boolean after = track.nextSpan(at, next) && next.start() - time <= reach;
            boolean before = track.previousSpan(at + 1, cursor) && time - cursor.end() <= reach;
            if (after && (!before || next.start() - time < time - cursor.end())) {
                cursor = next;
            }
            found = before || after;
        }
        if (!found) {
            return null;
        }
        int folded = 1;
        if (cursor.end() - cursor.start() < Blocks.LEAST * nsPerPixel) {
            Occupancy around = new Occupancy();
            track.occupancy((long) (time - nsPerPixel / 2), nsPerPixel, 1, around);
            folded = Math.max(1, around.spans(0));
        }
        return new Span(
                track, cursor.start(), cursor.end(), cursor.state(), cursor.taskRow(), cursor.open(), folded,
                false);
    }
}
