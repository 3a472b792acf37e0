package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.List;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the picture of many lanes: {@value #ROWS} rows of cells, each row for a power of two of lanes, each cell a power
 * of two of ns wide.
 */
@SuppressWarnings("ReferenceEquality")
final class DensityTile {
    static final int ROW_BITS = 6;
    static final int ROWS = 1 << ROW_BITS;
    static final int CELL_BITS = 7;
    static final int CELLS = 1 << CELL_BITS;

    /** What is younger may still change, in ns. */
    private static final long UNSETTLED = 1_000_000_000L;

    private static final SpanState[] STATES = SpanState.values();

    /**
     * Which piece.
     *
     * @param stack the first of all lanes that are stacked up
     * @param lanes a row is for two to the power of this
     * @param row counts tiles from the top of the stack
     * @param time a cell is two to the power of this ns wide
     * @param column counts tiles from the session's epoch
     */
    record Key(Track stack, int lanes, int row, int time, long column) {
        long from() {
            return column << (time + CELL_BITS);
        }

        long to() {
            return (column + 1) << (time + CELL_BITS);
        }

        /** The lanes of the stack that the tile shows. */
        List<? extends Track> of(List<? extends Track> stacked) {
            int first = Math.min(stacked.size(), row << (ROW_BITS + lanes));
            return stacked.subList(first, (int) Math.min(stacked.size(), (row + 1L) << (ROW_BITS + lanes)));
        }
    }

    final int[] argb;
    final List<? extends Track> tracks;
    /** Version of the session that it shows. */
    final long version;
    /** Nothing in it can change any more. */
    final boolean settled;
    /** It reaches up to where things happen. */
    final boolean recent;
    /** When it was made, and how long that took, in ns. */
    final long madeAt;
    final long cost;
    /** The frame that used it last. */
    long used;
    /** The last list of lanes that it was found to show a part of. */
    private @Nullable List<? extends Track> stack;
    /** Rows of the tasks that it shows; null for all. */
    private @Nullable RowSet wanted;

    private DensityTile(int[] argb, List<? extends Track> tracks, long version, boolean settled, boolean recent,
            long madeAt,
            long cost) {
        this.argb = argb;
        this.tracks = tracks;
        this.version = version;
        this.settled = settled;
        this.recent = recent;
        this.madeAt = madeAt;
        this.cost = cost;
    }

    /** Whether it shows these of its tasks; another set of the same rows will do from then on. */
    boolean isOf(@Nullable RowSet rows) {
        RowSet own = wanted;
        if (own != rows && own != null && rows != null && own.sameRows(rows)) {
            wanted = rows;
        }
        return wanted == rows;
    }

    /** Whether its lanes are still those that are to be shown; looks at them only where the list is another one. */
    boolean shows(Key key, List<? extends Track> stacked) {
        if (stack != stacked) {
            if (!tracks.equals(key.of(stacked))) {
                return false;
            }
            stack = stacked;
        }
        return true;
    }

    /**
     * Paints a tile; any thread.
     *
     * @param wanted rows of the tasks that are shown while others step back; null for all
     * @param present the session's newest time
     */
    static DensityTile of(Key key, List<? extends Track> tracks, Shades shades, @Nullable RowSet wanted, long present,
            long version) {
        long begin = System.nanoTime();
        int[] argb = new int[ROWS * CELLS];
        Arrays.fill(argb, shades.track);
        DensityColors colors = new DensityColors(shades);
        float[] sums = new float[CELLS * Columns.STATES];
        float[] wantedSums = new float[CELLS * Columns.STATES];
        Occupancy occupancy = new Occupancy();
        SpanCursor cursor = new SpanCursor();
        long settledUntil = present;
        long cell = 1L << key.time();
        for (int first = 0; first < tracks.size(); first += 1 << key.lanes()) {
            Arrays.fill(sums, 0);
            Arrays.fill(wantedSums, 0);
            int last = Math.min(tracks.size(), first + (1 << key.lanes()));
            for (Track track : tracks.subList(first, last)) {
                if (track.spanAt(present, cursor) && cursor.open()) {
                    settledUntil = Math.min(settledUntil, cursor.start());
                }
                track.occupancy(key.from(), (double) cell, CELLS, occupancy);
                add(occupancy, sums);
                if (wanted != null) {
                    new FilteredTrack(track, wanted::contains).occupancy(key.from(), (double) cell, CELLS, occupancy);
                    add(occupancy, wantedSums);
                }
            }
            int row = (first >> key.lanes()) * CELLS;
            for (int i = 0; i < CELLS; i++) {
                long known = Math.clamp(present - key.from() - i * cell, 1, cell);
                float capacity = (float) known * (last - first);
                int color = colors.of(sums, i * Columns.STATES, capacity);
                argb[row + i] = wanted == null ? color
                        : colors.over(color, wantedSums, i * Columns.STATES, capacity);
            }
        }
        boolean recent = key.to() + UNSETTLED > present;
        boolean settled = !recent && key.to() <= settledUntil;
        long end = System.nanoTime();
        DensityTile tile = new DensityTile(argb, tracks, version, settled, recent, end, end - begin);
        tile.wanted = wanted;
        return tile;
    }

    private static void add(Occupancy occupancy, float[] sums) {
        for (int i = 0; i < CELLS; i++) {
            if (occupancy.busy(i) > 0) {
                for (SpanState state : STATES) {
                    sums[i * Columns.STATES + Columns.index(state)] += occupancy.ns(i, state);
                }
            }
        }
    }
}
