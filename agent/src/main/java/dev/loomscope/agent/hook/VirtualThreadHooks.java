package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import dev.loomscope.protocol.UnmountReason;
import org.jspecify.annotations.Nullable;

/**
 * What happens to virtual threads. These hooks run inside the JDK's scheduling of them, partly on the carrier as itself and
 * partly as the virtual thread: nothing here may block, park or load a class.
 */
public final class VirtualThreadHooks {
    private static final int FAMILY = TaskFamily.VIRTUAL_THREAD;

    /** Virtual threads that an exception is ending, at most so many at once; a power of two. */
    private static final int FAILING = 256;

    /** Offset of VirtualThread.state, or negative where it is not known. */
    private static long state = -1;

    /** Offsets of VirtualThread.cont and Continuation.target, or negative where they are not known. */
    private static long continuation = -1;

    private static long target = -1;

    private static int stateNew = -1;
    private static int stateStarted = -1;

    /** {@link UnmountReason} by VirtualThread.state. */
    private static byte[] reasons = new byte[0];

    /** Thread ids; 0 is a free place. */
    private static final long[] FAILED = new long[FAILING];

    /** Live workers of pools, by thread id; more of them are known by what they run. */
    private static final long[] WORKERS = new long[1 << 12];

    /** Whether there was any. */
    private static boolean workers;

    private VirtualThreadHooks() {}

    /**
     * Says where the JDK keeps a virtual thread's state and task.
     *
     * @param newState number of the state, -1 where this JDK has none of the name; so with the next
     */
    static void configure(
            long stateOffset,
            long continuationOffset,
            long targetOffset,
            int newState,
            int startedState,
            byte[] reasonByState) {
        state = stateOffset;
        continuation = continuationOffset;
        target = targetOffset;
        stateNew = newState;
        stateStarted = startedState;
        reasons = reasonByState;
        for (int i = 0; i < FAILING; i++) {
            FAILED[i] = 0;
        }
        workers = false;
        Marks.clear(WORKERS);
    }

    /** A pool is about to start a virtual thread as its worker. */
    static void worker(long id) {
        Marks.leave(WORKERS, (int) id, 0);
        workers = true;
    }

    private static boolean isWorker(Object thread) {
        return workers && Marks.has(WORKERS, (int) Jdk.id((Thread) thread));
    }

