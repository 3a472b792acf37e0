package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Tries the hooks after they were installed, on tasks and virtual threads of its own, into a memory of its own that is thrown
 * away. What the application does meanwhile goes into that memory too and is passed over. One thread, once. The code of the
 * trials is plain, as at start-up every lambda costs time.
 */
final class SmokeTest implements RingReader.Sink, Callable<Map<String, Boolean>> {
    private static final long PATIENCE = 2_000_000_000;
    private static final int RINGS = 64;
    private static final int SLOTS = 256;
    private static final int TABLE = 1024;

    /** In place of the subject of a note that gets a number of its own. */
    static final long ANY = -1;

    private final boolean virtualThreads;
    private final boolean forkJoin;
    private final boolean stages;
    private final HookMemory memory = Memory.allocate(RINGS, 0, SLOTS, TABLE, TABLE, 1);
    private final Map<Long, Integer> seen = new HashMap<>();
    private final List<Expected> expected = new ArrayList<>();

    private record Expected(String hook, long sight, int times) {}

    /**
     * @param virtualThreads whether virtual threads are to be tried; not where the application has not used any, because then
     *     it may still want to set up their scheduler
     * @param forkJoin whether fork/join is to be tried; not where the common pool is still to be set up
     * @param stages whether stages of futures are to be tried, which need the common pool too
     */
    SmokeTest(boolean virtualThreads, boolean forkJoin, boolean stages) {
        this.virtualThreads = virtualThreads;
        this.forkJoin = forkJoin;
        this.stages = stages;
    }

    HookMemory memory() {
        return memory;
    }

    /** Tells what was tried: that the hook sees an event of the kind, so many times. */
    synchronized void expect(String hook, int kind, long subject, int times) {
        expected.add(new Expected(hook, sight(kind, subject), times));
    }

    /** Tells what was tried with a task. */
    void expect(String hook, int kind, Object task, int times) {
        expect(hook, kind, (long) System.identityHashCode(task), times);
    }

    /** An event, as far as it tells one trial from another: its subject is a task key or a thread id. */
    private static long sight(int kind, long subject) {
        return subject << 8 | kind;
    }

    /** Runs all trials: by the names of the hooks that were tried, whether each was called. */
    @Override
    public Map<String, Boolean> call() throws ReflectiveOperationException, IOException {
        memory.enabled()[0] = 1;
        try {
            Beside<Boolean> tasks = Beside.begin("loomscope-tasks", new TaskTrial(this));
            new ThreadTrial(this).run();
            new TimerTrial(this).run();
            tasks.result();
            if (forkJoin) {
                new ForkJoinTrial(this).run();
            }
            if (stages) {
                new FutureTrial(this).run();
            }
            if (virtualThreads) {
                new VirtualThreadTrial(this).run();
            }
            return results();
        } finally {
            memory.enabled()[0] = 0;
        }
    }

    private Map<String, Boolean> results() {
        RingReader reader = new RingReader(memory);
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            reader.read(this);
            Set<String> missing = missing();
            if (reader.lost() > 0) {
                // What was not seen may have been told all the same.
                return results(Set.of());
            }
            if (missing.isEmpty() || System.nanoTime() - deadline > 0) {
                return results(missing);
            }
            LockSupport.parkNanos(50_000);
        }
    }

    private Map<String, Boolean> results(Set<String> missing) {
        Map<String, Boolean> results = new HashMap<>();
        for (Expected one : expected) {
            results.put(one.hook(), !missing.contains(one.hook()));
        }
        return results;
    }

    @Override
    public void slot(long word0, long word1) {
        int kind = (int) word0 & 0xFF;
        if (kind == RingLayout.TEXT || kind == RingLayout.MORE) {
            return;
        }
        if (EventKind.isNote(kind)) {
            saw(sight(kind, ANY));
        }
        boolean virtual = kind >= EventKind.VIRTUAL_START;
        long sight = sight(kind, EventKind.isNote(kind) ? word1 : virtual ? word1 >>> 16 : word1 >>> 32);
        if (kind != EventKind.VIRTUAL_END || (word1 & 0xFFFF) == Outcome.FAILED) {
            saw(sight);
        }
    }

    private void saw(long sight) {
        Integer before = seen.get(sight);
        seen.put(sight, before == null ? 1 : before + 1);
    }

    private Set<String> missing() {
        Set<String> missing = new HashSet<>();
        for (Expected one : expected) {
            if (seen.getOrDefault(one.sight(), 0) < one.times()) {
                missing.add(one.hook());
            }
        }
        return missing;
    }

    /** Waits for a trial to come so far. */
    static void await(CountDownLatch progress, String what) {
        try {
            if (progress.await(PATIENCE, TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("a trial of the hooks came to nothing: " + what);
    }

    /** Waits for a thread of a trial to end. */
    static void join(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join(PATIENCE / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
