package dev.loomscope.agent.stream;

import java.util.Arrays;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;

/**
 * Reads slots of rings, as {@link RingLayout} lays them out: a first pass that finds how far a ring is to be read and notes
 * what begins, and a second pass that notes the rest and writes the events. Belongs to the drain.
 */
final class RingDecoder {
    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final Waits waits;
    private final LongRunners runners;
    private final char[] text = new char[RingLayout.MAX_NAME];
    private final long[] recorded = new long[TaskFamily.COUNT];
    private int taskEvents;
    private int virtualEvents;

    RingDecoder(LiveTasks live, SlotNames classes, SlotNames pools, Waits waits, LongRunners runners) {
        this.waits = waits;
        this.runners = runners;
        this.live = live;
        this.classes = classes;
        this.pools = pools;
    }

    /** Events of tasks read since this was asked last. */
    int takeTaskEvents() {
        int count = taskEvents;
        taskEvents = 0;
        return count;
    }

    /** Events of virtual threads read since this was asked last. */
    int takeVirtualEvents() {
        int count = virtualEvents;
        virtualEvents = 0;
        return count;
    }

    /** Events read since {@link #beginCycle}, by family; what names no pool is of the family of what stands before it. */
    long[] recorded() {
        return recorded;
    }

    /** Nothing was read yet. */
    void beginCycle() {
        Arrays.fill(recorded, 0);
    }

    /** Number of slots that a ring has. */
    static int capacity(long[] ring) {
        return (ring.length - RingLayout.SLOTS) >>> 1;
    }

    private static int at(long[] ring, long n) {
        return RingLayout.SLOTS + ((int) n << 1 & ring.length - RingLayout.SLOTS - 1);
    }

    /**
     * First pass.
     *
     * @param cut events after this time stay in the ring
     * @return where to stop reading
     */
    long scan(long[] ring, long tail, long head, long cut) {
        long thread = ring[RingLayout.OWNER];
        for (long n = tail; n < head; n++) {
            int at = at(ring, n);
            long word = ring[at];
            int kind = (int) word & 0xFF;
            long time = word >> 8;
            if (kind == RingLayout.TEXT || kind == RingLayout.MORE) {
                continue;
            }
            if (time > cut) {
                return n;
            }
            if (kind == EventKind.SUBMIT) {
                long task = ring[at + 1];
                live.submitted(key(task), poolSlot(task), classSlot(task), time, thread);
            } else if (kind == EventKind.VIRTUAL_START) {
                long what = ring[at + 1];
                live.virtualStarted(what >>> 16, classSlot(what), name(ring, n + 1, head), time, thread);
            } else if (kind == RingLayout.NAME) {
                live.started.named(ring[at + 1] >>> 16, name(ring, n + 1, head));
            } else if (kind == EventKind.THREAD_START) {
                live.started.started(ring[at + 1], classSlot(origin(ring, n, head)), time, thread);
            }
        }
        return head;
    }

