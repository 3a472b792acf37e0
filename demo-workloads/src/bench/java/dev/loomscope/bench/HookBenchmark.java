package dev.loomscope.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.TaskHooks;
import dev.loomscope.agent.hook.WorkerHooks;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What the hooks cost by themselves, in the thread that calls them: the classes that are installed in the JDK, with the
 * portable form of what they need of it. The ring is emptied at once, so that every event finds room, as with a drain that
 * keeps up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookBenchmark {
    private static final int PLACES = 64;
    private static final int RINGS = 8;
    private static final int SLOTS = 4096;
    private static final int TABLE = 1024;

    /** What the hooks are told to do: to record every event, to count it, or to do nothing. */
    @Param({"exact", "counted", "off"})
    public String mode = "";

    private final Object pool = new Object();
    private final Runnable task = () -> {};
    private long[] ring = new long[0];

    /** For JMH. */
    public HookBenchmark() {}

    /** Gives the hooks a memory of their own. */
    @Setup
    public void install() {
        long[][] spares = new long[RINGS][RingLayout.SLOTS + 2 * SLOTS];
        HookMemory memory = HookMemory.of(PLACES, spares, TABLE, TABLE, 1, System.nanoTime());
        memory.enabled()[0] = 1;
        new Control().accept(Control.message(memory));
        TaskHooks.submitted(pool, task);
        for (long[] each : memory.rings()) {
            if (each != null && each[RingLayout.OWNER] == Thread.currentThread().threadId()) {
                ring = each;
            }
        }
        for (int family = 0; family < memory.modes().length; family++) {
            memory.modes()[family] = mode.equals("exact") ? 1 : 0;
        }
        memory.enabled()[0] = mode.equals("off") ? 0 : 1;
    }

    private void drain() {
        ring[RingLayout.TAIL] = ring[RingLayout.HEAD];
    }

    /** One event. */
    @Benchmark
    public void submit() {
        TaskHooks.submitted(pool, task);
        drain();
    }

    /** Two events. */
    @Benchmark
    public void startAndEnd() {
        WorkerHooks.started(task, pool);
        WorkerHooks.ended(task, null);
        drain();
    }

    /** Runs all of it in a process of its own and prints a table. */
    static void run(BenchmarkOptions options, PrintStream out) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(options.measureMs());
        Options jmh = new OptionsBuilder()
                .include(pattern(HookBenchmark.class))
                .include(pattern(FloorBenchmark.class))
                .forks(1)
                // JMH itself uses it.
                .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                .warmupIterations(2)
                .warmupTime(time)
                .measurementIterations(Math.max(2, options.rounds()))
                .measurementTime(time)
                .verbosity(VerboseMode.SILENT)
                .build();
        out.printf(Locale.ROOT, "%n%-34s %-20s %10s %10s%n", "hook", "", "ns", "+-");
        for (RunResult result : new Runner(jmh).run()) {
            String name = result.getParams().getBenchmark();
            String mode = result.getParams().getParam("mode");
            out.printf(
                    Locale.ROOT,
                    "%-34s %-20s %10.1f %10.1f%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    mode == null ? "floor" : mode,
                    result.getPrimaryResult().getScore(),
                    result.getPrimaryResult().getScoreError());
        }
        out.flush();
    }

    private static String pattern(Class<?> benchmark) {
        return benchmark.getName().replace(".", "\\.") + "\\..*";
    }
}
