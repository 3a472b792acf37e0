package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.List;

/** Reads rings as the layout asks of their one reader, and gives the rings of ended threads back. */
public final class TestDrain {
    private final HookMemory memory;
    private final Thread[] owners;
    private long lost;
    private long counted;

    /** Takes one slot. */
    public interface Sink {
        void slot(long owner, long word0, long word1);
    }

    public TestDrain(HookMemory memory) {
        this.memory = memory;
        owners = new Thread[memory.rings().length];
    }

    /** Reads all that is there. */
    public void drain(Sink sink) {
        for (int i = 0; i < owners.length; i++) {
            long[] ring = ring(i);
            if (ring != null) {
                drain(ring, sink);
            }
        }
    }

    /** Reads all that is there, and puts the rings of threads that have ended back among the spares. */
    public int drainAndRecycle(Sink sink) {
        int recycled = 0;
        for (int i = 0; i < owners.length; i++) {
            long[] ring = ring(i);
            if (ring == null) {
                continue;
            }
            if (owners[i] == null) {
                owners[i] = (Thread) Shared.acquire(memory.owners(), i);
            }
            boolean ended = owners[i] != null && !owners[i].isAlive();
            drain(ring, sink);
            if (ended) {
                owners[i] = null;
                memory.owners()[i] = null;
                recycle(i, ring);
                recycled++;
            }
        }
        return recycled;
    }

    /** Takes the ends of threads: the owner, and the two words as they stand in the array. */
    public void takeEnds(Sink sink) {
        long[] ends = memory.ends();
        for (int at = ThreadEnds.FIRST; at < ends.length; at += 2) {
            long end = Jdk.acquire(ends, at);
            if (end > 0) {
                sink.slot(ThreadEnds.thread(end), end, ends[at + 1]);
                Jdk.release(ends, at, 0);
            }
        }
    }

    private void recycle(int place, long[] ring) {
        lost += ring[RingLayout.LOST] + ring[RingLayout.LOST + 1] + ring[RingLayout.LOST + 2];
        counted += counted(ring);
        Counters.clear(ring);
        ring[RingLayout.OWNER] = 0;
        Shared.release(memory.rings(), place, null);
        for (int i = 0; i < memory.spares().length; i++) {
            if (memory.spares()[i] == null && Shared.compareAndSet(memory.spares(), i, null, ring)) {
                return;
            }
        }
        throw new AssertionError("more rings than there were");
    }

    private long[] ring(int place) {
        return (long[]) Shared.acquire(memory.rings(), place);
    }

    private static void drain(long[] ring, Sink sink) {
        long head = Jdk.acquire(ring, RingLayout.HEAD);
        long owner = ring[RingLayout.OWNER];
        for (long n = ring[RingLayout.TAIL]; n < head; n++) {
            int at = Rings.at(ring, n);
            sink.slot(owner, ring[at], ring[at + 1]);
        }
        Jdk.release(ring, RingLayout.TAIL, head);
    }

    /** Events that were lost for want of room or of a ring. */
    public long lost() {
        long all = lost + memory.unserved()[0] + memory.unserved()[1] + memory.unserved()[2];
        for (long[] ring : memory.rings()) {
            if (ring != null) {
                all += ring[RingLayout.LOST] + ring[RingLayout.LOST + 1] + ring[RingLayout.LOST + 2];
            }
        }
        return all;
    }

    /** What was counted, by all threads that have or had a ring, or had none. */
    public long counted() {
        long all = counted;
        for (int index = 0; index < Counters.INDEXES; index++) {
            all += memory.unserved()[HookMemory.UNSERVED_COUNTS + index];
        }
        for (long[] ring : memory.rings()) {
            all += ring == null ? 0 : counted(ring);
        }
        return all;
    }

    private static long counted(long[] ring) {
        long all = 0;
        for (int at = RingLayout.COUNTS; at < RingLayout.OVERFLOW; at += 2) {
            all += ring[at + 1];
        }
        for (int at = RingLayout.OVERFLOW; at < RingLayout.SLOTS; at++) {
            all += ring[at];
        }
        return all;
    }

    /** Classes by slot, as far as they were handed over. */
    public List<Object> classes() {
        return new ArrayList<>(java.util.Arrays.asList(memory.classes()));
    }

    /** Ordered access to arrays. */
    static final class Shared {
        private static final java.lang.invoke.VarHandle OBJECTS = java.lang.invoke.MethodHandles
                .arrayElementVarHandle(Object[].class);

        private Shared() {}

        static Object acquire(Object[] array, int index) {
            return OBJECTS.getAcquire(array, index);
        }

        static void release(Object[] array, int index, Object value) {
            OBJECTS.setRelease(array, index, value);
        }

        static boolean compareAndSet(Object[] array, int index, Object expected, Object value) {
            return OBJECTS.compareAndSet(array, index, expected, value);
        }
    }
}