    /** Time of the first START or END between two positions, {@code Long.MAX_VALUE} where there is none. */
    static long firstRun(long[] ring, long tail, long end) {
        for (long n = tail; n < end; n++) {
            long word = ring[at(ring, n)];
            int kind = (int) word & 0xFF;
            if (kind == EventKind.START || kind == EventKind.END) {
                return word >> 8;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Second pass; a run of the ring's thread is open in the writer where it is to be written. */
    void read(long[] ring, int row, long tail, long end, boolean write, EventsWriter writer) {
        long thread = ring[RingLayout.OWNER];
        int family = TaskFamily.POOL;
        for (long n = tail; n < end; n++) {
            int at = at(ring, n);
            long word = ring[at];
            long what = ring[at + 1];
            int kind = (int) word & 0xFF;
            long time = word >> 8;
            switch (kind) {
                case EventKind.SUBMIT, EventKind.START, EventKind.REJECT, EventKind.REMOVE -> {
                    taskEvents++;
                    family = live.family(poolSlot(what));
                    recorded[family]++;
                    note(kind, row, what, time);
                    if (write) {
                        int pool = pools.define(poolSlot(what), writer);
                        int taskClass = classes.define(classSlot(what), writer);
                        writer.task(kind, time, key(what), pool, taskClass);
                    }
                }
                case EventKind.END -> {
                    taskEvents++;
                    recorded[family]++;
                    runners.recorded(row, kind, what);
                    live.ended(row, key(what));
                    if (write) {
                        int exception = classes.define(classSlot(what), writer);
                        writer.end(time, key(what), poolSlot(what), exception);
                    }
                }
                case EventKind.CANCEL -> {
                    taskEvents++;
                    recorded[family]++;
                    live.cancelled(key(what));
                    if (write) {
                        writer.cancel(time, key(what));
                    }
                }
                case EventKind.VIRTUAL_START -> {
                    virtualEvents++;
                    recorded[TaskFamily.VIRTUAL_THREAD]++;
                    if (write) {
                        int taskClass = classes.define(classSlot(what), writer);
                        writer.virtualStart(time, what >>> 16, taskClass, name(ring, n + 1, end));
                    }
                }
                case EventKind.MOUNT, EventKind.WAKE -> {
                    virtualEvents++;
                    recorded[TaskFamily.VIRTUAL_THREAD]++;
                    runners.recorded(row, kind, 0);
                    if (kind == EventKind.MOUNT) {
                        live.mounted(row, what >>> 16, time, thread);
                    } else {
                        live.woken(what >>> 16, time, thread);
                    }
                    if (write) {
                        writer.virtual(kind, time, what >>> 16);
                    }
                }
                case EventKind.UNMOUNT, EventKind.VIRTUAL_END -> {
                    virtualEvents++;
                    recorded[TaskFamily.VIRTUAL_THREAD]++;
                    int detail = classSlot(what);
                    runners.recorded(row, kind, 0);
                    if (kind == EventKind.UNMOUNT) {
                        live.unmounted(row, what >>> 16, detail, time, thread);
                    } else {
                        live.virtualEnded(row, what >>> 16);
                    }
                    if (write) {
                        writer.virtual(kind, time, what >>> 16, detail);
                    }
                }
                case RingLayout.NAME -> {
                    if (write) {
                        writer.define(DictionarySort.THREAD, what >>> 16, name(ring, n + 1, end));
                    }
                }
                default -> {
                    // TEXT and MORE belong to the event before them.
                    if (EventKind.isNote(kind)) {
                        taskEvents++;
                        recorded[family]++;
                        if (kind == EventKind.DUE) {
                            live.queued.delayed((int) what, noteValue(ring, n, end), noteOther(ring, n, end));
                        } else if (kind == EventKind.THREAD_END) {
                            live.started.ended(what);
                        } else if (kind == EventKind.GROUP_BEGIN) {
                            int type = classSlot(origin(ring, n, end));
                            live.openGroups.begun(row, what, noteValue(ring, n, end), type, time);
                        } else if (kind == EventKind.GROUP_END) {
                            live.openGroups.ended(row, what);
                        } else if (kind == EventKind.MEMBER) {
                            int type = classSlot(origin(ring, n, end));
                            live.members.joined(noteOther(ring, n, end), what, noteValue(ring, n, end), type);
                        } else if (kind == EventKind.PINNED) {
                            waits.pinned(row, what, noteValue(ring, n, end), time);
                        } else if (kind == EventKind.UNPINNED) {
                            waits.unpinned(what);
                        }
                        if (write) {
                            writeNote(ring, n, end, kind, writer);
                        }
                    }
                }
            }
        }
    }

    /** Where the further slot of a note stands, its first or its second; negative where it has none. */
    private static int more(long[] ring, long n, int which, long end) {
        int at = -1;
        for (int i = 1; i <= which; i++) {
            at = n + i < end ? at(ring, n + i) : -1;
            if (at < 0 || (int) (ring[at] & 0xFF) != RingLayout.MORE) {
                return -1;
            }
        }
        return at;
    }

    /** Pool and class of a note. */
    private static long origin(long[] ring, long n, long end) {
        int at = more(ring, n, 1, end);
        return at < 0 ? 0 : ring[at] >>> 8;
    }

    private static long noteValue(long[] ring, long n, long end) {
        int at = more(ring, n, 1, end);
        return at < 0 ? 0 : ring[at + 1];
    }

    private static long noteOther(long[] ring, long n, long end) {
        int at = more(ring, n, 2, end);
        return at < 0 ? 0 : ring[at + 1];
    }

    private void writeNote(long[] ring, long n, long end, int kind, EventsWriter writer) {
        int at = at(ring, n);
        if (kind == EventKind.COMPLETES) {
            writer.completes(ring[at] >> 8, (int) ring[at + 1], (int) noteValue(ring, n, end));
            return;
        }
        long origin = origin(ring, n, end);
        int taskClass = classes.define(classSlot(origin), writer);
        int pool = pools.define(poolSlot(origin), writer);
        writer.note(kind, ring[at] >> 8, ring[at + 1], noteValue(ring, n, end), noteOther(ring, n, end), taskClass,
                pool);
    }

    private void note(int kind, int row, long what, long time) {
        switch (kind) {
            case EventKind.START -> {
                runners.recorded(row, kind, what);
                live.started(row, key(what), poolSlot(what), classSlot(what), time);
            }
            case EventKind.REJECT -> live.rejected(key(what), poolSlot(what));
            case EventKind.REMOVE -> live.removed(key(what), poolSlot(what));
            default -> {
                // SUBMIT was noted in the first pass.
            }
        }
    }

    private static int key(long word) {
        return (int) (word >>> 32);
    }

    private static int poolSlot(long word) {
        return (int) (word >>> 16) & 0xFFFF;
    }

    private static int classSlot(long word) {
        return (int) word & 0xFFFF;
    }

    private String name(long[] ring, long from, long end) {
        int length = 0;
        for (long n = from; n < end; n++) {
            int at = at(ring, n);
            if ((int) (ring[at] & 0xFF) != RingLayout.TEXT) {
                break;
            }
            int whole = (int) Math.min(ring[at] >>> 8, text.length);
            long piece = ring[at + 1];
            for (int i = 0; i < 8 && length < whole; i++) {
                text[length++] = (char) (piece & 0xFF);
                piece >>>= 8;
            }
        }
        return length == 0 ? "" : new String(text, 0, length);
    }
}
