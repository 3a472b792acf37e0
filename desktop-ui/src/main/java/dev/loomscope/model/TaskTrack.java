package dev.loomscope.model;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Tasks one behind the other on one row: each begins when the one before is over, or later, so only the last one can be live.
 * The sums of time by state up to every {@value #BLOCK}th task stand ready, so that looking at many costs by the pixel. One
 * writer appends; any thread reads, without locks.
 */
public final class TaskTrack implements Track {
    static final int BLOCK_BITS = 4;
    static final int BLOCK = 1 << BLOCK_BITS;

    private static final int STATES = Occupancy.STATES;

    /** Bytes that an empty one takes, about. */
    static final int BYTES = 160;

    private final SessionModel model;
    private final PackedGroup group;
    private final int depth;
    private final int index;
    private volatile Content content = new Content(new int[2], new long[0], 0);
    private volatile int count;

    /** Task {@code base} and those that follow; {@code base} is a multiple of {@value #BLOCK}. */
    record Content(int[] rows, long[] before, int base) {
        int row(int task) {
            return rows[task - base];
        }
    }

    /** Tasks from {@code first} to {@code count} that are still known. */
    record View(Content content, int first, int count) {
        int row(int task) {
            return content.row(task);
        }
    }

    TaskTrack(SessionModel model, PackedGroup group, int depth, int index) {
        this.model = model;
        this.group = group;
        this.depth = depth;
        this.index = index;
    }

    /** The group whose row it is. */
    public PackedGroup group() {
        return group;
    }

    /** How far below the first task of its tree; 0 elsewhere. */
    public int depth() {
        return depth;
    }

    /** Its place among the rows of its depth. */
    public int index() {
        return index;
    }

    @Override
    public String key() {
        return group.key() + "/" + depth + "." + index;
    }

    /** Name of its first task. */
    @Override
    public String name() {
        View view = view();
        return view.first == view.count ? "" : model.tasks().name(view.row(view.first));
    }

    @Override
    public long spanCount() {
        return count;
    }

    /** Rows of its tasks that are still known, oldest first. */
    public int[] tasks() {
        View view = view();
        return Arrays.copyOfRange(view.content.rows, view.first - view.content.base, view.count - view.content.base);
    }

    View view() {
        int seen = count;
        Content c = content;
        int first = c.base;
        int oldest = model.tasks().oldest();
        if (first < seen && c.row(first) < oldest) {
            int high = seen - 1;
            while (first < high) {
                int middle = (first + high) >>> 1;
                if (c.row(middle) < oldest) {
                    first = middle + 1;
                } else {
                    high = middle;
                }
            }
            first += model.tasks().known(c.row(first)) ? 0 : 1;
        }
        return new View(c, Math.min(first, seen), seen);
    }

    @Override
    public void occupancy(long from, double nsPerPixel, int pixels, Occupancy out) {
        out.reset(pixels);
        View view = view();
        if (view.first < view.count) {
            new TaskWalk(model, view, model.now()).fill(from, nsPerPixel, pixels, out);
        }
    }

    @Override
    public void occupancy(long from, double nsPerPixel, int pixels, IntPredicate rows, Occupancy out) {
        out.reset(pixels);
        new TaskWalk(model, view(), model.now()).fill(from, nsPerPixel, pixels, rows, out);
    }

    @Override
    public void spans(long from, long to, long minDuration, SpanVisitor visitor) {
        long now = model.now();
        TaskMix mix = new TaskMix(model);
        tasks(from, to, minDuration, row -> !mix.read(row, now) || show(mix, row, visitor));
    }

    /**
     * Shows the rows of the tasks that touch a time range and live at least so long, oldest first, until one is not taken. As
     * they follow each other, many short ones are passed over at once.
     */
    public void tasks(long from, long to, long minDuration, IntPredicate taken) {
        View view = view();
        TaskWalk walk = new TaskWalk(model, view, model.now());
        int first = Math.max(view.first, walk.firstFrom(from) - 1);
        int end = walk.firstFrom(to);
        if (first < end) {
            new TaskSearch(model, view, from, minDuration, taken).look(first, end);
        }
    }

    private static boolean show(TaskMix mix, int row, SpanVisitor visitor) {
        boolean on = mix.due() == mix.start || visitor.span(mix.start, mix.due(), SpanState.WAITING, row);
        on = on && (mix.started == mix.due()
                || visitor.span(mix.due(), mix.started, SpanState.SCHEDULED, row));
        return on && (mix.end == mix.started || visitor.span(mix.started, mix.end, mix.stateAt(mix.end), row));
    }

    @Override
    public boolean spanAt(long time, SpanCursor out) {
        View view = view();
        int task = new TaskWalk(model, view, model.now()).firstFrom(time + 1) - 1;
        TaskMix mix = new TaskMix(model);
        return task >= view.first && time <= model.now() && mix.read(view.row(task), model.now())
                && (mix.live || mix.end > time) && found(mix, view.row(task), time, out);
    }

    @Override
    public boolean nextSpan(long time, SpanCursor out) {
        View view = view();
        int task = new TaskWalk(model, view, model.now()).firstFrom(time + 1);
        TaskMix mix = new TaskMix(model);
        return task < view.count && mix.read(view.row(task), model.now())
                && found(mix, view.row(task), mix.start, out);
    }

    @Override
    public boolean previousSpan(long time, SpanCursor out) {
        View view = view();
        TaskMix mix = new TaskMix(model);
        for (int task = new TaskWalk(model, view, model.now()).firstFrom(time) - 1; task >= view.first; task--) {
            if (mix.read(view.row(task), model.now()) && !mix.live && mix.end <= time) {
                return found(mix, view.row(task), mix.end, out);
            }
        }
        return false;
    }

    private static boolean found(TaskMix mix, int row, long time, SpanCursor out) {
        out.state = mix.stateAt(time);
        out.start = time < mix.due() ? mix.start : time < mix.started ? mix.due() : mix.started;
        out.end = time < mix.due() ? mix.due() : time < mix.started ? mix.started : mix.end;
        out.open = mix.live && out.end == mix.end;
        out.taskRow = row;
        out.ready = 0;
        out.waker = -1;
        return true;
    }

    @Override
    public long settledUntil(long present) {
        View view = view();
        TaskMix mix = new TaskMix(model);
        boolean open = view.first < view.count && mix.read(view.row(view.count - 1), present) && mix.live;
        return open ? Math.min(present, mix.start) : present;
    }

    // From here on: one writer.

    /** Row of its last task, -1 while it has none. */
    int last() {
        return count == content.base ? -1 : content.row(count - 1);
    }

    /**
     * Takes a further task; the one before is over.
     *
     * @return by how many bytes it grew
     */
    int add(int row, TaskMix mix) {
        Content c = content;
        int at = count - c.base;
        int grown = 0;
        int[] rows = c.rows;
        long[] before = c.before;
        if (at == rows.length) {
            rows = Arrays.copyOf(rows, at * 2);
            grown = at * Integer.BYTES;
        }
        if (at > 0 && (at & (BLOCK - 1)) == 0) {
            int blocks = at >> BLOCK_BITS;
            if ((blocks + 1) * STATES > before.length) {
                int length = Math.max(2, blocks * 2) * STATES;
                grown += (length - before.length) * Long.BYTES;
                before = Arrays.copyOf(before, length);
            }
            sumUp(rows, before, blocks, mix);
        }
        rows[at] = row;
        if (grown > 0) {
            content = new Content(rows, before, c.base);
        }
        count = c.base + at + 1;
        return grown;
    }

    /** What all tasks up to a block have spent; that of the blocks before stands there. */
    private void sumUp(int[] rows, long[] before, int block, TaskMix mix) {
        long[] sums = Arrays.copyOfRange(before, (block - 1) * STATES, block * STATES);
        for (int i = (block - 1) << BLOCK_BITS; i < block << BLOCK_BITS; i++) {
            if (mix.read(rows[i], model.now())) {
                mix.addUntil(Long.MAX_VALUE, sums);
            }
        }
        System.arraycopy(sums, 0, before, block * STATES, STATES);
    }

    /**
     * Lets go of forgotten tasks, where that frees some.
     *
     * @return by how many bytes it shrank
     */
    int trim() {
        View view = view();
        Content c = view.content;
        int gone = (view.first - c.base) & -BLOCK;
        if (gone == 0 || gone * 2 < c.rows.length) {
            return 0;
        }
        int left = Math.max(2, Integer.highestOneBit(Math.max(1, view.count - c.base - gone)) * 2);
        int[] rows = new int[left];
        System.arraycopy(c.rows, gone, rows, 0, view.count - c.base - gone);
        int blocks = gone >> BLOCK_BITS;
        long[] before = blocks * STATES >= c.before.length
                ? new long[0]
                : Arrays.copyOfRange(c.before, blocks * STATES, c.before.length);
        content = new Content(rows, before, c.base + gone);
        return (c.rows.length - left) * Integer.BYTES + (c.before.length - before.length) * Long.BYTES;
    }

    /** Whether all its tasks are forgotten. */
    boolean isForgotten() {
        View view = view();
        return view.first == view.count;
    }
}
