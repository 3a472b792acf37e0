package dev.loomscope.view.beside;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Makes something anew beside the window's thread: one at a time, and once more where that was asked for meanwhile. Whoever
 * renews it as time passes asks first whether it {@link #isDue}: often enough, and only for a part of the time. The window's
 * thread owns it.
 */
public final class Renewal {
    private final Executor background;
    private final Executor window;
    private final LongSupplier clock;
    private final long every;
    private final long part;
    private final Supplier<@Nullable Work> begin;
    private boolean running;
    private boolean asked;
    private long begunAt;
    private long took;

    /** What is made on another thread, of what was taken hold of on the window's thread. */
    @FunctionalInterface
    public interface Work {
        /** Makes it; gives what shows it, on the window's thread. */
        Runnable make();
    }

    /**
     * A renewal that never ran, and is due.
     *
     * @param background where it is made
     * @param window the window's thread
     * @param clock ns
     * @param every ns from one to the next at the least
     * @param part one that takes long is followed by this many times as long of none; 0 where that does not matter
     * @param begin takes hold of what it is made of, on the window's thread; null where there is nothing to make
     */
    public Renewal(Executor background, Executor window, LongSupplier clock, long every, long part,
            Supplier<@Nullable Work> begin) {
        this.background = background;
        this.window = window;
        this.clock = clock;
        this.every = every;
        this.part = part;
        this.begin = begin;
        this.begunAt = clock.getAsLong() - every;
    }

    /** Whether enough time passed since the last one. */
    public boolean isDue() {
        return !running && clock.getAsLong() - begunAt >= Math.max(every, took * part);
    }

    /** Whether another one was asked for since the one began that is being made or shown. */
    public boolean isAsked() {
        return asked;
    }

    /** Makes it now, or as soon as the one is shown that is being made. */
    public void run() {
        if (running) {
            asked = true;
            return;
        }
        asked = false;
        Work work = begin.get();
        if (work == null) {
            return;
        }
        running = true;
        begunAt = clock.getAsLong();
        background.execute(() -> make(work));
    }

    private void make(Work work) {
        long from = clock.getAsLong();
        Runnable show = () -> {};
        try {
            show = work.make();
        } finally {
            // What could not be made this time may be the next.
            Runnable made = show;
            long spent = clock.getAsLong() - from;
            window.execute(() -> show(made, spent));
        }
    }

    private void show(Runnable made, long spent) {
        running = false;
        took = spent;
        made.run();
        if (asked) {
            run();
        }
    }
}
