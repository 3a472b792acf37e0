package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that were seen ending: those of a cycle, until all rings were read, and how many there were. As long as threads
 * that were live at first are still to be taken up, also which: a look at them may come later than their end. Belongs to the
 * drain.
 */
final class VirtualEnds {
    private static final int FIRST = 1 << 10;
    private static final int USUAL = 1 << 12;
    private static final int MOST = 1 << 18;
    private static final int MOST_EARLY = 1 << 13;

    private long[] ids = new long[FIRST];
    private int size;
    private long total;

    /** Null from when those that were live at first have been adopted. */
    private @Nullable Set<Long> early = new HashSet<>();

    /** How many are put off. */
    int size() {
        return size;
    }

    /** The thread whose end was put off at an index. */
    long id(int index) {
        return ids[index];
    }

    /** Whether no more can be put off. */
    boolean isFull() {
        return size == MOST;
    }

    /** Puts off the end of a thread. */
    void add(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, ids.length * 2);
        }
        ids[size++] = id;
    }

    /** What was put off has been done. */
    void applied() {
        for (int i = 0; early != null && i < size && early.size() < MOST_EARLY; i++) {
            early.add(ids[i]);
        }
        total += size;
        size = 0;
        if (ids.length > USUAL) {
            ids = new long[FIRST];
        }
    }

    /** So many threads were seen ending without being told apart. */
    void count(long more) {
        total += more;
    }

    /** Threads that were seen ending, ever. */
    long total() {
        return total;
    }

    /** Whether a thread is known to have ended before those that were live at first were adopted. */
    boolean hasEnded(long id) {
        return early != null && early.contains(id);
    }

    /** Those that were live at first have been adopted. */
    void adoptionDone() {
        early = null;
    }
}
