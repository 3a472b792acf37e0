package dev.loomscope.agent.it;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;

/** Counts notes by what they say, and what is submitted inside a group. */
final class NoteCounts {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;

    private final Consumer<String> counts;
    private final IntFunction<String> type;
    private final IntFunction<String> kind;
    private final Map<Long, Deque<Long>> groups = new HashMap<>();
    private final Map<Long, Long> lastStarted = new HashMap<>();
    private final Set<Long> started = new HashSet<>();
    private final Set<Long> ended = new HashSet<>();

    private long owner;
    private int pending;
    private long subject;
    private long value;
    private long other;
    private int classSlot;
    private int more;

    NoteCounts(Consumer<String> counts, IntFunction<String> type, IntFunction<String> kind) {
        this.counts = counts;
        this.type = type;
        this.kind = kind;
    }

    /** Takes a slot; false where it belongs to no note. */
    boolean take(long ringOwner, int slotKind, long word0, long word1) {
        if (slotKind == RingLayout.MORE) {
            if (++more == 1) {
                classSlot = (int) (word0 >>> 8) & 0xFFFF;
                value = word1;
            } else {
                other = word1;
            }
            return true;
        }
        flush();
        owner = ringOwner;
        if (slotKind == EventKind.SUBMIT && !groups.getOrDefault(owner, new ArrayDeque<>()).isEmpty()) {
            counts.accept("submit-in-group");
        }
        if (slotKind == RingLayout.NAME) {
            counts.accept("thread-name");
            return true;
        }
        if (!EventKind.isNote(slotKind)) {
            if (slotKind == EventKind.VIRTUAL_START) {
                lastStarted.put(owner, word1 >>> 16);
            }
            return false;
        }
        pending = slotKind;
        subject = word1;
        value = 0;
        other = 0;
        classSlot = 0;
        more = 0;
        return true;
    }

    /** A thread has ended. */
    void ended(long thread, int outcome, int failure) {
        counts.accept(ended.add(thread) ? "thread-end" : "thread-end-again");
        counts.accept("thread-end-" + switch (outcome) {
            case Outcome.COMPLETED -> "completed";
            case Outcome.FAILED -> "failed:" + type.apply(failure);
            case Outcome.CANCELLED -> "cancelled";
            default -> "unknown";
        });
    }

    /** Threads that started and did not end, or ended and did not start. */
    long live() {
        return started.stream().filter(id -> !ended.contains(id)).count()
                + ended.stream().filter(id -> !started.contains(id)).count();
    }

    /** The note before is whole. */
    void flush() {
        int note = pending;
        pending = 0;
        switch (note) {
            case 0 -> {
                // There is none.
            }
            case EventKind.DUE -> {
                counts.accept("due:" + other / 1_000_000);
                counts.accept(value > HOUR - MINUTE && value <= HOUR ? "due-in-an-hour" : "due-soon");
            }
            case EventKind.GROUP_BEGIN -> {
                groups.computeIfAbsent(owner, any -> new ArrayDeque<>()).push(subject);
                counts.accept("group-begin-" + value + ':' + type.apply(classSlot));
            }
            case EventKind.GROUP_END -> {
                Long open = groups.getOrDefault(owner, new ArrayDeque<>()).poll();
                counts.accept(open != null && open == subject ? "group-end" : "group-end-unmatched");
            }
            case EventKind.MEMBER -> {
                counts.accept("member-" + value + ':' + type.apply(classSlot));
                boolean behind = lastStarted.getOrDefault(owner, 0L) == other;
                counts.accept(behind ? "member-behind-start" : "member-elsewhere");
            }
            case EventKind.THREAD_START -> {
                lastStarted.put(owner, subject);
                counts.accept(started.add(subject) ? "thread-start" : "thread-start-again");
                counts.accept("thread-start:" + type.apply(classSlot) + kind.apply(classSlot));
            }
            case EventKind.AWAIT -> counts.accept(subject == 0 ? "await-over" : "await");
            case EventKind.COMPLETES -> counts.accept("completes");
            case EventKind.ASKED -> counts.accept("asked");
            case EventKind.THREAD_END -> ended(subject, (int) value, classSlot);
            default -> counts.accept("note-" + Integer.toHexString(note));
        }
    }
}
