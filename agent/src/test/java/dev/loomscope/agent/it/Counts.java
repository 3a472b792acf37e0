package dev.loomscope.agent.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.TestDrain;
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

    private static final Map<Integer, String> NOTES = Map.of(
            EventKind.AWAIT, "await",
            EventKind.COMPLETES, "completes",
            EventKind.ASKED, "asked");

    private final HookMemory memory;
    private final TestDrain drain;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<long[]> tape = new ArrayList<>();
    private String name = "";
    private boolean taping;

    Counts(HookMemory memory) {
        this.memory = memory;
        drain = new TestDrain(memory);
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
    }

    /** All counts so far, one a line, {@code name=count}. */
    synchronized String report() {
        drain();
        StringBuilder text = new StringBuilder();
        counts.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.append("lost=").append(drain.lost()).append('\n').toString();
    }

    /** From now on nothing is recorded, and everything counted. */
    void countOnly() {
        java.util.Arrays.fill(memory.modes(), 0);
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
        switch (kind) {
            case RingLayout.MORE -> {
                // Belongs to the note before it.
            }
            case RingLayout.TEXT -> text(word0, word1);
            case EventKind.END -> {
                add("end");
                outcome("end-", (int) (word1 >>> 16) & 0xFFFF, (int) word1 & 0xFFFF);
            }
            case EventKind.VIRTUAL_END -> {
                add("virtual-end");
                outcome("virtual-end-", (int) word1 & 0xFFFF, 0);
            }
            default -> {
                String event = NAMES.getOrDefault(kind, NOTES.getOrDefault(kind, "kind" + kind));
                add(kind == EventKind.AWAIT && word1 == 0 ? "await-over" : event);
                if (kind <= EventKind.REMOVE || kind == EventKind.VIRTUAL_START) {
                    int slot = (int) word1 & 0xFFFF;
                    add(event + ":" + type(slot));
                    if (kind != EventKind.VIRTUAL_START && slot != 0) {
                        add(event + "-" + TaskKinds.label(memory.classKinds()[slot - 1]));
                    }
                } else if (kind == EventKind.UNMOUNT) {
                    add("unmount-" + (word1 & 0xFFFF));
                }
            }
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

    private void add(String key) {
        counts.merge(key, 1L, Long::sum);
    }
}
