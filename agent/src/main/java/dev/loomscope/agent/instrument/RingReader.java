package dev.loomscope.agent.instrument;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.agent.hook.ThreadEnds;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;

/** Empties all rings of a memory and the ends of threads, the way {@link RingLayout} asks of the one thread that reads them. */
final class RingReader {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Object[].class);

    private final HookMemory memory;

    /** Takes the two words of a slot. */
    interface Sink {
        void slot(long word0, long word1);
    }

    RingReader(HookMemory memory) {
        this.memory = memory;
    }

    void read(Sink sink) {
        for (int i = 0; i < memory.rings().length; i++) {
            // First a look that costs nothing: most places are empty.
            if (memory.rings()[i] != null) {
                read((long[]) OBJECTS.getAcquire(memory.rings(), i), sink);
            }
        }
        long[] ends = memory.ends();
        for (int at = ThreadEnds.FIRST; at < ends.length; at += 2) {
            long end = ends[at] > 0 ? (long) LONGS.getAcquire(ends, at) : 0;
            if (end > 0) {
                sink.slot(ends[at + 1] << 8 | EventKind.THREAD_END, ThreadEnds.thread(end));
                LONGS.setRelease(ends, at, 0L);
            }
        }
    }

    private static void read(long[] ring, Sink sink) {
        long head = (long) LONGS.getAcquire(ring, RingLayout.HEAD);
        for (long n = ring[RingLayout.TAIL]; n < head; n++) {
            int at = Rings.at(ring, n);
            sink.slot(ring[at], ring[at + 1]);
        }
        LONGS.setRelease(ring, RingLayout.TAIL, head);
    }

    /** Events that were lost so far. */
    long lost() {
        long lost = 0;
        for (long unserved : memory.unserved()) {
            lost += unserved;
        }
        for (long[] ring : memory.rings()) {
            if (ring != null) {
                for (int family = 0; family < TaskFamily.COUNT; family++) {
                    lost += ring[RingLayout.LOST + family];
                }
            }
        }
        return lost;
    }
}
