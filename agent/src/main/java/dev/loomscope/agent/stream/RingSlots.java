package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.EventKind;

/** What stands in the slots of a ring, as {@link RingLayout} lays them out. */
final class RingSlots {
    private static final int SLOT = 0xFFFF;

    private RingSlots() {}

    static int kind(long word) {
        return (int) word & 0xFF;
    }

    static long time(long word) {
        return word >> 8;
    }

    /** The task key in the second word of a task's event. */
    static int key(long word) {
        return (int) (word >>> 32);
    }

    /** The pool slot in it, or the outcome of an END. */
    static int poolSlot(long word) {
        return (int) (word >>> 16) & SLOT;
    }

    /** The class slot in it, or what else stands in the lowest bits. */
    static int classSlot(long word) {
        return (int) word & SLOT;
    }

    /** Time of the first START or END between two positions, {@code Long.MAX_VALUE} where there is none. */
    static long firstRun(long[] ring, long tail, long end) {
        for (long n = tail; n < end; n++) {
            long word = ring[Rings.at(ring, n)];
            if (kind(word) == EventKind.START || kind(word) == EventKind.END) {
                return time(word);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Pool and class of a note. */
    static long origin(long[] ring, long n, long end) {
        int at = more(ring, n, 1, end);
        return at < 0 ? 0 : ring[at] >>> 8;
    }

    static long noteValue(long[] ring, long n, long end) {
        int at = more(ring, n, 1, end);
        return at < 0 ? 0 : ring[at + 1];
    }

    static long noteOther(long[] ring, long n, long end) {
        int at = more(ring, n, 2, end);
        return at < 0 ? 0 : ring[at + 1];
    }

    /** Where the further slot of a note stands, its first or its second; negative where it has none. */
    private static int more(long[] ring, long n, int which, long end) {
        int at = -1;
        for (int i = 1; i <= which; i++) {
            at = n + i < end ? Rings.at(ring, n + i) : -1;
            if (at < 0 || kind(ring[at]) != RingLayout.MORE) {
                return -1;
            }
        }
        return at;
    }

    /** The name that stands in the slots from a position on, empty where there is none. */
    static String name(long[] ring, long from, long end) {
        if (from >= end || kind(ring[Rings.at(ring, from)]) != RingLayout.TEXT) {
            return "";
        }
        char[] text = new char[RingLayout.MAX_NAME];
        int length = 0;
        for (long n = from; n < end && kind(ring[Rings.at(ring, n)]) == RingLayout.TEXT; n++) {
            int at = Rings.at(ring, n);
            int whole = (int) Math.min(ring[at] >>> 8, text.length);
            long piece = ring[at + 1];
            for (int i = 0; i < 8 && length < whole; i++) {
                text[length++] = (char) (piece & 0xFF);
                piece >>>= 8;
            }
        }
        return new String(text, 0, length);
    }
}
