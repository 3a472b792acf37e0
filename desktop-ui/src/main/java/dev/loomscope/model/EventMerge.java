package dev.loomscope.model;

import java.util.Arrays;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventRun;
import org.jspecify.annotations.Nullable;

/**
 * Merges the runs of frames into one sequence in order of time: a heap of runs, ordered by the event that each has next. A
 * run that goes on beyond the time up to which the stream is complete stays here until later frames have come; its rest is
 * merged with theirs. Takes no memory per event. Session thread only.
 */
final class EventMerge {
    private @Nullable Cursor[] heap = new @Nullable Cursor[64];
    private int size;
    private long added;

    /** Takes events one by one, in order of time. */
    @FunctionalInterface
    interface Sink {
        /** The event that the run stands at, which happened on the thread. */
        void event(EventRun run, ThreadTrack thread) throws BadInputException;
    }

    /** A run that stands at its next event. */
    private record Cursor(EventRun run, ThreadTrack thread, long order) {
        boolean before(Cursor other) {
            return run.time() < other.run.time() || (run.time() == other.run.time() && order < other.order);
        }
    }

    /** Whether no run is still to be read. */
    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a run, at its begin. */
    void add(EventRun run, ThreadTrack thread) throws BadInputException {
        if (run.advance()) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            heap[size] = new Cursor(run, thread, added++);
            up(size++);
        }
    }

    /**
     * Gives out all events up to a time, inclusive.
     *
     * @throws BadInputException when a run is damaged; the rest of that run is lost, and all others were given out
     */
    void drain(long until, Sink sink) throws BadInputException {
        BadInputException fault = null;
        while (size > 0 && at(0).run.time() <= until) {
            Cursor top = at(0);
            boolean more;
            try {
                more = pull(top, Math.min(until, followed()), sink);
            } catch (BadInputException e) {
                fault = fault == null ? e : fault;
                more = false;
            }
            if (!more) {
                heap[0] = heap[--size];
                heap[size] = null;
            }
            down();
        }
        if (fault != null) {
            throw fault;
        }
    }

    /** Gives out the run's events as long as they are older than what follows in other runs; at least one. */
    private static boolean pull(Cursor top, long until, Sink sink) throws BadInputException {
        EventRun run = top.run;
        do {
            sink.event(run, top.thread);
            if (!run.advance()) {
                return false;
            }
        } while (run.time() < until);
        return true;
    }

    /** Time of the second event in order. */
    private long followed() {
        long time = size > 1 ? at(1).run.time() : Long.MAX_VALUE;
        return size > 2 ? Math.min(time, at(2).run.time()) : time;
    }

    private Cursor at(int i) {
        Cursor cursor = heap[i];
        if (cursor == null) {
            throw new IllegalStateException("nothing at i=" + i + ", size=" + size);
        }
        return cursor;
    }

    private void up(int from) {
        int i = from;
        Cursor moved = at(i);
        while (i > 0 && moved.before(at((i - 1) / 2))) {
            heap[i] = heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }
        heap[i] = moved;
    }

    private void down() {
        if (size == 0) {
            return;
        }
        int i = 0;
        Cursor moved = at(0);
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && at(child + 1).before(at(child))) {
                child++;
            }
            if (!at(child).before(moved)) {
                break;
            }
            heap[i] = heap[child];
            i = child;
        }
        heap[i] = moved;
    }
}
