package dev.loomscope.agent.hook;

import java.lang.ref.Reference;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Which span of OpenTelemetry is current where a task is submitted. The application's own OpenTelemetry says so, through a
 * reader that the agent puts beside it, and that belongs to its class loader: here it is only known weakly. This is the one
 * place where a hook calls code of the application's, in the thread that submits; a reader that throws is not asked again.
 *
 * <p>A reader is a {@code Supplier} of what it found current, or null; as {@code ToLongFunction} of that it gives the span id,
 * as {@code ToLongBiFunction} of that and null the first half of the trace id, of that and itself the second half.
 */
public final class TraceHooks {
    /** At most so many copies of OpenTelemetry are asked. */
    static final int MOST = 16;

    /** A thread notes its id in one of so many places while it asks; a bucket each for {@link #BUCKETS} ids. */
    private static final int BUCKET = 8;

    private static final int BUCKETS = 256;

    /** No reader stands at or behind this index. */
    private static int readers;

    private static final Object[] READERS = new Object[MOST];

    /** 1 where the reader at the same index threw something. */
    private static final int[] FAILED = new int[MOST];

    /** Ids of the threads that ask, so that what OpenTelemetry submits while it is asked does not ask again. */
    private static final long[] ASKING = new long[BUCKET * BUCKETS];

    private TraceHooks() {}

    /** Gives the agent the tables: weak references to readers, and which of them failed. */
    static void tables(Object[] message) {
        message[1] = READERS;
        message[2] = FAILED;
    }

    /** Says how many of the places of readers are to be looked at. */
    static void configure(int places) {
        readers = places < MOST ? places : MOST;
    }

    /**
     * To be called behind every SUBMIT and every start of a thread, by the thread that submits or starts, in a place where code
     * of the application's may run. Writes a {@link EventKind#TRACE} where a span is current and the event was written.
     *
     * @param time of that event, and of what else was noted of it
     */
    static void submitted(HookMemory memory, int family, long time) {
        if (readers != 0 && memory.modes()[family] == 1) {
            ask(memory, family, time);
        }
    }

    private static void ask(HookMemory memory, int family, long time) {
        int place = enter(Jdk.id(Thread.currentThread()));
        if (place < 0) {
            return;
        }
        try {
            long[] ring = ownRing(memory, time);
            if (ring != null && isLast(ring, time)) {
                ask(memory, family, time, ring);
            }
        } catch (Throwable e) {
            // The application goes on; what was current is not known.
        }
        Jdk.release(ASKING, place, 0L);
    }

    /** Whether the event written last is of that time; it is not where the one meant was lost or only counted. */
    private static boolean isLast(long[] ring, long time) {
        for (long n = ring[RingLayout.HEAD] - 1; n >= 0; n--) {
            long word = ring[Rings.at(ring, n)];
            int kind = (int) word & 0xFF;
            if (kind != RingLayout.TEXT && kind != RingLayout.MORE) {
                return word >> 8 == time;
            }
        }
        return false;
    }

    private static void ask(HookMemory memory, int family, long time, long[] ring) {
        long head = ring[RingLayout.HEAD];
        int known = readers;
        for (int i = 0; i < known; i++) {
            if (FAILED[i] == 0 && READERS[i] != null && ask(i, memory, family, time, ring, head)) {
                return;
            }
        }
    }

    /** Whether a reader knows a span; then it was noted, unless the event that it belongs to is not the last one any more. */
    @SuppressWarnings("ReferenceEquality") // Whoever was asked may have moved the caller to another carrier.
    private static boolean ask(int index, HookMemory memory, int family, long time, long[] ring, long head) {
        try {
            Object reader = ((Reference<?>) READERS[index]).get();
            Object found = reader == null ? null : ((Supplier<?>) reader).get();
            if (reader == null || found == null) {
                return false;
            }
            long span = span(reader, found);
            long first = half(reader, found, null);
            long second = half(reader, found, found);
            if (ring == ownRing(memory, time) && ring[RingLayout.HEAD] == head) {
                Rings.note(memory, family, time, EventKind.TRACE, span, first, second, 0, 0);
            }
            return true;
        } catch (VirtualMachineError e) {
            // No room for the question, here and now.
            return false;
        } catch (Throwable e) {
            FAILED[index] = 1;
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private static long span(Object reader, Object found) {
        return ((ToLongFunction<Object>) reader).applyAsLong(found);
    }

    @SuppressWarnings("unchecked")
    private static long half(Object reader, Object found, @Nullable Object second) {
        return ((ToLongBiFunction<Object, @Nullable Object>) reader).applyAsLong(found, second);
    }

    private static long @Nullable [] ownRing(HookMemory memory, long time) {
        Thread carrier = Jdk.carrier();
        return Rings.of(memory, carrier, Jdk.id(carrier), time);
    }

    /** Notes that a thread asks: the place of the note, or -1 where it asks already or all places are taken. */
    private static int enter(long id) {
        int from = (int) id & BUCKETS - 1;
        from *= BUCKET;
        for (int i = from; i < from + BUCKET; i++) {
            if (ASKING[i] == id) {
                return -1;
            }
        }
        for (int i = from; i < from + BUCKET; i++) {
            if (ASKING[i] == 0 && Jdk.compareAndSet(ASKING, i, 0L, id)) {
                return i;
            }
        }
        return -1;
    }
}
