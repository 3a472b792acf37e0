package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;

/**
 * Tries the hooks after they were installed, on tasks and virtual threads of its own, into a memory of its own that is thrown
 * away. What the application does meanwhile goes into that memory too and is passed over. One thread, once.
 */
final class SmokeTest {
    private static final long PATIENCE = 2_000_000_000;
    private static final int RINGS = 64;
    private static final int SLOTS = 512;
    private static final int TABLE = 1024;

    private final boolean virtualThreads;
    private final HookMemory memory = Memory.allocate(RINGS, SLOTS, TABLE, TABLE, 1);
    private final Map<Sight, Integer> seen = new HashMap<>();
    private final List<Expected> expected = new ArrayList<>();

    /** An event, as far as it tells one trial from another: its subject is a task key or a thread id. */
    private record Sight(int kind, long subject) {}

    private record Expected(String hook, Sight sight, int times) {}

    /**
     * @param virtualThreads whether virtual threads are to be tried; not where the application has not used any, because then
     *     it may still want to set up their scheduler
     */
    SmokeTest(boolean virtualThreads) {
        this.virtualThreads = virtualThreads;
    }

    HookMemory memory() {
        return memory;
    }

    /** Tells what was tried: that the hook sees an event of the kind, so many times. */
    void expect(String hook, int kind, long subject, int times) {
        expected.add(new Expected(hook, new Sight(kind, subject), times));
    }

    /** Tells what was tried with a task. */
    void expect(String hook, int kind, Object task, int times) {
        expect(hook, kind, (long) System.identityHashCode(task), times);
    }

    /** Runs all trials; the names of the hooks that were not called. */
    Set<String> run() throws ReflectiveOperationException {
        memory.enabled()[0] = 1;
        try {
            new TaskTrial(this).run();
            if (virtualThreads) {
                new VirtualThreadTrial(this).run();
            }
            return silent();
        } finally {
            memory.enabled()[0] = 0;
        }
    }

    private Set<String> silent() {
        RingReader reader = new RingReader(memory);
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            reader.read(this::see);
            Set<String> missing = missing();
            if (missing.isEmpty() || reader.lost() > 0) {
                return Set.of();
            }
            if (System.nanoTime() - deadline > 0) {
                return missing;
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private void see(long word0, long word1) {
        int kind = (int) word0 & 0xFF;
        if (kind == RingLayout.TEXT) {
            return;
        }
        boolean virtual = kind >= EventKind.VIRTUAL_START;
        long subject = virtual ? word1 >>> 16 : word1 >>> 32;
        if (kind != EventKind.VIRTUAL_END || (word1 & 0xFFFF) == Outcome.FAILED) {
            seen.merge(new Sight(kind, subject), 1, Integer::sum);
        }
    }

    private Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        for (Expected one : expected) {
            if (seen.getOrDefault(one.sight(), 0) < one.times()) {
                missing.add(one.hook());
            }
        }
        return missing;
    }

    /** Waits for a trial to come so far. */
    static void await(java.util.function.BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("a trial of the hooks came to nothing: " + what);
            }
            LockSupport.parkNanos(50_000);
        }
    }
}
