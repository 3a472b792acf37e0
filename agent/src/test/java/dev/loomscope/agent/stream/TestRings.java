package dev.loomscope.agent.stream;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.Rings;
import dev.loomscope.protocol.EventKind;

/** A memory as hooks would fill it, written to by the test; single-threaded for each {@link Producer}. */
final class TestRings {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle OBJECTS = MethodHandles.arrayElementVarHandle(Object[].class);
    private static final VarHandle RINGS = MethodHandles.arrayElementVarHandle(long[][].class);

    final HookMemory memory;
    final long epoch = System.nanoTime();

    /**
     * @param places places of rings, a power of two
     * @param slots slots of a ring, a power of two
     */
    TestRings(int places, int slots) {
        long[][] spares = new long[places][];
        for (int i = 0; i < places; i++) {
            spares[i] = new long[RingLayout.SLOTS + 2 * slots];
        }
        memory = HookMemory.of(places, spares, 64, 16, 8, epoch);
        memory.enabled()[0] = 1;
    }

    long now() {
        return System.nanoTime() - epoch;
    }

    /** Claims a slot for a class as a hook would. */
    int classSlot(Class<?> type) {
        return slot(memory.classKeys(), memory.classes(), type);
    }

    /** Claims a slot for an executor as a hook would. */
    int poolSlot(Object pool) {
        return slot(memory.poolKeys(), memory.pools(), pool);
    }

    private int slot(int[] keys, Object[] handedOver, Object object) {
        int key = System.identityHashCode(object);
        for (int probe = 0; probe < keys.length; probe++) {
            int i = key + probe & keys.length - 1;
            if (keys[i] == key) {
                return i + 1;
            }
            if (keys[i] == 0) {
                keys[i] = key;
                OBJECTS.setRelease(handedOver, i, object);
                memory.news()[HookMemory.NEW_NAME] = 1;
                return i + 1;
            }
        }
        return 0;
    }

    /** A ring for a thread, at the first free place. */
    @SuppressWarnings("deprecation")
    Producer producer(Thread thread) {
        for (int spare = 0; spare < memory.spares().length; spare++) {
            long[] ring = (long[]) RINGS.getAndSet(memory.spares(), spare, (long[]) null);
            if (ring == null) {
                continue;
            }
            ring[RingLayout.OWNER] = thread.getId();
            ring[RingLayout.LIMIT] = (long) LONGS.getAcquire(ring, RingLayout.TAIL) + Rings.capacity(ring);
            for (int place = 0; place < memory.rings().length; place++) {
                if (RINGS.compareAndSet(memory.rings(), place, (long[]) null, ring)) {
                    OBJECTS.setRelease(memory.owners(), place, thread);
                    memory.news()[HookMemory.NEW_RING] = 1;
                    return new Producer(ring);
                }
            }
        }
        throw new IllegalStateException("no ring is free");
    }

    /** Rings among the spares. */
    int spares() {
        int count = 0;
        for (int i = 0; i < memory.spares().length; i++) {
            count += RINGS.getAcquire(memory.spares(), i) == null ? 0 : 1;
        }
        return count;
    }

    /** Writes events into one ring. */
    final class Producer {
        final long[] ring;

        private Producer(long[] ring) {
            this.ring = ring;
        }

        void task(int kind, int key, int pool, int type) {
            put(0, now(), kind, (long) key << 32 | (long) pool << 16 | type);
        }

        void task(long time, int kind, int key, int pool, int type) {
            put(0, time, kind, (long) key << 32 | (long) pool << 16 | type);
        }

        void end(int key, int outcome, int exception) {
            put(0, now(), EventKind.END, (long) key << 32 | (long) outcome << 16 | exception);
        }

        void cancel(int key) {
            put(0, now(), EventKind.CANCEL, (long) key << 32);
        }

        void virtual(int kind, long id, int detail) {
            put(2, now(), kind, id << 16 | detail);
        }

        /** Counts as often; the place of an entry is of no matter to who reads it. */
        void count(int family, int kind, int outcome, long times) {
            long key = (long) family << 48 | (long) outcome << 8 | kind;
            int at = RingLayout.COUNTS;
            while (ring[at] != 0 && ring[at] != key) {
                at += 2;
            }
            LONGS.setRelease(ring, at, key);
            LONGS.setRelease(ring, at + 1, ring[at + 1] + times);
            int sum = RingLayout.COUNTED + family;
            LONGS.setRelease(ring, sum, ring[sum] + times);
        }

        void virtualStart(long id, int type, String name) {
            named(EventKind.VIRTUAL_START, id << 16 | type, name);
        }

        void threadStart(long id, int type, String name) {
            named(RingLayout.NAME, id << 16, name);
            long head = ring[RingLayout.HEAD];
            slot(head, now() << 8 | EventKind.THREAD_START, id);
            slot(head + 1, (long) type << 8 | RingLayout.MORE, 0);
            LONGS.setRelease(ring, RingLayout.HEAD, head + 2);
        }

        private void named(int kind, long what, String name) {
            int pieces = (name.length() + 7) / 8;
            long head = ring[RingLayout.HEAD];
            if (!room(2, head, 1 + pieces, now())) {
                return;
            }
            slot(head, now() << 8 | kind, what);
            for (int piece = 0; piece < pieces; piece++) {
                long word = 0;
                for (int i = Math.min(name.length(), piece * 8 + 8) - 1; i >= piece * 8; i--) {
                    word = word << 8 | name.charAt(i);
                }
                slot(head + 1 + piece, (long) name.length() << 8 | RingLayout.TEXT, word);
            }
            LONGS.setRelease(ring, RingLayout.HEAD, head + 1 + pieces);
        }

        private void put(int category, long time, int kind, long word) {
            long head = ring[RingLayout.HEAD];
            if (room(category, head, 1, time)) {
                slot(head, time << 8 | kind, word);
                LONGS.setRelease(ring, RingLayout.HEAD, head + 1);
            }
        }

        private void slot(long n, long first, long second) {
            int at = Rings.at(ring, n);
            ring[at] = first;
            ring[at + 1] = second;
        }

        private boolean room(int category, long head, int slots, long time) {
            if (head + slots <= ring[RingLayout.LIMIT]) {
                return true;
            }
            ring[RingLayout.LIMIT] = (long) LONGS.getAcquire(ring, RingLayout.TAIL) + Rings.capacity(ring);
            if (head + slots <= ring[RingLayout.LIMIT]) {
                return true;
            }
            ring[RingLayout.LOST_AT] = time;
            LONGS.setOpaque(ring, RingLayout.LOST + category, ring[RingLayout.LOST + category] + 1);
            return false;
        }
    }
}
