package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The part of a count over a time range that the lanes answer: how long tasks were on threads, and the polls of virtual
 * threads. Lanes are cut into segments, which are counted side by side. A poll that was seen in several states is several
 * spans without a gap; it belongs to the segment that it begins in.
 */
final class RangeSpans {
    private static final int SEGMENT = 1 << 16;
    private static final int RUNNING = SpanState.RUNNING.index;
    private static final int FAILED = SpanState.FAILED.index;

    private final LaneTable lanes;
    private final long now;
    private final long @Nullable [] passing;

    /** @param passing a bit for each row that counts; null where all do */
    RangeSpans(LaneTable lanes, long now, long @Nullable [] passing) {
        this.lanes = lanes;
        this.now = now;
        this.passing = passing;
    }

    private record Segment(Lane lane, Spans.View view, long first, long last, boolean isLast) {}

    RangeTally count(long from, long to) {
        List<Segment> segments = new ArrayList<>();
        for (int id = 0, size = lanes.size(); id < size; id++) {
            cut(lanes.lane(id), from, to, segments);
        }
        return segments.parallelStream().map(segment -> {
            RangeTally tally = new RangeTally(from, to);
            count(segment, tally);
            return tally;
        }).reduce(new RangeTally(from, to), (a, b) -> new RangeTally(from, to).plus(a).plus(b));
    }

    private void cut(Lane lane, long from, long to, List<Segment> segments) {
        Spans.View view = lane.spans.view();
        long first = Math.max(view.first(), view.firstFrom(from, view.first()) - 1);
        while (first > view.first() && goesOn(view, first)) {
            first--;
        }
        long end = view.firstFrom(to, first);
        if (passing == null && lane.kind() == Lane.Kind.WORKER) {
            // Its sums stand ready.
            segments.add(new Segment(lane, view, end, end, true));
            return;
        }
        long at = first;
        do {
            long last = Math.min(end, at + SEGMENT);
            segments.add(new Segment(lane, view, at, last, last == end));
            at = last;
        } while (at < end);
    }

    /** Whether a closed span goes on with what the one before it began. */
    private static boolean goesOn(Spans.View view, long span) {
        SpanChunk chunk = view.chunk(span);
        SpanChunk former = view.chunk(span - 1);
        int at = (int) span & (SpanChunk.SPANS - 1);
        int before = (int) (span - 1) & (SpanChunk.SPANS - 1);
        return chunk.taskRow[at] == former.taskRow[before] && chunk.start[at] == former.end(before);
    }

    private void count(Segment segment, RangeTally tally) {
        Lane lane = segment.lane;
        if (passing == null && lane.kind() == Lane.Kind.WORKER) {
            Occupancy occupancy = new Occupancy();
            lane.occupancy(tally.from, (double) (tally.to - tally.from), 1, occupancy);
            tally.busy += occupancy.busy(0);
            tally.blocked += occupancy.ns(0, SpanState.WAITING) + occupancy.ns(0, SpanState.BLOCKED);
            return;
        }
        new SegmentCount(segment, tally).run();
    }

    private boolean passes(int row) {
        return passing == null || (row >= 0 && row >> 6 < passing.length && (passing[row >> 6] & 1L << row) != 0);
    }

    private final class SegmentCount {
        private final Segment segment;
        private final Spans.View view;
        private final RangeTally tally;
        private final boolean polls;
        private int row = -1;
        private long start;
        private long end;
        private long ready;
        /** The poll began in a segment before this one. */
        private boolean foreign;

        SegmentCount(Segment segment, RangeTally tally) {
            this.segment = segment;
            this.view = segment.view;
            this.tally = tally;
            this.polls = segment.lane.kind() == Lane.Kind.CARRIER;
        }

        void run() {
            long span = segment.first;
            foreign = span > view.first() && span < view.count() && goesOn(view, span);
            if (foreign) {
                row = view.chunk(span - 1).taskRow[(int) (span - 1) & (SpanChunk.SPANS - 1)];
                end = view.end(span - 1);
            }
            while (span < segment.last) {
                SpanChunk chunk = view.chunk(span);
                int at = (int) span & (SpanChunk.SPANS - 1);
                int last = (int) Math.min(SpanChunk.SPANS, at + segment.last - span);
                walk(chunk, at, last);
                span += last - at;
            }
            while (span < view.count() && row >= 0 && goesOn(view, span)) {
                end = view.end(span++);
            }
            if (segment.isLast) {
                open(span);
                flush();
                waitsBeyond(span);
            } else {
                flush();
            }
        }

        private void walk(SpanChunk chunk, int from, int to) {
            for (int at = from; at < to; at++) {
                int of = chunk.taskRow[at];
                long begin = chunk.start[at];
                long length = chunk.length(at);
                boolean continues = of == row && begin == end;
                if (!continues) {
                    flush();
                    row = passes(of) ? of : -1;
                    start = begin;
                    ready = chunk.ready(at);
                }
                end = begin + length;
                if (row >= 0) {
                    add(begin, end, chunk.state(at));
                }
            }
        }

        private void add(long begin, long until, int state) {
            long ns = tally.within(begin, until);
            tally.busy += ns;
            if (state != RUNNING && state != FAILED) {
                tally.blocked += ns;
            }
        }

        private void open(long next) {
            long begin = view.openStart();
            if (begin < 0 || next < view.count()) {
                return;
            }
            long until = Math.max(now, begin);
            boolean continues = view.openRow() == row && begin == end;
            if (begin < tally.to || continues) {
                if (!continues) {
                    flush();
                    row = passes(view.openRow()) ? view.openRow() : -1;
                    start = begin;
                    ready = view.openReady();
                }
                end = until;
                if (row >= 0) {
                    add(begin, until, view.openState());
                }
            }
        }

        private void flush() {
            if (row >= 0 && !foreign && polls && tally.touches(start, end)) {
                tally.polls.record(end - start);
                tally.waits.record(ready);
                tally.scheduled += tally.within(start - ready, start);
            }
            row = -1;
            foreign = false;
        }

        /** Polls that begin after the range may have been runnable within it. */
        private void waitsBeyond(long first) {
            long span = first;
            while (polls && span < view.count()) {
                SpanChunk chunk = view.chunk(span);
                int at = (int) span & (SpanChunk.SPANS - 1);
                int last = (int) Math.min(SpanChunk.SPANS, at + view.count() - span);
                for (; at < last && chunk.start[at] - chunk.longestReady < tally.to; at++) {
                    if (passes(chunk.taskRow[at])) {
                        tally.scheduled += tally.within(chunk.start[at] - chunk.ready(at), chunk.start[at]);
                    }
                }
                span = (span & -SpanChunk.SPANS) + SpanChunk.SPANS;
            }
            if (polls && view.openStart() >= tally.to && passes(view.openRow())) {
                tally.scheduled += tally.within(view.openStart() - view.openReady(), view.openStart());
            }
        }
    }
}
