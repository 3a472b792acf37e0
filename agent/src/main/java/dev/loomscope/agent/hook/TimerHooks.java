package dev.loomscope.agent.hook;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks of a java.util.Timer, whose thread is their pool. A Timer puts a periodic task back into its queue
 * before it runs it, so the next run is submitted before the present one starts. What is cancelled stays in the queue until
 * its time comes, or the queue is purged. All but cancel is called with the queue's lock held, or on the Timer's thread.
 */
public final class TimerHooks {
    private static final int FAMILY = TaskFamily.POOL;
    private static final long NANOS = 1_000_000;
    private static final long LONGEST = Long.MAX_VALUE / NANOS;

    /** Key of the task that each Timer's thread is inside of, by thread id: a task may take as long as it likes. */
    private static final long[] OPEN = new long[1 << 12];

    private static @Nullable Class<?> timerThread;

    /** Offsets of fields, all of them known or the first negative. */
    private static long thread = -1;

    private static long state;
    private static long next;
    private static long period;
    private static long queue;
    private static int cancelled;

    private TimerHooks() {}

    /**
     * Says where the JDK keeps a Timer's parts.
     *
     * @param offsets of Timer.thread, TimerTask.state, .nextExecutionTime and .period, TaskQueue.queue
     * @param cancelledState number of TimerTask's state
     */
    static void configure(Class<?> threadClass, long[] offsets, int cancelledState) {
        boolean known = cancelledState >= 0;
        for (int i = 0; i < offsets.length; i++) {
            known &= offsets[i] >= 0;
        }
        timerThread = threadClass;
        state = offsets[1];
        next = offsets[2];
        period = offsets[3];
        queue = offsets[4];
        cancelled = cancelledState;
        thread = known ? offsets[0] : -1;
        Marks.clear(OPEN);
    }

