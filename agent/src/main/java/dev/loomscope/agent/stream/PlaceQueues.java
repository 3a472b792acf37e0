package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Queues of places, one for each number that places are known by, in the order of adding; places in no queue are free. Those whose
 * upper bits have the same hash stand in one chain, queue behind queue, and the first of each knows its last: so a search goes from
 * queue to queue, and costs no step for what is inside of them. Fixed size, no allocation. Belongs to the drain.
 *
 * <pre>
 *   hash ─▶ first ─▶ ... ─▶ last ─▶ first ─▶ ... ─▶ last          by nexts
 *             └── previous ──▲        └── previous ──▲
 * </pre>
 */
final class PlaceQueues {
    static final int NONE = -1;

    private final IntToLongFunction numbers;
    private final int keyShift;

    /** By hash: the first place of the first queue. */
    private final int[] hashes;

    /** By place: the next one of its queue, or the first of the next queue; of a free place the next free one. */
    private final int[] nexts;

    /** By place: the one before it in its queue; of the first the last. */
    private final int[] previous;

    private int free;

    /**
     * @param places a power of two
     * @param numbers the number of a place that is not free
     * @param keyShift numbers that are the same from this bit on share a hash
     */
    PlaceQueues(int places, IntToLongFunction numbers, int keyShift) {
        this.numbers = numbers;
        this.keyShift = keyShift;
        hashes = new int[Math.max(1, places / 4)];
        nexts = new int[places];
        previous = new int[places];
        Arrays.fill(hashes, NONE);
        for (int place = 0; place < places; place++) {
            nexts[place] = place + 1 < places ? place + 1 : NONE;
        }
    }

    /** A place that was free, which is to be added when its number is known; {@link #NONE} where all are in use. */
    int take() {
        int place = free;
        if (place != NONE) {
            free = nexts[place];
        }
        return place;
    }

    /** The first place of a number's queue, {@link #NONE} where it is empty. */
    int first(long number) {
        int first = hashes[hash(number)];
        while (first != NONE && numbers.applyAsLong(first) != number) {
            first = behind(first);
        }
        return first;
    }

    /** The last place of the queue of which this is the first. */
    int last(int first) {
        return previous[first];
    }

    /** The place behind one in the queue of which this is the first; {@link #NONE} behind the last. */
    int after(int place, int first) {
        return place == previous[first] ? NONE : nexts[place];
    }

    /** The place before one in the queue of which this is the first; {@link #NONE} before the first. */
    int before(int place, int first) {
        return place == first ? NONE : previous[place];
    }

    /** The first place of some queue whose numbers share a hash with a number; the others follow by {@link #behind}. */
    int sharing(long number) {
        return hashes[hash(number)];
    }

    /** The first place of the queue behind the one of which this is the first; {@link #NONE} where there is none. */
    int behind(int first) {
        return nexts[previous[first]];
    }

    /** Adds a place that was taken behind those of its number. */
    void add(int place) {
        long number = numbers.applyAsLong(place);
        int first = first(number);
        if (first == NONE) {
            int hash = hash(number);
            nexts[place] = hashes[hash];
            previous[place] = place;
            hashes[hash] = place;
        } else {
            int last = previous[first];
            nexts[place] = nexts[last];
            previous[place] = last;
            nexts[last] = place;
            previous[first] = place;
        }
    }

    /** Takes a place out, while its number is still known; it is free then. */
    void remove(int place) {
        long number = numbers.applyAsLong(place);
        int hash = hash(number);
        int before = NONE;
        int first = hashes[hash];
        while (numbers.applyAsLong(first) != number) {
            before = previous[first];
            first = nexts[before];
        }
        int next = nexts[place];
        if (place == first) {
            if (previous[place] != place) {
                previous[next] = previous[place];
            }
            if (before == NONE) {
                hashes[hash] = next;
            } else {
                nexts[before] = next;
            }
        } else {
            nexts[previous[place]] = next;
            if (previous[first] == place) {
                previous[first] = previous[place];
            } else {
                previous[next] = previous[place];
            }
        }
        nexts[place] = free;
        free = place;
    }

    private int hash(long number) {
        return (int) (((number >>> keyShift) * 0x9E3779B97F4A7C15L) >>> 40) & hashes.length - 1;
    }
}
