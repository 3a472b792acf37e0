package dev.loomscope.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What no hook can do without: the least that an event costs, and the least that counting one costs. What a hook takes beyond
 * that is what it knows of the task: whether it is to be told, whose it is, and to which thread it belongs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {
    private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SLOTS = 4096;
    private static final int HEAD = 8;
    private static final int COUNT = 16;
    private static final int FIRST = 32;

    private final Object task = new Object();
    private final Class<?> type = Runnable.class;
    private final Object pool = new Object();
    private final long[] ring = new long[FIRST + 2 * SLOTS];
    private final long epoch = System.nanoTime();

    /** For JMH. */
    public FloorBenchmark() {}

    /** The clock alone. */
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /** An event: the clock, two longs, and their publication. */
    @Benchmark
    public void event() {
        long head = ring[HEAD];
        int at = FIRST + ((int) head & SLOTS - 1) * 2;
        ring[at] = (System.nanoTime() - epoch) << 8 | 1;
        ring[at + 1] = head;
        LONG.setRelease(ring, HEAD, head + 1);
    }

    /** A number that another thread may read. */
    @Benchmark
    public void count() {
        LONG.setRelease(ring, COUNT, ring[COUNT] + 1);
    }

    /** Three identity hashes that are there already, compared with what a ring remembers. */
    @Benchmark
    public boolean identity() {
        return ((System.identityHashCode(task) ^ System.identityHashCode(type)) & 1) == ring[0]
                && System.identityHashCode(pool) == ring[1];
    }
}
