package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.loomscope.protocol.EventKind;

/**
 * Live virtual threads by id, in an open-addressed table of fixed size: how each began and what happened to it last. Events of
 * one thread come from the rings of several carriers, in no order between them; so the last fact is the one with the latest
 * time. Where the table is full, threads are only counted.
 * Belongs to the drain.
 *
 * <pre>
 *   a place   thread id 48 | class slot 16
 *             start 56 | adopted state 8
 *             time of what happened last 56 | kind 4 | reason 4
 *             starter 32 | thread of what happened last 32
 * </pre>
 */
final class VirtualThreads {
    /** The most names kept; those of further threads stand in their start event alone. */
    private static final int MOST_NAMES = 1 << 13;

    /** Longs of a place, and which of them is what. */
    private static final int LONGS = 4;

    private static final int START = 1;
    private static final int LAST = 2;
    private static final int THREADS = 3;

    private static final long SLOT = 0xFFFF;
    private static final int HALF_BYTE = 0xF;

    private final long[] table;
    private final Map<Long, String> names = new HashMap<>();
    private final int mask;
    private final int most;
    private int size;
    private int unlisted;

    /** Not adopted: it was seen starting. */
    static final int SEEN_STARTING = -1;

    /** @param places a power of two */
    VirtualThreads(int places) {
        table = new long[places * LONGS];
        mask = places - 1;
        most = places - places / 8;
    }

    int places() {
        return mask + 1;
    }

    int size() {
        return size;
    }

    /** Threads that are live and found no room, as far as known. */
    int unlisted() {
        return unlisted;
    }

    /** The first place that is used from one on, {@link #places} where there is none. */
    int next(int from) {
        int place = size == 0 ? places() : from;
        while (place < places() && table[place * LONGS] == 0) {
            place++;
        }
        return place;
    }

    private boolean isUsed(int place) {
        return table[place * LONGS] != 0;
    }

    long id(int place) {
        return table[place * LONGS] >>> 16;
    }

    long start(int place) {
        return table[place * LONGS + START] >> 8;
    }

    long starter(int place) {
        return table[place * LONGS + THREADS] >>> 32;
    }

    int taskClass(int place) {
        return (int) (table[place * LONGS] & SLOT);
    }

    /** {@link dev.loomscope.protocol.AdoptedState}, or {@link #SEEN_STARTING}. */
    int adopted(int place) {
        return (byte) table[place * LONGS + START];
    }

    /** MOUNT, UNMOUNT or WAKE; 0 where nothing happened since the start. */
    int lastKind(int place) {
        return (int) (table[place * LONGS + LAST] >>> 4) & HALF_BYTE;
    }

    /** The {@link dev.loomscope.protocol.UnmountReason} of a last UNMOUNT. */
    int lastReason(int place) {
        return (int) table[place * LONGS + LAST] & HALF_BYTE;
    }

    long lastTime(int place) {
        return table[place * LONGS + LAST] >> 8;
    }

    long lastThread(int place) {
        return table[place * LONGS + THREADS] & 0xFFFF_FFFFL;
    }

    String name(int place) {
        return names.getOrDefault(id(place), "");
    }

    /** A thread was started, or was met live in an adopted state. */
    void add(long id, int taskClass, String name, int adoptedState, long time, long thread) {
        int place = find(id);
        if (isUsed(place)) {
            return;
        }
        if (size == most) {
            unlisted++;
            return;
        }
        int at = place * LONGS;
        table[at] = id << 16 | (taskClass & SLOT);
        table[at + START] = time << 8 | (adoptedState & 0xFF);
        table[at + LAST] = time << 8;
        table[at + THREADS] = thread << 32 | (thread & 0xFFFF_FFFFL);
        size++;
        if (!name.isEmpty() && names.size() < MOST_NAMES) {
            names.put(id, name);
        }
    }

    /** Threads were started that are not listed, or below 0 ended. */
    void changeUnlisted(long count) {
        unlisted = (int) Math.max(0, Math.min(Integer.MAX_VALUE, unlisted + count));
    }

    /** No thread is listed any more, though they live. */
    void unlist() {
        changeUnlisted(size);
        Arrays.fill(table, 0);
        names.clear();
        size = 0;
    }

    /** A thread is not listed any more, though it may live. */
    void unlist(long id) {
        int place = find(id);
        if (isUsed(place)) {
            remove(place);
            changeUnlisted(1);
        }
    }

    /** Whether a thread is listed. */
    boolean contains(long id) {
        return isUsed(find(id));
    }

    /** When something happened last to a thread, -1 where it is not listed. */
    long lastTime(long id) {
        int place = find(id);
        return isUsed(place) ? lastTime(place) : -1;
    }

    /** Whether a thread is mounted, and was so at a time. */
    boolean isMountedSince(long id, long time) {
        int place = find(id);
        return isUsed(place) && lastKind(place) == EventKind.MOUNT && lastTime(place) <= time;
    }

    /** MOUNT, UNMOUNT or WAKE of a thread. One that was never met is met now. */
    void happened(int kind, long id, int reason, long time, long thread) {
        int place = find(id);
        if (!isUsed(place)) {
            if (unlisted > 0 && size < most) {
                unlisted--;
            }
            int state = kind == EventKind.UNMOUNT ? 0 : 1;
            int before = size;
            if (size < most) {
                add(id, 0, "", state, time, thread);
            }
            if (size == before) {
                return;
            }
            place = find(id);
        }
        long last = lastTime(place);
        if (time > last || (time == last && rank(kind) >= rank(lastKind(place)))) {
            int at = place * LONGS;
            table[at + LAST] = time << 8 | kind << 4 | (reason & HALF_BYTE);
            table[at + THREADS] = table[at + THREADS] >>> 32 << 32 | (thread & 0xFFFF_FFFFL);
        }
    }

    /** A thread ended. */
    void end(long id) {
        int place = find(id);
        if (isUsed(place)) {
            remove(place);
        } else if (unlisted > 0) {
            unlisted--;
        }
    }

    /** Clears the class of threads whose class is gone. */
    void forgetClasses(boolean[] freed) {
        for (int place = 0; place < places(); place++) {
            if (freed[taskClass(place)]) {
                table[place * LONGS] &= ~SLOT;
            }
        }
    }

    /** At the same time a thread leaves before it is woken, and is woken before it is mounted. */
    private static int rank(int kind) {
        return switch (kind) {
            case EventKind.UNMOUNT -> 1;
            case EventKind.WAKE -> 2;
            case EventKind.MOUNT -> 3;
            default -> 0;
        };
    }

    private void remove(int place) {
        if (!names.isEmpty()) {
            names.remove(id(place));
        }
        int hole = place;
        for (int next = hole + 1 & mask; isUsed(next); next = next + 1 & mask) {
            int distance = next - home(id(next)) & mask;
            if (distance >= (next - hole & mask)) {
                System.arraycopy(table, next * LONGS, table, hole * LONGS, LONGS);
                hole = next;
            }
        }
        table[hole * LONGS] = 0;
        size--;
    }

    /** The place of an id, or the free one where it would stand. */
    private int find(long id) {
        int place = home(id);
        long there = table[place * LONGS];
        while (there != 0 && there >>> 16 != id) {
            place = place + 1 & mask;
            there = table[place * LONGS];
        }
        return place;
    }

    private int home(long id) {
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    }
}
