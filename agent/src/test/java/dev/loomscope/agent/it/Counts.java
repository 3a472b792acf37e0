package dev.loomscope.agent.it;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.TestDrain;
import dev.loomscope.agent.hook.ThreadEnds;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskKinds;

/** Counts events by what they are, and by the class of task where they have one. */
public final class Counts {
    private static final Map<Integer, String> NAMES = Map.of(
            EventKind.SUBMIT, "submit",
            EventKind.START, "start",
            EventKind.REJECT, "reject",
            EventKind.REMOVE, "remove",
            EventKind.CANCEL, "cancel",
            EventKind.VIRTUAL_START, "virtual-start",
            EventKind.MOUNT, "mount",
            EventKind.UNMOUNT, "unmount",
            EventKind.WAKE, "wake");

    private final HookMemory memory;
    private final TestDrain drain;
    private final Map<String, Long> counts = new TreeMap<>();
    private final NoteCounts notes;
    private final List<long[]> tape = new ArrayList<>();
    private final Map<Long, Deque<String>> inside = new HashMap<>();
    private String name = "";
    private boolean taping;

    Counts(HookMemory memory) {
        this.memory = memory;
        drain = new TestDrain(memory);
        notes = new NoteCounts(this::add, this::type, this::kind);
    }

    void start() {
        Thread thread = new Thread(this::run, "counts");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (true) {
            drain();
            LockSupport.parkNanos(200_000);
        }
    }

    private synchronized void drain() {
        drain.drainAndRecycle(this::count);
        notes.flush();
        drain.takeEnds((thread, end, time) -> notes.ended(thread, ThreadEnds.outcome(end), ThreadEnds.failure(end)));
    }

    /** All counts so far, one a line, {@code name=count}. */
    synchronized String report() {
        drain();
        StringBuilder text = new StringBuilder();
        counts.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        text.append("thread-live=").append(notes.live()).append('\n');
        return text.append("lost=").append(drain.lost()).append('\n').toString();
    }

    /** From now on nothing is recorded, and everything counted. */
    void countOnly() {
        java.util.Arrays.fill(memory.modes(), 0);
    }

    /** From now on a family of tasks is recorded, and all others are counted. */
    void recordOnly(int family) {
        countOnly();
        memory.modes()[family] = 1;
    }

    /** What was counted in place of being recorded, on threads that are alive, one a line, {@code counted-name=count}. */
    String counted() {
        Map<String, Long> sums = new TreeMap<>();
        for (long[] ring : memory.rings()) {
            for (int i = 0; ring != null && i < RingLayout.ENTRIES; i++) {
                long key = ring[RingLayout.COUNTS + 2 * i];
                if (key != 0) {
                    long count = ring[RingLayout.COUNTS + 2 * i + 1];
                    int kind = (int) key & 0xFF;
                    String event = kind == EventKind.END ? "end" : NAMES.getOrDefault(kind, "kind" + kind);
                    sums.merge("counted-" + event, count, Long::sum);
                    sums.merge("counted-" + event + ':' + type((int) (key >>> 16) & 0xFFFF), count, Long::sum);
                    if (kind == EventKind.END) {
                        sums.merge("counted-end-" + (key >>> 8 & 0xFF), count, Long::sum);
                    }
                }
            }
        }
        StringBuilder text = new StringBuilder();
        sums.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** From now on keeps every slot too. */
    synchronized void tape() {
        drain();
        taping = true;
    }

    /** Every slot since {@link #tape}: thread id of the ring, and its two words. */
    synchronized List<long[]> taped() {
        drain();
        return List.copyOf(tape);
    }

    /** The executor of a slot; null where it has none. */
    Object pool(int slot) {
        return slot == 0 ? null : memory.pools()[slot - 1];
    }

    private void count(long owner, long word0, long word1) {
        int kind = (int) word0 & 0xFF;
        if (taping) {
            tape.add(new long[] {owner, word0, word1});
        }
        if (notes.take(owner, kind, word0, word1)) {
            return;
        }
        switch (kind) {
            case RingLayout.TEXT -> text(word0, word1);
            case EventKind.END -> {
                add("end");
                String pool = inside.getOrDefault(owner, new ArrayDeque<>()).poll();
                if (pool != null) {
                    add("end@" + pool);
                }
                outcome("end-", (int) (word1 >>> 16) & 0xFFFF, (int) word1 & 0xFFFF);
            }
            case EventKind.VIRTUAL_END -> {
                add("virtual-end");
                outcome("virtual-end-", (int) word1 & 0xFFFF, 0);
            }
            default -> {
                String event = NAMES.getOrDefault(kind, "kind" + kind);
                add(event);
                if (kind <= EventKind.REMOVE || kind == EventKind.VIRTUAL_START) {
                    int slot = (int) word1 & 0xFFFF;
                    add(event + ":" + type(slot));
                    if (!kind(slot).isEmpty()) {
                        add(event + ":" + type(slot) + kind(slot));
                    }
                    if (kind != EventKind.VIRTUAL_START) {
                        pool(owner, kind, event, (int) (word1 >>> 16) & 0xFFFF);
                    }
                    if (kind != EventKind.VIRTUAL_START && slot != 0) {
                        add(event + "-" + TaskKinds.label(memory.classKinds()[slot - 1]));
                    }
                } else if (kind == EventKind.UNMOUNT) {
                    add("unmount-" + (word1 & 0xFFFF));
                }
            }
        }
    }

    /** Counts by the class of the pool; an end has none but that of the start before it. */
    private void pool(long owner, int kind, String event, int slot) {
        String pool = slot == 0 ? "none" : memory.pools()[slot - 1].getClass().getName();
        add(event + "@" + pool);
        if (kind == EventKind.START) {
            inside.computeIfAbsent(owner, added -> new ArrayDeque<>()).push(pool);
        }
    }

    private void outcome(String event, int outcome, int failure) {
        switch (outcome) {
            case Outcome.COMPLETED -> add(event + "completed");
            case Outcome.FAILED -> add(event + "failed" + (failure == 0 ? "" : ":" + type(failure)));
            case Outcome.CANCELLED -> add(event + "cancelled");
            default -> add(event + "unknown");
        }
    }

    private void text(long word0, long word1) {
        int length = (int) (word0 >>> 8);
        StringBuilder whole = new StringBuilder(name);
        for (long piece = word1; piece != 0; piece >>>= 8) {
            whole.append((char) (piece & 0xFF));
        }
        name = whole.toString();
        if (name.length() == length) {
            add("name:" + name);
            name = "";
        }
    }

    String type(int slot) {
        return slot == 0 ? "none" : ((Class<?>) memory.classes()[slot - 1]).getName().replaceAll("/.*", "");
    }

    /** Behind a class, the kind of its tasks where it is not the plain one. */
    private String kind(int slot) {
        int kind = slot == 0 ? 0 : memory.classKinds()[slot - 1];
        return kind == TaskKinds.EXECUTOR ? "" : "@" + TaskKinds.label(kind);
    }

    private void add(String key) {
        counts.merge(key, 1L, Long::sum);
    }
}
