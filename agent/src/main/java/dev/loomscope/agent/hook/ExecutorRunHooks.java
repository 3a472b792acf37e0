package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of executors that are the application's own classes when they are run. Code near such executors calls
 * these hooks wherever it runs a Runnable: whether that is a task, {@link Handed} says.
 */
public final class ExecutorRunHooks {
    /** The site of who is told by beforeExecute and afterExecute. */
    public static final int BETWEEN = 1;

    private ExecutorRunHooks() {}

    /** A Runnable is about to be run. */
    public static void starting(@Nullable Object task, int site) {
        try {
            HookMemory memory = Rings.recording();
            if (memory == null) {
                return;
            }
            long thread = Jdk.id(Thread.currentThread());
            int key = System.identityHashCode(task);
            int at = task == null ? -1 : Handed.find(key);
            if (at < 0) {
                other(Nesting.find(thread), key, site);
                return;
            }
            int place = Nesting.enter(thread);
            long value = Handed.value(at);
            long info = Handed.info(at);
            if ((int) (value >>> 32) != key || !Handed.take(at, value)) {
                other(place, key, site);
            } else if (place < 0) {
                ExecutorEvents.lost(memory, info);
            } else if (Nesting.isInside(place, key)) {
                if (!Handed.isHeld(info)) {
                    ExecutorEvents.about(memory, EventKind.REJECT, value, info);
                }
                other(place, key, site);
            } else {
                start(memory, place, site, value, info);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void start(HookMemory memory, int place, int site, long value, long info) {
        int key = (int) (value >>> 32);
        int pool = Handed.pool(value);
        int classSlot = Handed.classSlot(info);
        ExecutorTypes.started(Handed.type(value));
        Nesting.push(place, Nesting.RUN, key, site, pool, classSlot);
        long time = System.nanoTime() - memory.epoch();
        ExecutorEvents.publishHeld(memory, value, info, time);
        ExecutorEvents.put(memory, time, EventKind.START, key, pool, classSlot);
    }

    private static void other(int place, int key, int site) {
        if (place >= 0) {
            Nesting.push(place, Nesting.OTHER, key, site, 0, 0);
        }
    }

    /** A Runnable has run. */
    public static void ended(@Nullable Object task, int site) {
        over(task, null, site);
    }

    /** An exception has left a Runnable, or other code near the place where it is run. */
    public static void failed(@Nullable Object thrown, int site) {
        over(null, thrown, site);
    }

    private static void over(@Nullable Object task, @Nullable Object thrown, int site) {
        try {
            HookMemory memory = Rings.recording();
            int place = memory == null ? -1 : Nesting.find(Jdk.id(Thread.currentThread()));
            int depth = place < 0 ? -1 : Nesting.innermost(place, Nesting.RUN, Nesting.OTHER, site);
            if (memory == null || depth < 0) {
                return;
            }
            long frame = Nesting.frame(place, depth);
            if (Nesting.kind(frame) == Nesting.OTHER && depth > 0) {
                long around = Nesting.frame(place, depth - 1);
                boolean same = Nesting.kind(around) == Nesting.RUN
                        && Nesting.origin(around) == BETWEEN
                        && Nesting.key(around) == Nesting.key(frame);
                if (same) {
                    frame = around;
                    depth--;
                }
            }
            long origin = Nesting.origin(place, depth);
            Nesting.leave(place, depth);
            if (Nesting.kind(frame) == Nesting.RUN) {
                ExecutorEvents.end(memory, Nesting.key(frame), origin, task, thrown);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A worker's beforeExecute: of workers that are older than the hooks, this is called all the same. */
    public static void began(@Nullable Object task) {
        try {
            int place = Rings.recording() == null ? -1 : Nesting.find(Jdk.id(Thread.currentThread()));
            if (place >= 0 && Nesting.innermost(place, Nesting.RUN, Nesting.RUN, BETWEEN) >= 0) {
                over(null, null, BETWEEN);
            }
            if (task != null && Handed.find(System.identityHashCode(task)) >= 0) {
                starting(task, BETWEEN);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A worker's afterExecute. */
    public static void finished(@Nullable Object task, @Nullable Object thrown) {
        over(task, thrown, BETWEEN);
    }
}
