package dev.loomscope.view.timeline;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Where the viewer has been, so that a step can be undone and redone. Moves that follow each other closely (the clicks of a
 * wheel, a drag) count as one step.
 */
final class Navigation {
    private static final int LIMIT = 200;

    /** Moves of one kind within this time of each other are one step, in ns. */
    static final long PAUSE = 600_000_000L;

    private final Deque<Place> past = new ArrayDeque<>();
    private final Deque<Place> future = new ArrayDeque<>();
    private long lastMove = Long.MIN_VALUE / 2;

    /** Says that the viewer is about to leave a place, at a time of the clock in ns. */
    void leave(Place place, long clock) {
        if (clock - lastMove > PAUSE) {
            past.push(place);
            if (past.size() > LIMIT) {
                past.removeLast();
            }
        }
        lastMove = clock;
        future.clear();
    }

    /** The next move is a step of its own, however soon it comes. */
    void endStep() {
        lastMove = Long.MIN_VALUE / 2;
    }

    /** Where to go back to from here, or null where there is nothing to undo. */
    @Nullable
    Place undo(Place here) {
        return step(past, future, here);
    }

    /** Where to go forward to from here, or null where there is nothing to redo. */
    @Nullable
    Place redo(Place here) {
        return step(future, past, here);
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    private @Nullable Place step(Deque<Place> from, Deque<Place> to, Place here) {
        endStep();
        Place place = from.poll();
        if (place != null) {
            to.push(here);
        }
        return place;
    }
}
