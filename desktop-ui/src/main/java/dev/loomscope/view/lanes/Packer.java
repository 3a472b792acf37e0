package dev.loomscope.view.lanes;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskPacking;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * Plans rows beside the toolkit's thread: those of tasks, which are packed bit by bit, so that there is something to see at
 * once, and on from there as new tasks come; and those of threads that a filter leaves.
 */
@SuppressWarnings("ReferenceEquality")
public final class Packer {
    /** Rows of the task table that are packed between two plans: some 20 ms. */
    private static final int AT_ONCE = 100_000;

    /**
     * What is wanted.
     *
     * @param wanted the tasks that rows are narrowed to; null for all
     * @param kept a track that stays although the filter wants nothing of it; null for none
     * @param held whether somebody points at a row
     * @param from begin of the stretch of time in sight, in ns since the epoch
     * @param to its end
     */
    public record Wish(SessionModel session, Arrangement arrangement, @Nullable Wanted wanted, @Nullable Track kept,
            boolean held, long from, long to) {
        private boolean sameTracks(Wish other) {
            return session.equals(other.session)
                    && arrangement.by().grouping() == other.arrangement.by().grouping();
        }
    }

    /**
     * What came of it.
     *
     * @param number rises from one to the next
     * @param packing null where rows are threads
     */
    public record Result(long number, Wish wish, Plan plan, @Nullable TaskPacking packing, boolean complete) {
        /** The track of a task, where rows are tasks and it is shown. */
        public @Nullable TaskTrack trackOf(int row) {
            return packing == null ? null : packing.trackOf(row);
        }
    }

    private final Executor background;
    private final Narrowing narrowing = new Narrowing();
    private @Nullable Wish wish;
    private long wishes;
    private long results;
    private boolean at;
    private @Nullable TrackSource source;
    private @Nullable Standing standing;
    private @Nullable Wish done;
    private volatile @Nullable Result result;

    /** @param background where the work is done */
    public Packer(Executor background) {
        this.background = background;
    }

    /** A thread of its own, which goes when it is not needed, and lets the program end. */
    public static Executor thread() {
        return new ThreadPoolExecutor(0, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("loomscope-rows").factory());
    }

    /** The newest plan; null while there is none. */
    public @Nullable Result result() {
        return result;
    }

    /** Makes the plan again, for what is wanted now and all tasks that came. */
    public synchronized void want(Wish next) {
        wish = next;
        wishes++;
        if (!at) {
            at = true;
            background.execute(this::work);
        }
    }

    /** Nothing of it is wanted any more. */
    public synchronized void stop() {
        wish = null;
        wishes++;
        result = null;
        if (!at) {
            at = true;
            background.execute(this::work);
        }
    }

    /** Waits until all is done that was wanted. */
    public synchronized void await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toMillis(); at && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private void work() {
        boolean goesOn = true;
        boolean broken = true;
        try {
            while (goesOn) {
                long known = wishes();
                Wish next = wanted();
                if (next == null) {
                    letGo();
                    goesOn = false;
                } else {
                    goesOn = !step(next);
                }
                goesOn = goesOn || newer(known);
            }
            broken = false;
        } finally {
            if (broken) {
                end();
            }
        }
    }

    private synchronized long wishes() {
        return wishes;
    }

    private synchronized @Nullable Wish wanted() {
        return wish;
    }

    /** Ends only where nothing else came to be wanted. */
    private synchronized boolean newer(long than) {
        if (wishes != than) {
            return true;
        }
        at = false;
        notifyAll();
        return false;
    }

    private synchronized void end() {
        at = false;
        notifyAll();
    }

    private boolean step(Wish next) {
        TrackSource present = source;
        if (present == null || done == null || !done.sameTracks(next)) {
            letGo();
            present = TrackSource.of(next.session(), next.arrangement().by().grouping());
            source = present;
        }
        Standing figures = standing;
        if (figures == null || done == null) {
            figures = new Standing(next.session());
            standing = figures;
        } else if (!done.arrangement().sameOrder(next.arrangement())) {
            figures.forget();
        }
        boolean complete = present.advance(AT_ONCE);
        Wanted wanted = next.arrangement().matchingOnly() ? next.wanted() : null;
        Set<Track> left = narrowing.tracks(wanted, present, next.held(), System.nanoTime());
        Track kept = next.kept();
        if (left != null && kept != null) {
            left.add(kept);
        }
        Plan plan = new Planner(figures, next.arrangement(), next.from(), next.to(), left).plan(present.groups());
        done = next;
        publish(new Result(++results, next, plan, present instanceof PackedTracks packed ? packed.packing() : null,
                complete));
        return complete;
    }

    private synchronized void publish(Result next) {
        if (wish != null) {
            result = next;
        }
    }

    private void letGo() {
        if (source != null) {
            source.close();
            source = null;
            standing = null;
            done = null;
        }
    }
}
