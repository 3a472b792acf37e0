package dev.loomscope.model;

/**
 * Fills an {@link Occupancy} from the closed spans of a lane, walking from pixel edge to pixel edge.
 *
 * <p>A pixel needs the lane's time by state up to its two edges. That sum stands ready at the begin of each block of spans;
 * from there to the edge the spans of the block are added one by one, or, where the whole block is shorter than a quarter of a
 * pixel, the block's time is divided in proportion (but never at the ends of the picture). So an edge costs a few steps over
 * the begins of blocks and at most one block, however many spans there are; no state is lost however short, and what the pixels
 * hold adds up to what the spans hold.
 */
final class OccupancyWalk {
    private static final int BLOCKS = SpanChunk.SPANS / SpanChunk.BLOCK;
    private static final int STATES = SpanChunk.STATES;
    private static final double COARSE = 0.25;

    private final Spans.View view;
    private final double nsPerPixel;
    private final long firstBlock;
    private final long blocks;

    /** The last block that begins before the edge, with its chunk; below {@link #firstBlock} where there is none. */
    private long block;
    private SpanChunk chunk;

    private final long[] left = new long[STATES];
    private final long[] right = new long[STATES];
    /** Spans that begin before the edge. */
    private long begun;

    /** The view must have a span. */
    OccupancyWalk(Spans.View view, double nsPerPixel) {
        this.view = view;
        this.nsPerPixel = nsPerPixel;
        this.firstBlock = view.first() >> SpanChunk.BLOCK_BITS;
        this.blocks = (view.count() + SpanChunk.BLOCK - 1) >> SpanChunk.BLOCK_BITS;
        this.block = firstBlock - 1;
        this.chunk = view.chunk(view.first());
    }

    void fill(long from, int pixels, Occupancy out) {
        long end = view.end(view.count() - 1);
        edge(from, true, left);
        for (int p = 0; p < pixels; p++) {
            long at = from + (long) ((p + 1) * nsPerPixel);
            long before = begun;
            edge(at, p == pixels - 1, right);
            for (int s = 0; s < STATES; s++) {
                out.add(p, s, right[s] - left[s]);
                left[s] = right[s];
            }
            out.addSpans(p, (int) (begun - before));
            if (at >= end) {
                return;
            }
        }
    }

    private long start(long ofBlock) {
        return view.chunk(ofBlock << SpanChunk.BLOCK_BITS).blockStart[(int) ofBlock & (BLOCKS - 1)];
    }

    private void go(long to) {
        chunk = view.chunk(to << SpanChunk.BLOCK_BITS);
        block = to;
    }

    private void edge(long time, boolean exactly, long[] sums) {
        walk(time);
        if (block < firstBlock) {
            System.arraycopy(chunk.before, 0, sums, 0, STATES);
            begun = view.first();
            return;
        }
        int at = (int) block & (BLOCKS - 1);
        long start = chunk.blockStart[at];
        boolean last = block + 1 == blocks;
        if (!exactly && !last && nextStart(at) - start < nsPerPixel * COARSE) {
            divide(at, (double) (time - start) / (nextStart(at) - start), sums);
        } else {
            count(at, time, sums);
        }
    }

    private void walk(long time) {
        if (block < firstBlock) {
            if (start(firstBlock) >= time) {
                return;
            }
            go(firstBlock);
        }
        int at = last(time);
        if ((block & -BLOCKS) + at + 1 < blocks && at == BLOCKS - 1) {
            skipChunks(time);
            at = last(time);
        }
        block = (block & -BLOCKS) + at;
    }

    /** The last block of the chunk, from {@link #block} on, that begins before a time. */
    private int last(long time) {
        long[] starts = chunk.blockStart;
        int at = (int) block & (BLOCKS - 1);
        int known = (int) Math.min(BLOCKS, blocks - (block - at));
        while (at + 1 < known && starts[at + 1] < time) {
            at++;
        }
        return at;
    }

    /** Goes to the last chunk that begins before a time, by steps that grow. */
    private void skipChunks(long time) {
        long begin = block & -BLOCKS;
        long step = BLOCKS;
        while (begin + step < blocks && start(begin + step) < time) {
            begin += step;
            step *= 2;
        }
        for (; step >= BLOCKS; step /= 2) {
            if (begin + step < blocks && start(begin + step) < time) {
                begin += step;
            }
        }
        if (begin > block) {
            chunk = view.chunk(begin << SpanChunk.BLOCK_BITS);
            block = begin;
        }
    }

    private long nextStart(int at) {
        return at + 1 < BLOCKS ? chunk.blockStart[at + 1] : start(block + 1);
    }

    private void divide(int at, double part, long[] sums) {
        SpanChunk next = at + 1 < BLOCKS ? chunk : view.chunk((block + 1) << SpanChunk.BLOCK_BITS);
        int nextAt = (at + 1) & (BLOCKS - 1);
        for (int s = 0; s < STATES; s++) {
            long before = chunk.before[at * STATES + s];
            sums[s] = before + (long) (part * (next.before[nextAt * STATES + s] - before));
        }
        begun = (block << SpanChunk.BLOCK_BITS) + (long) (part * SpanChunk.BLOCK);
    }

    private void count(int at, long time, long[] sums) {
        System.arraycopy(chunk.before, at * STATES, sums, 0, STATES);
        int first = at << SpanChunk.BLOCK_BITS;
        int known = (int) Math.min(SpanChunk.BLOCK, view.count() - (block << SpanChunk.BLOCK_BITS));
        int i = first;
        for (; i < first + known && chunk.start[i] < time; i++) {
            sums[chunk.state(i)] += Math.min(chunk.length(i), time - chunk.start[i]);
        }
        begun = (block << SpanChunk.BLOCK_BITS) + i - first;
    }
}
