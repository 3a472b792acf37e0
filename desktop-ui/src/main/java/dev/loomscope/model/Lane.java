package dev.loomscope.model;

import java.util.function.LongSupplier;

/**
 * What one thread did over time: spans that do not overlap, in order of time. A pool's worker has a span for each state of
 * each task it ran; a carrier has one for each mount of a virtual thread.
 */
public final class Lane implements Track {
    private static final SpanState[] STATES = SpanState.values();

    /** What sort of thread a lane shows. */
    public enum Kind {
        WORKER,
        CARRIER
    }

    private final int id;
    private final Kind kind;
    private final int pool;
    private final long thread;
    private final Names names;
    private final LongSupplier now;
    final Spans spans;

    Lane(int id, Kind kind, int pool, long thread, Names names, LongSupplier now, Retention retention) {
        this.id = id;
        this.kind = kind;
        this.pool = pool;
        this.thread = thread;
        this.names = names;
        this.now = now;
        this.spans = new Spans(retention, kind == Kind.CARRIER);
    }

    /** Index of the lane in {@link LaneTable}. */
    public int id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    /** Name of the thread. */
    @Override
    public String name() {
        return names.thread(thread);
    }

    /** Id of the pool whose worker this is; {@link Pool#SCHEDULER} for a carrier. */
    public int pool() {
        return pool;
    }

    @Override
    public String key() {
        return "thread:" + thread;
    }

    /** Id of the thread. */
    public long thread() {
        return thread;
    }

    @Override
    public long spanCount() {
        return spans.count();
    }

    /** Sums over pixels are exact; where many spans share a pixel, up to a quarter of one may be booked in its neighbour. */
    @Override
    public void occupancy(long from, double nsPerPixel, int pixels, Occupancy out) {
        out.reset(pixels);
        Spans.View view = spans.view();
        if (view.count() > view.first()) {
            new OccupancyWalk(view, nsPerPixel).fill(from, pixels, out);
        }
        if (view.openStart() >= 0) {
            open(view, from, nsPerPixel, pixels, out);
        }
    }

    private void open(Spans.View view, long from, double nsPerPixel, int pixels, Occupancy out) {
        long end = Math.max(now.getAsLong(), view.openStart());
        double first = (view.openStart() - from) / nsPerPixel;
        double last = (end - from) / nsPerPixel;
        if (first >= pixels || last < 0) {
            return;
        }
        for (int p = (int) Math.max(0, first); p < pixels && p <= last; p++) {
            long left = from + (long) (p * nsPerPixel);
            long right = from + (long) ((p + 1) * nsPerPixel);
            out.add(p, view.openState(), Math.max(0, Math.min(end, right) - Math.max(view.openStart(), left)));
        }
        if (first >= 0) {
            out.addSpans((int) first, 1);
        }
    }

    @Override
    public void spans(long from, long to, long minDuration, SpanVisitor visitor) {
        Spans.View view = spans.view();
        long span = Math.max(view.first(), view.firstFrom(from, view.first()) - 1);
        while (span < view.count()) {
            SpanChunk chunk = view.chunk(span);
            int at = (int) span & (SpanChunk.SPANS - 1);
            if (chunk.start[at] >= to) {
                return;
            }
            if (chunk.longestOfAll < minDuration) {
                span = (span & -SpanChunk.SPANS) + SpanChunk.SPANS;
                continue;
            }
            if (chunk.longest[at >> SpanChunk.BLOCK_BITS] < minDuration) {
                span = (span & -SpanChunk.BLOCK) + SpanChunk.BLOCK;
                continue;
            }
            long start = chunk.start[at];
            long length = chunk.length(at);
            boolean shown = start + length > from && length >= minDuration;
            if (shown && !visitor.span(start, start + length, STATES[chunk.state(at)], chunk.taskRow[at])) {
                return;
            }
            span++;
        }
        long end = Math.max(now.getAsLong(), view.openStart());
        if (view.openStart() >= 0 && view.openStart() < to && end >= from && end - view.openStart() >= minDuration) {
            visitor.span(view.openStart(), end, STATES[view.openState()], view.openRow());
        }
    }

    @Override
    public boolean spanAt(long time, SpanCursor out) {
        Spans.View view = spans.view();
        if (view.openStart() >= 0 && time >= view.openStart()) {
            return time <= now.getAsLong() && open(view, out);
        }
        long span = view.firstFrom(time + 1, view.first()) - 1;
        return span >= view.first() && view.end(span) > time && closed(view, span, out);
    }

    @Override
    public boolean nextSpan(long time, SpanCursor out) {
        Spans.View view = spans.view();
        long span = view.firstFrom(time + 1, view.first());
        if (span < view.count()) {
            return closed(view, span, out);
        }
        return view.openStart() > time && open(view, out);
    }

    @Override
    public boolean previousSpan(long time, SpanCursor out) {
        Spans.View view = spans.view();
        long span = view.firstFrom(time, view.first()) - 1;
        if (span >= view.first() && view.end(span) > time) {
            span--;
        }
        return span >= view.first() && closed(view, span, out);
    }

    @Override
    public long settledUntil(long present) {
        long open = spans.openSince();
        return open < 0 ? present : Math.min(present, open);
    }

    private boolean open(Spans.View view, SpanCursor out) {
        out.start = view.openStart();
        out.end = Math.max(now.getAsLong(), view.openStart());
        out.state = STATES[view.openState()];
        out.taskRow = view.openRow();
        out.open = true;
        out.ready = view.openReady();
        out.waker = view.openWaker();
        return true;
    }

    private static boolean closed(Spans.View view, long span, SpanCursor out) {
        SpanChunk chunk = view.chunk(span);
        int at = (int) span & (SpanChunk.SPANS - 1);
        out.start = chunk.start[at];
        out.end = chunk.end(at);
        out.state = STATES[chunk.state(at)];
        out.taskRow = chunk.taskRow[at];
        out.open = false;
        out.ready = chunk.ready(at);
        out.waker = chunk.waker(at);
        return true;
    }
}
