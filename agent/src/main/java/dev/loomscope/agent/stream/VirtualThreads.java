package dev.loomscope.agent.stream;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Live virtual threads by id, in an open-addressed table of fixed size: how each began and what happened to it last. Events of
 * one thread come from the rings of several carriers, in no order between them; so the last fact is the one with the latest
 * time, and ends are put off until all rings of a cycle were read. Where the table is full, threads are only counted.
 * Belongs to the drain.
 */
final class VirtualThreads {
    /** The most names kept; those of further threads stand in their start event alone. */
    private static final int MOST_NAMES = 1 << 13;

    private final long[] ids;
    private final long[] starts;
    private final int[] starters;
    private final short[] classes;
    private final byte[] adopted;
    private final byte[] kinds;
    private final byte[] reasons;
    private final long[] lasts;
    private final int[] lastThreads;
    private final Map<Long, String> names = new HashMap<>();
    private final int mask;
    private final int most;
    private int size;
    private int unlisted;
    private long ended;

    /** Threads that ended, until those that were live at first have been adopted. */
    private @Nullable Set<Long> endedEarly = new HashSet<>();

    private long[] ends = new long[1 << 10];
    private int endCount;

    /** Not adopted: it was seen starting. */
    static final int SEEN_STARTING = -1;

    /** @param places a power of two */
    VirtualThreads(int places) {
        ids = new long[places];
        starts = new long[places];
        starters = new int[places];
        classes = new short[places];
        adopted = new byte[places];
        kinds = new byte[places];
        reasons = new byte[places];
        lasts = new long[places];
        lastThreads = new int[places];
        mask = places - 1;
        most = places - places / 8;
    }

    int places() {
        return ids.length;
    }

    int size() {
        return size;
    }

    /** Threads that are live and found no room, as far as known. */
    int unlisted() {
        return unlisted;
    }

    /** Threads that were seen ending, ever. */
    long ended() {
        return ended;
    }

    boolean isUsed(int place) {
        return ids[place] != 0;
    }

    long id(int place) {
        return ids[place];
    }

    long start(int place) {
        return starts[place];
    }

    long starter(int place) {
        return starters[place] & 0xFFFF_FFFFL;
    }

    int taskClass(int place) {
        return classes[place] & 0xFFFF;
    }

    /** {@link dev.loomscope.protocol.AdoptedState}, or {@link #SEEN_STARTING}. */
    int adopted(int place) {
        return adopted[place];
    }

    /** MOUNT, UNMOUNT or WAKE; 0 where nothing happened since the start. */
    int lastKind(int place) {
        return kinds[place];
    }

    /** The {@link dev.loomscope.protocol.UnmountReason} of a last UNMOUNT. */
    int lastReason(int place) {
        return reasons[place];
    }

    long lastTime(int place) {
        return lasts[place];
    }

    long lastThread(int place) {
        return lastThreads[place] & 0xFFFF_FFFFL;
    }

    String name(int place) {
        return names.getOrDefault(ids[place], "");
    }

    /** A thread was started, or was met live in an adopted state. */
    void add(long id, int taskClass, String name, int adoptedState, long time, long thread) {
        int place = find(id);
        if (ids[place] != 0) {
            return;
        }
        if (size == most) {
            unlisted++;
            return;
        }
        ids[place] = id;
        starts[place] = time;
        starters[place] = (int) thread;
        classes[place] = (short) taskClass;
        adopted[place] = (byte) adoptedState;
        kinds[place] = 0;
        lasts[place] = time;
        lastThreads[place] = (int) thread;
        size++;
        if (!name.isEmpty() && names.size() < MOST_NAMES) {
            names.put(id, name);
        }
    }

    /** Threads were started that are not listed, or below 0 ended. */
    void changeUnlisted(long count) {
        unlisted = (int) Math.max(0, Math.min(Integer.MAX_VALUE, unlisted + count));
    }

    /** So many threads were seen ending without being told apart. */
    void countEnded(long count) {
        ended += count;
    }

    /** No thread is listed any more, though they live. */
    void unlist() {
        changeUnlisted(size);
        Arrays.fill(ids, 0);
        names.clear();
        size = 0;
    }

    /** A thread is not listed any more, though it may live. */
    void unlist(long id) {
        int place = find(id);
        if (ids[place] != 0) {
            remove(place);
            changeUnlisted(1);
        }
    }

    /** Whether a thread is known to have ended before those that were live at first were adopted. */
    boolean hasEnded(long id) {
        return endedEarly != null && endedEarly.contains(id);
    }

    /** Those that were live at first have been adopted. */
    void adoptionDone() {
        endedEarly = null;
    }

    /** Whether a thread is listed. */
    boolean contains(long id) {
        return ids[find(id)] != 0;
    }

    /** When something happened last to a thread, -1 where it is not listed. */
    long lastTime(long id) {
        int place = find(id);
        return ids[place] == 0 ? -1 : lasts[place];
    }

    /** Whether a thread is mounted, and was so at a time. */
    boolean isMountedSince(long id, long time) {
        int place = find(id);
        return ids[place] != 0 && kinds[place] == EventKind.MOUNT && lasts[place] <= time;
    }

    /** MOUNT, UNMOUNT or WAKE of a thread. One that was never met is met now. */
    void happened(int kind, long id, int reason, long time, long thread) {
        int place = find(id);
        if (ids[place] == 0) {
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
        boolean later = time > lasts[place] || (time == lasts[place] && rank(kind) >= rank(kinds[place]));
        if (later) {
            kinds[place] = (byte) kind;
            reasons[place] = (byte) reason;
            lasts[place] = time;
            lastThreads[place] = (int) thread;
        }
    }

    /** A thread ended; it is forgotten by {@link #applyEnds}. */
    void ended(long id) {
        if (endCount == ends.length) {
            if (ends.length == 1 << 18) {
                applyEnds();
            } else {
                ends = Arrays.copyOf(ends, ends.length * 2);
            }
        }
        ends[endCount++] = id;
    }

    /** All rings of this cycle were read: what ended goes. */
    void applyEnds() {
        for (int i = 0; i < endCount; i++) {
            int place = find(ends[i]);
            if (ids[place] != 0) {
                remove(place);
            } else if (unlisted > 0) {
                unlisted--;
            }
            if (endedEarly != null && endedEarly.size() < MOST_NAMES) {
                endedEarly.add(ends[i]);
            }
        }
        ended += endCount;
        endCount = 0;
        if (ends.length > 1 << 12) {
            ends = new long[1 << 10];
        }
    }

    /** Clears the class of threads whose class is gone. */
    void forgetClasses(boolean[] freed) {
        for (int place = 0; place < ids.length; place++) {
            if (freed[taskClass(place)]) {
                classes[place] = 0;
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
            names.remove(ids[place]);
        }
        int hole = place;
        for (int next = hole + 1 & mask; ids[next] != 0; next = next + 1 & mask) {
            int distance = next - home(ids[next]) & mask;
            if (distance >= (next - hole & mask)) {
                move(next, hole);
                hole = next;
            }
        }
        ids[hole] = 0;
        size--;
    }

    private void move(int from, int to) {
        ids[to] = ids[from];
        starts[to] = starts[from];
        starters[to] = starters[from];
        classes[to] = classes[from];
        adopted[to] = adopted[from];
        kinds[to] = kinds[from];
        reasons[to] = reasons[from];
        lasts[to] = lasts[from];
        lastThreads[to] = lastThreads[from];
    }

    /** The place of an id, or the free one where it would stand. */
    private int find(long id) {
        int place = home(id);
        while (ids[place] != 0 && ids[place] != id) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long id) {
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    }
}
