package dev.loomscope.agent.stream;

import java.util.Arrays;

/**
 * The used places of a table, by thread and within a thread by time: a place and its time are packed into one long, spread by
 * thread, and each thread's part is sorted. Takes no memory once there were as many threads. Belongs to the drain.
 */
final class PlacesByThread {
    private static final int PLACE_BITS = 16;

    private final long[] order;
    private final int[] used;

    /** Of the thread of each of {@link #used}. */
    private final int[] ranks;

    private long[] threads = new long[64];

    /** Where the part of each thread begins. */
    private int[] starts = new int[64];

    private int threadCount;

    /** A way to look at one side of a table. */
    interface Table {
        /** The first place from one on that belongs to it, {@link #places} where there is none. */
        int next(int from);

        int places();

        long thread(int place);

        long time(int place);

        void write(int place);
    }

    /** @param places the most that a table has */
    PlacesByThread(int places) {
        if (places > 1 << PLACE_BITS) {
            throw new IllegalArgumentException("places=" + places + " exceeds max=" + (1 << PLACE_BITS));
        }
        order = new long[places];
        used = new int[places];
        ranks = new int[places];
    }

    /** Threads of which there are places. */
    int threads() {
        return threadCount;
    }

    long thread(int rank) {
        return threads[rank];
    }

    /** Where the places of a thread begin, and those of the thread before it end. */
    int start(int rank) {
        return starts[rank];
    }

    int place(int index) {
        return (int) order[index] & (1 << PLACE_BITS) - 1;
    }

    /** Puts the places of a table in order. */
    void sort(Table table) {
        int count = rank(table);
        if (count == 0) {
            return;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, table.time(used[i]));
            greatest = Math.max(greatest, table.time(used[i]));
        }
        // What is live for longer than 39 hours has times too long to stand beside a place: the last digits go.
        int coarser = Math.max(0, PLACE_BITS + 1 - Long.numberOfLeadingZeros(greatest - least));
        int[] next = Arrays.copyOf(starts, threadCount + 1);
        for (int i = 0; i < count; i++) {
            order[next[ranks[i]]++] = ((table.time(used[i]) - least) >>> coarser << PLACE_BITS) | used[i];
        }
        for (int rank = 0; rank < threadCount; rank++) {
            Arrays.sort(order, starts[rank], starts[rank + 1]);
        }
    }

    /** Numbers the threads of all places and counts those of each. */
    private int rank(Table table) {
        threadCount = 0;
        Arrays.fill(starts, 0);
        int count = 0;
        int last = -1;
        for (int place = table.next(0); place < table.places(); place = table.next(place + 1)) {
            long thread = table.thread(place);
            if (last < 0 || threads[last] != thread) {
                last = rankOf(thread);
            }
            starts[last + 1]++;
            used[count] = place;
            ranks[count] = last;
            count++;
        }
        for (int rank = 0; rank < threadCount; rank++) {
            starts[rank + 1] += starts[rank];
        }
        return count;
    }

    private int rankOf(long thread) {
        for (int rank = 0; rank < threadCount; rank++) {
            if (threads[rank] == thread) {
                return rank;
            }
        }
        if (threadCount + 2 > threads.length) {
            threads = Arrays.copyOf(threads, threads.length * 2);
            starts = Arrays.copyOf(starts, threads.length);
        }
        threads[threadCount] = thread;
        return threadCount++;
    }
}
