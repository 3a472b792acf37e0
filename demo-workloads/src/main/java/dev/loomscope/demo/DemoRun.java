package dev.loomscope.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** One run of a demo: what was asked for, how much of its time is left, and where it says what it does. Thread-safe. */
public final class DemoRun {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration A_WHILE = Duration.ofSeconds(10);
    private static final long LOOK_MS = 20;

    private final boolean fixed;
    private final boolean verbose;
    private final long seed;
    private final @Nullable Duration length;
    private final PrintStream out;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final long start = System.nanoTime();

    DemoRun(DemoArguments told, PrintStream out) {
        this(told.fixed(), told.verbose(), told.seed(), told.length(), out);
    }

    /**
     * Begins a run.
     *
     * @param length how long the run lasts, or null for until {@link #stop}
     * @param out what the demo says goes there
     */
    public DemoRun(boolean fixed, boolean verbose, long seed, @Nullable Duration length, PrintStream out) {
        this.fixed = fixed;
        this.verbose = verbose;
        this.seed = seed;
        this.length = length;
        this.out = out;
    }

    /** Whether the healed twin is to run. */
    public boolean fixed() {
        return fixed;
    }

    /** Whether to say more than usual. */
    public boolean verbose() {
        return verbose;
    }

    /** What every choice at random is derived from. */
    public long seed() {
        return seed;
    }

    /** Time since the run began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Ends the run before its time. */
    public void stop() {
        stop.countDown();
    }

    /** Whether the run goes on. */
    public boolean goesOn() {
        return stop.getCount() > 0 && (length == null || elapsed().compareTo(length) < 0);
    }

    /**
     * Waits till a moment of the run, or till its end where that comes first.
     *
     * @param moment time since the run began
     * @return whether the run goes on
     */
    public boolean waitUntil(Duration moment) throws InterruptedException {
        Duration end = length == null || moment.compareTo(length) < 0 ? moment : length;
        long nanos = end.minus(elapsed()).toNanos();
        return !stop.await(nanos, TimeUnit.NANOSECONDS) && goesOn();
    }

    /**
     * Gives what is nearly ready a moment at the end. Healed, all of it comes, however busy the machine is: that is worth a
     * while.
     *
     * @return how it stands then
     */
    public <T> T settle(Supplier<T> standing, Predicate<T> settled) throws InterruptedException {
        Duration end = elapsed().plus(fixed ? A_WHILE : A_MOMENT);
        T now = standing.get();
        while (!settled.test(now) && elapsed().compareTo(end) < 0) {
            Thread.sleep(LOOK_MS);
            now = standing.get();
        }
        return now;
    }

    /** Prints one line with the time of the run in front. */
    @SuppressWarnings("AnnotateFormatMethod")
    public void say(String format, @Nullable Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        out.println(String.format(Locale.ROOT, "[%6.1fs] %s", elapsed().toMillis() / 1e3, line));
        out.flush();
    }
}
