package dev.loomscope.agent.hook;

import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of executors that are the application's own classes until they are run. They call these hooks from
 * their execute. Which Runnable is a task is known by {@link Handed}: it was handed over, and it starts, as
 * {@link ExecutorRunHooks} see, on a thread that is not inside that same execute. Who hands it on to another executor
 * meanwhile, has no task.
 */
public final class ExecutorHooks {
    private static final int FAMILY = TaskFamily.POOL;

    private ExecutorHooks() {}

    /** An executor's execute begins. */
    public static void handing(@Nullable Object pool, @Nullable Object task, int type) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null || !(pool instanceof Executor) || isWatchedElsewhere(pool)) {
                return;
            }
            int place = Nesting.enter(Jdk.id(Thread.currentThread()));
            if (task == null) {
                again(place, type);
                return;
            }
            int key = System.identityHashCode(task);
            int slot = Ids.ofPool(memory, pool);
            int around = place < 0 ? -1 : Nesting.executing(place);
            if (around >= 0) {
                if (Nesting.key(Nesting.frame(place, around)) == key
                        && Nesting.origin(place, around) >>> 16 == slot) {
                    again(place, type);
                    return;
                }
                handOn(memory, place, around, key);
            }
            boolean published = ExecutorTypes.publishes(type);
            if (slot < 0 || (!published && !ExecutorTypes.isWorthHolding(type))) {
                again(place, type);
                return;
            }
            int classSlot = Ids.ofClass(memory, TaskClasses.of(task));
            if (Rings.exact(memory, FAMILY)) {
                Ids.site(memory, classSlot);
            } else {
                Ids.firstSites(memory, classSlot);
            }
            long time = System.nanoTime() - memory.epoch();
            if (!Handed.add(key, slot, type, classSlot, time, !published)) {
                if (published) {
                    // None of its three events will be there.
                    Rings.unserved(memory, FAMILY, EventKind.SUBMIT, 0);
                    Rings.unserved(memory, FAMILY, EventKind.START, 0);
                    Rings.unserved(memory, FAMILY, EventKind.END, Outcome.UNKNOWN);
                }
                again(place, type);
                return;
            }
            if (published) {
                ExecutorEvents.put(memory, time, EventKind.SUBMIT, key, slot, classSlot);
                TraceHooks.submitted(memory, TaskFamily.POOL, time);
            }
            if (place >= 0) {
                Nesting.push(place, Nesting.EXECUTE, key, type, slot, classSlot);
            }
        } catch (Throwable e) {
            // The application goes on; this task is missing.
        }
    }

    private static boolean isWatchedElsewhere(Object pool) {
        return pool instanceof ThreadPoolExecutor || pool instanceof ForkJoinPool;
    }

    private static void again(int place, int type) {
        if (place >= 0) {
            Nesting.push(place, Nesting.AGAIN, 0, type, 0, 0);
        }
    }

    /** An executor's execute returns. */
    public static void handed(int type) {
        try {
            int place = Rings.recording() == null ? -1 : Nesting.find(Jdk.id(Thread.currentThread()));
            int depth = place < 0 ? -1 : Nesting.innermost(place, Nesting.EXECUTE, Nesting.AGAIN, type);
            if (depth >= 0) {
                Nesting.leave(place, depth);
            }
        } catch (Throwable e) {
            // The application goes on.
        }
    }

    /** An exception leaves an executor's execute. */
    public static void refused(@Nullable Object thrown, int type) {
        try {
            HookMemory memory = Rings.recording();
            int place = memory == null ? -1 : Nesting.find(Jdk.id(Thread.currentThread()));
            int depth = place < 0 ? -1 : Nesting.innermost(place, Nesting.EXECUTE, Nesting.AGAIN, type);
            if (memory == null || depth < 0) {
                return;
            }
            long frame = Nesting.frame(place, depth);
            int pool = (int) (Nesting.origin(place, depth) >>> 16);
            Nesting.leave(place, depth);
            int at = Nesting.kind(frame) == Nesting.EXECUTE ? Handed.find(Nesting.key(frame), pool) : -1;
            if (at < 0) {
                return;
            }
            long value = Handed.value(at);
            long info = Handed.info(at);
            boolean tells = !Handed.isHeld(info) || thrown instanceof RejectedExecutionException;
            if (Handed.take(at, value) && tells) {
                ExecutorEvents.publishHeld(memory, value, info, System.nanoTime() - memory.epoch());
                ExecutorEvents.about(memory, EventKind.REJECT, value, info);
            }
        } catch (Throwable e) {
            // The application goes on.
        }
    }

    /** A task is handed to an executor that is watched in another way: who is just handing it over only hands on. */
    static void handsOn(HookMemory memory, Object task) {
        int place = Nesting.isUsed() ? Nesting.find(Jdk.id(Thread.currentThread())) : -1;
        int around = place < 0 ? -1 : Nesting.executing(place);
        if (around >= 0) {
            handOn(memory, place, around, System.identityHashCode(task));
        }
    }

    /** A platform thread is being started: who does that for a task leaves the task to the thread. */
    public static void threadStarting(@Nullable Object thread) {
        try {
            HookMemory memory = Nesting.isUsed() ? Rings.recording() : null;
            if (memory != null && thread != null) {
                if (isForWorkers(Nesting.find(Jdk.id(Thread.currentThread())))) {
                    ThreadHooks.worker(thread);
                }
                handsOn(memory, thread);
            }
        } catch (Throwable e) {
            // The application goes on.
        }
    }

    /** Whether the thread is inside the execute of an executor with workers: what it starts there is one of them. */
    private static boolean isForWorkers(int place) {
        for (int depth = place < 0 ? -1 : Nesting.depth(place) - 1; depth >= 0; depth--) {
            long frame = Nesting.frame(place, depth);
            if (Nesting.kind(frame) == Nesting.EXECUTE && ExecutorTypes.hasWorkers(Nesting.origin(frame))) {
                return true;
            }
            if (Nesting.kind(frame) == Nesting.RUN) {
                return false;
            }
        }
        return false;
    }

    private static void handOn(HookMemory memory, int place, int depth, int key) {
        int handed = Nesting.key(Nesting.frame(place, depth));
        int at = Handed.find(handed, (int) (Nesting.origin(place, depth) >>> 16));
        if (at < 0) {
            return;
        }
        long value = Handed.value(at);
        long info = Handed.info(at);
        if (Handed.isHeld(info)) {
            // An executor with workers hands over a worker, not the task.
            if (handed == key || !ExecutorTypes.hasWorkers(Handed.type(value))) {
                Handed.take(at, value);
            }
        } else if (handed == key && Handed.take(at, value)) {
            ExecutorTypes.handsOn(Handed.type(value));
            ExecutorEvents.about(memory, EventKind.REMOVE, value, info);
        }
    }

    /** All tasks in a list were taken out of an executor. */
    public static void drained(@Nullable Object tasks) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && tasks != null && tasks.getClass() == ArrayList.class) {
                ArrayList<?> list = (ArrayList<?>) tasks;
                for (int i = 0; i < list.size(); i++) {
                    Object task = list.get(i);
                    int at = task == null ? -1 : Handed.find(System.identityHashCode(task));
                    if (at >= 0) {
                        long value = Handed.value(at);
                        long info = Handed.info(at);
                        if (Handed.take(at, value) && !Handed.isHeld(info)) {
                            ExecutorEvents.about(memory, EventKind.REMOVE, value, info);
                        }
                    }
                }
            }
        } catch (Throwable e) {
            // The application goes on; these events are missing.
        }
    }
}
