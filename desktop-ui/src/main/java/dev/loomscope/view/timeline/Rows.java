package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.Section;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the timeline from top to bottom: each group's header, then its tracks unless it is folded. Immutable. A row is
 * made when it is asked for, so that a hundred thousand of them cost nothing.
 */
@SuppressWarnings("ReferenceEquality")
final class Rows {
    /** Tracks lower than this many logical pixels are not drawn one by one, but stacked up as a picture of their density. */
    static final int STACKED = 5;

    /** Free space below a group's tracks. */
    private static final int GAP = 6;

    /** Heights in logical pixels. */
    record Heights(int header, int collapsedHeader, double lane) {
        static final Heights DEFAULT = new Heights(38, 46, 22);

        private static final double HIGHEST = 48;
        private static final double LOWEST = 0.01;
        private static final double LEAST = 10;

        /** Low lanes may have any height, higher ones are whole pixels high. */
        Heights withLane(double height) {
            double next = Math.clamp(height, LOWEST, HIGHEST);
            return new Heights(header, collapsedHeader, next < STACKED ? next : Math.rint(next));
        }

        /** As {@link #withLane}, but not lower than it takes for so many lanes to fit into a room. */
        Heights zoomed(double factor, double room, int lanes) {
            return withLane(Math.max(lane * factor, Math.min(LEAST, room / Math.max(1, lanes))));
        }

        private int of(boolean folded) {
            return folded ? collapsedHeader : header;
        }
    }

    /** @param track null for a header */
    record Row(TrackGroup group, @Nullable Track track, boolean collapsed, double top, double height) {
        double bottom() {
            return top + height;
        }
    }

    /** Tracks of a group that stand below each other without anything between; heights in logical pixels. */
    record Stack(List<? extends Track> tracks, double top, double laneHeight) {
        double bottom() {
            return top + tracks.size() * laneHeight;
        }

        Stack movedBy(double pixels) {
            return new Stack(tracks, top + pixels, laneHeight);
        }
    }

    /** A group's rows; the header is missing where only some of its tracks are shown. */
    private record Block(TrackGroup group, boolean folded, List<? extends Track> tracks, double top, int headerHeight,
            double laneHeight) {
        boolean isStacked() {
            return laneHeight < STACKED;
        }

        int rows() {
            return (headerHeight > 0 ? 1 : 0) + tracks.size();
        }

        double bottom() {
            return top + headerHeight + tracks.size() * laneHeight;
        }

        /** Where a track stands among them, -1 where it does not. */
        int indexOf(Track track) {
            if (track instanceof TaskTrack packed) {
                int at = packed.index();
                return packed.group() != group ? -1
                        : at < tracks.size() && tracks.get(at) == track ? at : tracks.indexOf(track);
            }
            return tracks.indexOf(track);
        }

        Row row(int index) {
            if (headerHeight > 0 && index == 0) {
                return new Row(group, null, folded, top, headerHeight);
            }
            int track = headerHeight > 0 ? index - 1 : index;
            return track(track);
        }

        Row track(int track) {
            return new Row(group, tracks.get(track), false, top + headerHeight + track * laneHeight, laneHeight);
        }

        /** The first row that ends below a height. */
        int firstEndingAfter(double y) {
            if (y < top + headerHeight) {
                return 0;
            }
            int lane = (int) Math.floor((y - top - headerHeight) / laneHeight);
            return Math.min(rows(), lane + (headerHeight > 0 ? 1 : 0));
        }
    }

    static final Rows NONE = new Rows(List.of(), 0);

    private final List<Block> blocks;
    private final double height;

    private Rows(List<Block> blocks, double height) {
        this.blocks = blocks;
        this.height = height;
    }

    static Rows of(List<Section> sections, Heights heights) {
        List<Block> blocks = new ArrayList<>(sections.size());
        double y = 0;
        for (Section section : sections) {
            boolean folded = section.folded();
            Block block = new Block(section.group(), folded, folded ? List.of() : section.tracks(), y,
                    heights.of(folded), heights.lane());
            blocks.add(block);
            y = block.bottom() + (folded ? 0 : GAP);
        }
        return new Rows(blocks, y);
    }

    /** What is pinned, one below the other. */
    static Rows pinned(List<Plan.Pinned> pinned, Heights heights) {
        List<Block> blocks = new ArrayList<>(pinned.size());
        double y = 0;
        for (Plan.Pinned row : pinned) {
            Track track = row.track();
            Block block = new Block(row.group(), true, track == null ? List.of() : List.of(track), y,
                    track == null ? heights.of(true) : 0, Math.max(Heights.LEAST, heights.lane()));
            blocks.add(block);
            y = block.bottom();
        }
        return new Rows(blocks, y);
    }

    /** All of them, logical pixels high. */
    double height() {
        return height;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** How many tracks there are. */
    int tracks() {
        return blocks.stream().mapToInt(block -> block.tracks().size()).sum();
    }

    /** What is stacked up between two heights. */
    List<Stack> stacks(double top, double bottom) {
        List<Stack> stacks = new ArrayList<>();
        for (int block = firstEndingAfter(top); block < blocks.size() && blocks.get(block).top() < bottom; block++) {
            Block b = blocks.get(block);
            if (b.isStacked() && !b.tracks().isEmpty()) {
                stacks.add(new Stack(b.tracks(), b.top() + b.headerHeight(), b.laneHeight()));
            }
        }
        return stacks;
    }

    /** The rows that show between two heights, but for those that are stacked up. */
    List<Row> between(double top, double bottom) {
        List<Row> rows = new ArrayList<>();
        for (int block = firstEndingAfter(top); block < blocks.size() && blocks.get(block).top() < bottom; block++) {
            Block b = blocks.get(block);
            for (int i = b.firstEndingAfter(top); i < b.rows(); i++) {
                Row row = b.row(i);
                if (row.top() >= bottom || (b.isStacked() && row.track() != null)) {
                    break;
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** The row at a height, or null in a gap. */
    @Nullable
    Row at(double y) {
        int block = firstEndingAfter(y);
        if (block == blocks.size() || blocks.get(block).top() > y) {
            return null;
        }
        Block b = blocks.get(block);
        return b.row(b.firstEndingAfter(y));
    }

    /** The row below one, or above it; the row itself where there is none. */
    Row beside(Row row, boolean below) {
        Row next = below ? at(row.bottom() + 0.5) : at(row.top() - 0.5);
        if (next == null) {
            next = below ? at(row.bottom() + GAP + 0.5) : at(row.top() - GAP - 0.5);
        }
        return next == null ? row : next;
    }

    /** The first row; null where there is none. */
    @Nullable
    Row first() {
        return at(0);
    }

    @Nullable
    Row ofTrack(Track track) {
        for (Block block : blocks) {
            int at = block.indexOf(track);
            if (at >= 0) {
                return block.track(at);
            }
        }
        return null;
    }

    /** A group's header. */
    @Nullable
    Row ofGroup(String key) {
        for (Block block : blocks) {
            if (block.headerHeight() > 0 && block.group().key().equals(key)) {
                return block.row(0);
            }
        }
        return null;
    }

    /** The header of the group that shows a pool. */
    @Nullable
    Row ofPool(int pool) {
        for (Block block : blocks) {
            if (block.headerHeight() > 0 && block.group().pool() == pool) {
                return block.row(0);
            }
        }
        return null;
    }

    private int firstEndingAfter(double y) {
        int low = 0;
        int high = blocks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blocks.get(middle).bottom() <= y) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
