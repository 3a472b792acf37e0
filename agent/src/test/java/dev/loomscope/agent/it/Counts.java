package dev.loomscope.agent.it;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.hook.TestDrain;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;

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
    private final Map<Long, Deque<String>> inside = new HashMap<>();
    private String name = "";

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

    private void count(long owner, long word0, long word1) {
        int kind = (int) word0 & 0xFF;
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
                    add(event + ":" + type((int) word1 & 0xFFFF));
                    if (kind != EventKind.VIRTUAL_START) {
                        pool(owner, kind, event, (int) (word1 >>> 16) & 0xFFFF);
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

    private String type(int slot) {
        return slot == 0 ? "none" : ((Class<?>) memory.classes()[slot - 1]).getName().replaceAll("/.*", "");
    }

    private void add(String key) {
        counts.merge(key, 1L, Long::sum);
    }
}