    /** A task is being put into a Timer's queue for the first time. */
    public static void scheduled(@Nullable Object task, @Nullable Object timer) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && timer != null && thread >= 0) {
                Object pool = Jdk.reference(timer, thread);
                if (pool != null) {
                    int type = type(memory, task);
                    Ids.site(memory, type);
                    submit(memory, pool, task, type, Jdk.number(task, next));
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A Timer refuses a task: it is over, or it was given the task before. */
    public static void refused(@Nullable Object task, @Nullable Object timer) {
        try {
            HookMemory memory = Rings.recording();
            Object pool = memory == null || timer == null || thread < 0 ? null : Jdk.reference(timer, thread);
            if (memory != null && task != null && pool != null) {
                int type = type(memory, task);
                Ids.site(memory, type);
                long word = word(memory, pool, task, type);
                long time = System.nanoTime() - memory.epoch();
                Rings.put(memory, FAMILY, time, EventKind.SUBMIT, word);
                Rings.put(memory, FAMILY, time, EventKind.REJECT, word);
            }
        } catch (Throwable e) {
            // The application goes on; these events are missing.
        }
    }

    private static void submit(HookMemory memory, Object pool, Object task, int type, long dueAt) {
        long time = System.nanoTime() - memory.epoch();
        Rings.put(memory, FAMILY, time, EventKind.SUBMIT, word(memory, pool, task, type));
        long delay = nanos(dueAt - System.currentTimeMillis());
        ScheduleHooks.due(memory, FAMILY, time, System.identityHashCode(task), delay, nanos(Jdk.number(task, period)));
    }

    /** A Timer's thread is about to run a task. */
    public static void started(@Nullable Object task, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && task != null && pool != null && thread >= 0) {
                start(memory, task, (Thread) pool, Jdk.number(task, next));
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    private static void start(HookMemory memory, Object task, Thread pool, long nextAt) {
        int key = System.identityHashCode(task);
        if (Marks.has(OPEN, (int) Jdk.id(pool))) {
            return;
        }
        int type = type(memory, task);
        if (Jdk.number(task, period) != 0 && Jdk.integer(task, state) != cancelled) {
            submit(memory, pool, task, type, nextAt);
        }
        if (!Marks.put(OPEN, (int) Jdk.id(pool), key)) {
            Rings.unserved(memory, FAMILY, EventKind.START, 0);
            Rings.unserved(memory, FAMILY, EventKind.END, Outcome.UNKNOWN);
            return;
        }
        long word = word(memory, pool, task, type);
        Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), EventKind.START, word);
    }

    /** A Timer's thread has run a task. */
    public static void ended(@Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && pool != null) {
                end(memory, (Thread) pool, Outcome.COMPLETED, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** An exception is ending a thread: where that is a Timer's, its task threw it. */
    static void died(HookMemory memory, Thread ending, Object thrown) {
        if (ending.getClass() == timerThread) {
            end(memory, ending, Outcome.FAILED, Ids.ofClass(memory, thrown.getClass()));
        }
    }

    private static void end(HookMemory memory, Thread pool, int outcome, int failure) {
        long time = System.nanoTime() - memory.epoch();
        int key = Marks.take(OPEN, (int) Jdk.id(pool));
        if (key >= 0) {
            Rings.put(memory, FAMILY, time, EventKind.END, (long) key << 32 | (long) outcome << 16 | failure);
        }
    }

    /** A task was asked to be cancelled; it was, where it was to run still. */
    public static void cancelled(boolean done, @Nullable Object task) {
        try {
            if (done) {
                TaskHooks.cancelled(task);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A Timer's thread takes the first task out of its queue: to run it, unless it was cancelled. */
    public static void takingFirst(@Nullable Object tasks, @Nullable Object pool) {
        try {
            HookMemory memory = Rings.recording();
            Object task = memory == null || tasks == null ? null : at(tasks, 1);
            if (memory != null && task != null && pool != null && Jdk.integer(task, state) == cancelled) {
                remove(memory, task, pool);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** As {@link #takingFirst} and {@link #started}, told by the queue: of a Timer whose thread is older than the hooks. */
    public static void fired(@Nullable Object tasks) {
        try {
            HookMemory memory = Rings.recording();
            Object task = memory == null || tasks == null ? null : at(tasks, 1);
            Thread pool = Thread.currentThread();
            if (memory != null && task != null && pool.getClass() == timerThread) {
                if (Jdk.integer(task, state) == cancelled) {
                    remove(memory, task, pool);
                } else {
                    long every = Jdk.number(task, period);
                    long nextAt = every < 0 ? System.currentTimeMillis() - every : Jdk.number(task, next) + every;
                    start(memory, task, pool, nextAt);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A queue is asked whether it is empty, which a Timer's thread does when it has run a task. */
    public static void idle() {
        try {
            HookMemory memory = Rings.recording();
            Thread pool = Thread.currentThread();
            if (memory != null && pool.getClass() == timerThread) {
                end(memory, pool, Outcome.COMPLETED, 0);
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A task that was cancelled is purged from a Timer's queue. */
    public static void purged(@Nullable Object tasks, int place, @Nullable Object timer) {
        try {
            HookMemory memory = Rings.recording();
            Object task = memory == null || tasks == null ? null : at(tasks, place);
            if (memory != null && task != null && timer != null) {
                Object pool = Jdk.reference(timer, thread);
                if (pool != null) {
                    remove(memory, task, pool);
                }
            }
        } catch (Throwable e) {
            // The application goes on; this event is missing.
        }
    }

    /** A Timer's queue is being emptied, as it was cancelled, or its thread ends. */
    public static void clearing(@Nullable Object tasks, @Nullable Object timerOrThread) {
        try {
            HookMemory memory = Rings.recording();
            if (memory != null && tasks != null && timerOrThread != null && thread >= 0) {
                Object pool = timerOrThread.getClass() == timerThread
                        ? timerOrThread
                        : Jdk.reference(timerOrThread, thread);
                Object task = at(tasks, 1);
                for (int place = 1; task != null && pool != null; place++) {
                    remove(memory, task, pool);
                    task = at(tasks, place + 1);
                }
            }
        } catch (Throwable e) {
            // The application goes on; these events are missing.
        }
    }

    /** The task at a place of a queue; null where there is none. */
    private static @Nullable Object at(Object tasks, int place) {
        Object[] places = thread < 0 ? null : (Object[]) Jdk.reference(tasks, queue);
        return places == null || place >= places.length ? null : places[place];
    }

    private static void remove(HookMemory memory, Object task, Object pool) {
        long word = word(memory, pool, task, type(memory, task));
        Rings.put(memory, FAMILY, System.nanoTime() - memory.epoch(), EventKind.REMOVE, word);
    }

    private static int type(HookMemory memory, Object task) {
        return Ids.ofClass(memory, task.getClass(), TaskKinds.SCHEDULED);
    }

    private static long word(HookMemory memory, Object pool, Object task, int type) {
        return (long) System.identityHashCode(task) << 32 | (long) Ids.ofPool(memory, pool) << 16 | type;
    }

    private static long nanos(long milliseconds) {
        if (milliseconds > LONGEST) {
            return Long.MAX_VALUE;
        }
        return milliseconds < -LONGEST ? -Long.MAX_VALUE : milliseconds * NANOS;
    }
}