    /** A virtual thread is being started, unless it was before. */
    public static void started(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null && stateOf(thread) == stateNew) {
                Thread virtual = (Thread) thread;
                ExecutorHooks.handsOn(memory, thread);
                int forked = GroupHooks.forkedClass(Jdk.id(virtual));
                int type = forked >= 0 ? forked : Ids.ofClass(memory, task(thread), startedKind(thread));
                if (!Rings.exact(memory, FAMILY)) {
                    Ids.firstSites(memory, type);
                    Rings.count(memory, FAMILY, EventKind.VIRTUAL_START, 0, 0, type);
                    return;
                }
                Ids.site(memory, type);
                long word = Jdk.id(virtual) << 16 | type;
                String name = virtual.getName();
                long time = System.nanoTime() - memory.epoch();
                if (name == null || name.isEmpty()) {
                    Rings.put(memory, FAMILY, time, EventKind.VIRTUAL_START, word);
                } else {
                    Rings.put(memory, FAMILY, time, EventKind.VIRTUAL_START, word, name);
                }
                TraceHooks.submitted(memory, FAMILY, time);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A virtual thread is being mounted on the carrier that executes this. */
    public static void mounted(@Nullable Object thread) {
        put(thread, EventKind.MOUNT, 0);
    }

    /** A virtual thread has left the carrier that executes this, and will go on later. */
    public static void unmounted(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                byte[] known = reasons;
                int now = stateOf(thread);
                int byState = now >= 0 && now < known.length ? known[now] : UnmountReason.UNKNOWN;
                putWithClass(memory, thread, EventKind.UNMOUNT, VirtualWaitHooks.reason(memory, byState));
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A virtual thread is being handed to its scheduler; the first time belongs to its start. */
    public static void woken(@Nullable Object thread) {
        try {
            if (thread != null && stateOf(thread) != stateStarted) {
                put(thread, EventKind.WAKE, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** An exception that nobody caught is ending a virtual thread. */
    public static void failed(@Nullable Throwable thrown, @Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (thread != null && memory != null) {
                long id = Jdk.id((Thread) thread);
                if (thrown != null) {
                    Failures.ofThread(memory, thrown, Ids.ofClass(memory, thrown.getClass()), id);
                }
                for (int i = 0; i < RingPlaces.WINDOW; i++) {
                    if (Jdk.compareAndSet(FAILED, (int) id + i & FAILING - 1, 0L, id)) {
                        return;
                    }
                }
            }
        } catch (Throwable e) {
            // The application goes on; the thread will seem to have completed.
        }
    }

    /** A virtual thread has ended, or could not be started. */
    public static void ended(@Nullable Object thread) {
        try {
            HookMemory memory = Rings.recording();
            if (thread != null) {
                boolean failed = wasFailing(Jdk.id((Thread) thread)) || stateOf(thread) == stateStarted;
                if (memory != null) {
                    putWithClass(memory, thread, EventKind.VIRTUAL_END, failed ? Outcome.FAILED : outcome(thread));
                }
                if (workers) {
                    Marks.take(WORKERS, (int) Jdk.id((Thread) thread));
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** The outcome of the future that a thread was started for, if it was for one. */
    private static int outcome(Object thread) {
        Object body = body(thread);
        Object task = body == null ? null : TaskClasses.inner(body);
        int outcome = task == null ? Outcome.COMPLETED : Outcomes.of(task);
        HookMemory memory = outcome == Outcome.FAILED ? Rings.recording() : null;
        Object failure = memory == null || task == null ? null : Outcomes.failure(task);
        if (memory != null && failure != null) {
            Failures.ofThread(memory, failure, Ids.ofClass(memory, failure.getClass()), Jdk.id((Thread) thread));
        }
        return outcome;
    }

    private static boolean wasFailing(long id) {
        for (int i = 0; i < RingPlaces.WINDOW; i++) {
            int place = (int) id + i & FAILING - 1;
            if (FAILED[place] == id) {
                FAILED[place] = 0;
                return true;
            }
        }
        return false;
    }

    private static void put(@Nullable Object thread, int kind, int detail) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && thread != null) {
                if (Rings.exact(memory, FAMILY)) {
                    long word = Jdk.id((Thread) thread) << 16 | detail;
                    Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), kind, word);
                } else {
                    Rings.count(memory, FAMILY, kind, detail, 0, 0);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** As {@link #put}; where it is counted, by the class of the thread's task. */
    private static void putWithClass(HookMemory memory, Object thread, int kind, int detail) {
        if (Rings.exact(memory, FAMILY)) {
            put(thread, kind, detail);
        } else {
            Rings.count(memory, FAMILY, kind, detail, 0, type(memory, thread));
        }
    }

    /** Class slot of a thread's task; 0 where the JDK's wrapper has let go of it. */
    private static int type(HookMemory memory, Object thread) {
        Object body = body(thread);
        Object given = body == null ? null : TaskClasses.inner(body);
        if (given == null) {
            return Ids.ofClass(memory, thread.getClass());
        }
        int kind = Outcomes.isSubtask(given) ? TaskKinds.STRUCTURED : startedKind(thread);
        return TaskClasses.isEmptied(given) ? 0 : Ids.ofClass(memory, TaskClasses.of(given), kind);
    }

    private static int startedKind(Object thread) {
        return isWorker(thread) ? TaskKinds.WORKER : TaskKinds.EXECUTOR;
    }

    private static int stateOf(Object thread) {
        return state < 0 ? -2 : Jdk.integer(thread, state);
    }

    private static Class<?> task(Object thread) {
        Object body = body(thread);
        return TaskClasses.of(body == null ? thread : body);
    }

    /** What a thread's continuation runs, which holds the thread's task; null where that is not known. */
    private static @Nullable Object body(Object thread) {
        if (continuation < 0 || target < 0) {
            return null;
        }
        Object cont = Jdk.reference(thread, continuation);
        return cont == null ? null : Jdk.reference(cont, target);
    }
}
