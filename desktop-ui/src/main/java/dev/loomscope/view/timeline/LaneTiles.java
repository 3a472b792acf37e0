package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;

/**
 * Remembers how a dense lane spent its past, so that a view that glides over ten million spans does not ask for them again
 * in every frame. The past is kept in tiles of cells, a power of two ns wide, at most half as wide as what is asked for; what
 * may still change, the last second and an open span, is asked for each time. A frame makes a few tiles at most: until all
 * are there, the lane is asked. One thread at a time.
 */
final class LaneTiles {
    private static final int BITS = 8;
    private static final int CELLS = 1 << BITS;
    private static final int FIELDS = Columns.STATES + 1;
    private static final SpanState[] STATES = SpanState.values();
    private static final long UNSETTLED = 1_000_000_000L;

    /** Tiles that a lane may have, at five kilobytes each: a wide screen at double resolution needs about twenty. */
    private static final int MOST_TILES = 32;

    private static final int NEW_TILES_A_FRAME = 2;

    private record Key(int level, long index) {}

    private final Track track;
    private final Map<Key, float[]> tiles = new LinkedHashMap<>(MOST_TILES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
            return size() > MOST_TILES;
        }
    };

    LaneTiles(Track track) {
        this.track = track;
    }

    /**
     * Fills steps of time from the tiles, as far as they are settled.
     *
     * @param start begin of the first step, in ns since the epoch
     * @param nsPerStep how long a step is
     * @param out by step the ns by state, then the number of spans
     * @return how many steps were filled; 0 where tiles are missing
     */
    int fill(double start, double nsPerStep, int steps, long present, Occupancy scratch, float[] out) {
        int level = 62 - Long.numberOfLeadingZeros((long) nsPerStep);
        if (level < 0) {
            return 0;
        }
        int shift = level + BITS;
        long settled = settledUntil(present) >> shift;
        long first = (long) Math.floor(start) >> shift;
        int filled = (int) Math.clamp(Math.floor(((settled << shift) - start) / nsPerStep), 0, steps);
        long last = (long) Math.floor(start + filled * nsPerStep) >> shift;
        if (filled == 0 || first < 0 || last - first >= MOST_TILES || !have(level, first, Math.min(last, settled - 1),
                scratch)) {
            return 0;
        }
        resample(start, nsPerStep, filled, level, out);
        return filled;
    }

    /** Whether all tiles are there, after a few were made. */
    private boolean have(int level, long first, long last, Occupancy scratch) {
        int made = 0;
        boolean all = true;
        for (long index = first; index <= last; index++) {
            Key key = new Key(level, index);
            if (!tiles.containsKey(key)) {
                if (made++ < NEW_TILES_A_FRAME) {
                    tiles.put(key, make(key, scratch));
                } else {
                    all = false;
                }
            }
        }
        return all;
    }

    private float[] make(Key key, Occupancy scratch) {
        float[] tile = new float[CELLS * FIELDS];
        track.occupancy(key.index() << (key.level() + BITS), (double) (1L << key.level()), CELLS, scratch);
        for (int cell = 0; cell < CELLS; cell++) {
            for (SpanState state : STATES) {
                tile[cell * FIELDS + Columns.index(state)] = scratch.ns(cell, state);
            }
            tile[cell * FIELDS + Columns.STATES] = scratch.spans(cell);
        }
        return tile;
    }

    private void resample(double start, double nsPerStep, int steps, int level, float[] out) {
        double cellsPerStep = nsPerStep / (1L << level);
        double origin = start / (1L << level);
        float[] tile = null;
        long tileIndex = Long.MIN_VALUE;
        for (int step = 0; step < steps; step++) {
            double from = origin + step * cellsPerStep;
            double to = from + cellsPerStep;
            int at = step * FIELDS;
            Arrays.fill(out, at, at + FIELDS, 0);
            for (long cell = (long) Math.floor(from); cell < to; cell++) {
                float share = (float) (Math.min(to, cell + 1.0) - Math.max(from, (double) cell));
                if (cell >> BITS != tileIndex || tile == null) {
                    tileIndex = cell >> BITS;
                    tile = tiles.get(new Key(level, tileIndex));
                    if (tile == null) {
                        break;
                    }
                }
                int source = (int) (cell & CELLS - 1) * FIELDS;
                for (int field = 0; field < FIELDS; field++) {
                    out[at + field] += tile[source + field] * share;
                }
            }
        }
    }

    private long settledUntil(long present) {
        return track.settledUntil(present - UNSETTLED);
    }
}
