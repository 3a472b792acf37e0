package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.Section;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the timeline from top to bottom: each group's header, then its tracks unless it is folded. Immutable. A row is
 * made when it is asked for, so that a hundred thousand of them cost nothing.
 */
final class Rows {
    /** Free space below a group's tracks. */
    private static final int GAP = 6;

    /** Heights in logical pixels. */
    record Heights(int header, int collapsedHeader, int plainHeader, int lane) {
        static final Heights DEFAULT = new Heights(38, 46, 26, 22);

        Heights withLane(int height) {
            return new Heights(header, collapsedHeader, plainHeader, Math.clamp(height, 10, 48));
        }

        private int of(TrackGroup group, boolean folded) {
            return group.pool() == TrackGroup.NO_POOL ? plainHeader : folded ? collapsedHeader : header;
        }
    }

    /** @param track null for a header */
    record Row(TrackGroup group, @Nullable Track track, boolean collapsed, int top, int height) {
        int bottom() {
            return top + height;
        }
    }

    /** A group's rows; the header is missing where only some of its tracks are shown. */
    private record Block(TrackGroup group, boolean folded, List<? extends Track> tracks, int top, int headerHeight,
            int laneHeight) {
        int rows() {
            return (headerHeight > 0 ? 1 : 0) + tracks.size();
        }

        int bottom() {
            return top + headerHeight + tracks.size() * laneHeight;
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
    private final int height;

    private Rows(List<Block> blocks, int height) {
        this.blocks = blocks;
        this.height = height;
    }

    static Rows of(List<Section> sections, Heights heights) {
        List<Block> blocks = new ArrayList<>(sections.size());
        int y = 0;
        for (Section section : sections) {
            boolean folded = section.folded();
            Block block = new Block(section.group(), folded, folded ? List.of() : section.tracks(), y,
                    heights.of(section.group(), folded), heights.lane());
            blocks.add(block);
            y = block.bottom() + (folded ? 0 : GAP);
        }
        return new Rows(blocks, y);
    }

    /** What is pinned, one below the other. */
    static Rows pinned(List<Plan.Pinned> pinned, Heights heights) {
        List<Block> blocks = new ArrayList<>(pinned.size());
        int y = 0;
        for (Plan.Pinned row : pinned) {
            Track track = row.track();
            Block block = new Block(row.group(), true, track == null ? List.of() : List.of(track), y,
                    track == null ? heights.of(row.group(), true) : 0, heights.lane());
            blocks.add(block);
            y = block.bottom();
        }
        return new Rows(blocks, y);
    }

    /** All of them, logical pixels high. */
    int height() {
        return height;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** The rows that show between two heights. */
    List<Row> between(double top, double bottom) {
        List<Row> rows = new ArrayList<>();
        for (int block = firstEndingAfter(top); block < blocks.size() && blocks.get(block).top() < bottom; block++) {
            Block b = blocks.get(block);
            for (int i = b.firstEndingAfter(top); i < b.rows(); i++) {
                Row row = b.row(i);
                if (row.top() >= bottom) {
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

    @Nullable
    Row ofTrack(Track track) {
        for (Block block : blocks) {
            int at = block.tracks().indexOf(track);
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
