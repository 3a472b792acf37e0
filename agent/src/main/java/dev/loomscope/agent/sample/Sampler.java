package dev.loomscope.agent.sample;

import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.hook.HookMemory;

/**
 * Looks at the application now and then, without its locks, and hands what it sees to the drain: states of threads inside tasks
 * every 20 ms, pools every 100 ms, stacks of long runners every second, and once what was live before. A thread of its own, as
 * taking a stack can take long. While nobody listens it wakes every 100 ms, and pools are looked at once a second.
 */
public final class Sampler {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

    /** After a look that failed, as where memory is short. */
    private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

    private final Instrumentation instrumentation;
    private final HookMemory memory;
    private final WatchedThreads threads;
    private final PoolBoard board;
    private final BooleanSupplier watched;
    private final Consumer<Object[]> hooks;
    private final Predicate<Facts> drain;
    private final Thread thread = DaemonThread.of("loomscope-sampler", this::run);
    private volatile long stackAfter;
    private volatile boolean stopped;

    /**
     * @param instrumentation opens what is looked into
     * @param threads threads that the drain knows
     * @param board pools that the drain knows
     * @param stackAfter a task that runs longer has its stack taken
     * @param watched whether anybody listens
     * @param hooks takes messages of {@link dev.loomscope.agent.hook.Control}
     * @param drain takes what was seen; false where it has no room for it
     */
    public Sampler(
            Instrumentation instrumentation,
            HookMemory memory,
            WatchedThreads threads,
            PoolBoard board,
            Duration stackAfter,
            BooleanSupplier watched,
            Consumer<Object[]> hooks,
            Predicate<Facts> drain) {
        this.instrumentation = instrumentation;
        this.memory = memory;
        this.threads = threads;
        this.board = board;
        this.stackAfter = stackAfter.toNanos();
        this.watched = watched;
        this.hooks = hooks;
        this.drain = drain;
    }

    /** Begins to look. */
    public void start() {
        thread.start();
    }

    /** From now on a task that runs longer than this has its stack taken. */
    public void stackAfter(Duration duration) {
        stackAfter = duration.toNanos();
    }

    /** Ends; waits for that at most so long. */
    public void stop(long milliseconds) throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        if (thread.isAlive()) {
            thread.join(Math.max(1, milliseconds));
        }
    }

    /** One look; false where it failed, which is told where the look before it did not. */
    private boolean look(Looks looks, boolean listened, boolean failedBefore) {
        try {
            looks.look(listened, stackAfter);
            return true;
        } catch (RuntimeException | Error e) {
            if (!failedBefore && !stopped) {
                System.err.println("loomscope: pools and stacks could not be sampled: " + e);
            }
            return false;
        }
    }

    private void run() {
        try {
            JdkDoors.open(instrumentation);
            Looks looks = new Looks(memory, threads, board, hooks, drain);
            looks.first();
            try {
                run(looks);
            } finally {
                looks.end();
            }
        } catch (RuntimeException | LinkageError e) {
            if (!stopped) {
                System.err.println("loomscope: pools and stacks are not sampled any more: " + e);
            }
        }
    }

    private void run(Looks looks) {
        boolean before = false;
        boolean failed = false;
        long pause = TICK;
        while (!stopped) {
            LockSupport.parkNanos(this, pause);
            // Whoever interrupts this thread does not hurry it: with the mark set it would never pause again.
            Thread.interrupted();
            boolean now = watched.getAsBoolean();
            if (now && !before) {
                looks.begin();
            } else if (before && !now) {
                looks.end();
            }
            before = now;
            failed = !look(looks, now, failed);
            pause = failed ? AFTER_FAILURE : TICK * looks.next(now);
        }
    }
}
