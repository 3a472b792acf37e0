package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/**
 * {@value #ROWS} consecutive rows of the {@link TaskTable}, column by column. A chunk whose ended tasks were forgotten keeps
 * its live ones: {@link #places} then says where a row stands.
 */
final class TaskChunk {
    static final int BITS = 10;
    static final int ROWS = 1 << BITS;

    /** Bytes a row takes, about. */
    static final int ROW_BYTES = 8 * Long.BYTES + 5 * Integer.BYTES + 4;

    /** Bytes the name of a virtual thread takes, about. */
    private static final int NAME_BYTES = 64;

    final long[] submitted;
    final long[] started;
    /** Of a live task: when its present phase began. Of an ended one: when it ended. */
    final long[] since;
    /** Sums over the phases before the present one. */
    final long[] busy;
    final long[] scheduled;
    final long[] blocked;
    final long[] virtualThread;
    final long[] worker;
    final int[] taskClass;
    final int[] pool;
    final int[] polls;
    final int[] exception;
    /** Row of the task that submitted it, -1 where there is none. */
    final int[] parent;
    final byte[] kind;
    final byte[] status;
    final byte[] flags;
    /** Why a virtual thread last left its carrier. */
    final byte[] reason;
    /** Place by row within the chunk, -1 where forgotten; null where every row is known and stands at its own place. */
    final short @Nullable [] places;
    @Nullable
    String @Nullable [] names;
    /** Three a row: halves of the trace id, span id; null where no row has one. */
    long @Nullable [] traces;
    private int namedRows;
    int live;
    /** The longest time from first start to end among the ended rows that are no virtual threads, in ns. */
    long longestRun;

    TaskChunk() {
        this(ROWS, null);
    }

    private TaskChunk(int rows, short @Nullable [] places) {
        submitted = new long[rows];
        started = new long[rows];
        since = new long[rows];
        busy = new long[rows];
        scheduled = new long[rows];
        blocked = new long[rows];
        virtualThread = new long[rows];
        worker = new long[rows];
        taskClass = new int[rows];
        pool = new int[rows];
        polls = new int[rows];
        exception = new int[rows];
        parent = new int[rows];
        kind = new byte[rows];
        status = new byte[rows];
        flags = new byte[rows];
        reason = new byte[rows];
        this.places = places;
    }

    /** The live rows alone, or null where there are none. */
    @Nullable
    TaskChunk liveRows() {
        if (live == 0) {
            return null;
        }
        short[] at = new short[ROWS];
        int count = 0;
        for (int row = 0; row < ROWS; row++) {
            int place = place(row);
            at[row] = place >= 0 && TaskStatus.isLive(status[place]) ? (short) count++ : -1;
        }
        TaskChunk sparse = new TaskChunk(count, at);
        for (int row = 0; row < ROWS; row++) {
            if (at[row] >= 0) {
                sparse.copy(at[row], this, place(row));
            }
        }
        sparse.live = count;
        sparse.longestRun = -1;
        return sparse;
    }

    /** When the last of the ended rows ended, in ns since the epoch; {@code Long.MIN_VALUE} where there is none. */
    long lastEnd() {
        long last = Long.MIN_VALUE;
        for (int place = 0; place < since.length; place++) {
            if (!TaskStatus.isLive(status[place])) {
                last = Math.max(last, since[place]);
            }
        }
        return last;
    }

    void name(int place, String name) {
        @Nullable String[] all = names;
        if (all == null) {
            all = new @Nullable String[submitted.length];
            names = all;
        }
        namedRows += all[place] == null ? 1 : 0;
        all[place] = name;
    }

    void trace(int place, long high, long low, long span) {
        long[] all = traces;
        if (all == null) {
            all = new long[3 * submitted.length];
            traces = all;
        }
        all[3 * place] = high;
        all[3 * place + 1] = low;
        all[3 * place + 2] = span;
    }

    private void copy(int to, TaskChunk source, int from) {
        submitted[to] = source.submitted[from];
        started[to] = source.started[from];
        since[to] = source.since[from];
        busy[to] = source.busy[from];
        scheduled[to] = source.scheduled[from];
        blocked[to] = source.blocked[from];
        virtualThread[to] = source.virtualThread[from];
        worker[to] = source.worker[from];
        taskClass[to] = source.taskClass[from];
        pool[to] = source.pool[from];
        polls[to] = source.polls[from];
        exception[to] = source.exception[from];
        kind[to] = source.kind[from];
        status[to] = source.status[from];
        flags[to] = source.flags[from];
        parent[to] = source.parent[from];
        reason[to] = source.reason[from];
        long[] traced = source.traces;
        if (traced != null) {
            trace(to, traced[3 * from], traced[3 * from + 1], traced[3 * from + 2]);
        }
        @Nullable String[] all = source.names;
        String name = all == null ? null : all[from];
        if (name != null) {
            name(to, name);
        }
    }

    /** Where a row stands in the columns, or -1 where it is forgotten. */
    int place(int row) {
        int at = row & (ROWS - 1);
        return places == null ? at : places[at];
    }

    int bytes() {
        return submitted.length * ROW_BYTES + namedRows * NAME_BYTES + (places == null ? 0 : ROWS * Short.BYTES)
                + (traces == null ? 0 : traces.length * Long.BYTES);
    }
}
