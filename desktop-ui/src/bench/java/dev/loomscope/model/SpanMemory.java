package dev.loomscope.model;

import dev.loomscope.bench.Out;

/** What a closed span takes in memory: as it is accounted for, and as the heap grows by it. */
public final class SpanMemory {
    private static final int LANES = 60;

    private SpanMemory() {}

    /** Prints a table. */
    public static void run(long spans) throws InterruptedException {
        Out.line("%n%-22s %18s %26s %16s", "a closed span takes", "without LOD, bytes", "with LOD, accounted bytes",
                "heap, bytes");
        for (Lane.Kind kind : Lane.Kind.values()) {
            Retention retention = new Retention(1L << 40);
            long before = used();
            Lane[] lanes = new Lane[LANES];
            for (int i = 0; i < LANES; i++) {
                lanes[i] = new Lane(i, kind, 1, i, new Names(), () -> 0, retention);
                for (int span = 0; span < spans / LANES; span++) {
                    lanes[i].spans.open(span * 300L, span, SpanState.RUNNING, 50, span - 1);
                    lanes[i].spans.close(span * 300L + 200);
                }
            }
            long after = used();
            long count = 0;
            for (Lane lane : lanes) {
                count += lane.spanCount();
            }
            int columns = SpanChunk.SPAN_BYTES + (kind == Lane.Kind.CARRIER ? SpanChunk.WAKE_BYTES : 0);
            Out.line("%-22s %18d %26.1f %16.1f",
                    kind == Lane.Kind.CARRIER ? "on a carrier's lane" : "on a worker's lane",
                    columns, (double) retention.taken() / count, (double) (after - before) / count);
        }
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
