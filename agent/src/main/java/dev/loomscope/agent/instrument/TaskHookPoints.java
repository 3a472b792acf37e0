package dev.loomscope.agent.instrument;

import java.util.List;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.DUP2;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.POP;
import static dev.loomscope.agent.instrument.Step.SECOND_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Where tasks of thread pools are seen. Inside {@code runWorker} the hooks stand at the calls it makes, not in methods that a
 * pool of the application may override. But a worker that was there before the hooks stays inside the old {@code runWorker} as
 * long as it lives: of it tell {@link OldFrames}. A periodic task is submitted anew for each of its runs.
 */
final class TaskHookPoints {
    private static final HookPoints WORKERS = new HookPoints("WorkerHooks");

    private static final HookPoints TASKS = new HookPoints("TaskHooks");
    private static final HookPoints SCHEDULES = new HookPoints("ScheduleHooks");
    private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    private static final String OLDEST = POOL + "$DiscardOldestPolicy";
    private static final String SCHEDULED = "java/util/concurrent/ScheduledThreadPoolExecutor";
    private static final String FUTURE = "java/util/concurrent/FutureTask";

    private static final String RUNNABLE = "(Ljava/lang/Runnable;";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String AFTER_EXECUTE = POOL + ".afterExecute(Ljava/lang/Runnable;Ljava/lang/Throwable;)";

    private TaskHookPoints() {}

    static List<HookPoint> all() {
        return List.of(
                TASKS.at(POOL, "execute", RUNNABLE, Place.ENTER, "submitted", TWO_OBJECTS, THIS, FIRST_ARGUMENT),
                TASKS.at(POOL, "reject", RUNNABLE, Place.ENTER, "rejected", TWO_OBJECTS, THIS, FIRST_ARGUMENT),
                WORKERS.named(
                        "ThreadPoolExecutor.runWorker(start)",
                        POOL,
                        "runWorker",
                        "(",
                        Place.aroundCall("java/lang/Runnable.run()", "ran"),
                        "started",
                        "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                        THIS),
                WORKERS.named(
                        "ThreadPoolExecutor.runWorker(end)",
                        POOL,
                        "runWorker",
                        "(",
                        Place.beforeCall(AFTER_EXECUTE),
                        "ended",
                        "(Ljava/lang/Object;Ljava/lang/Throwable;)V",
                        DUP2),
                TASKS.at(
                        POOL,
                        "remove",
                        RUNNABLE,
                        Place.BEFORE_RETURN,
                        "removed",
                        "(ZLjava/lang/Object;Ljava/lang/Object;)V",
                        DUP,
                        FIRST_ARGUMENT,
                        THIS),
                TASKS.at(POOL, "drainQueue", "()", Place.BEFORE_RETURN, "drained", TWO_OBJECTS, DUP, THIS),
                TASKS.at(
                        OLDEST,
                        "rejectedExecution",
                        RUNNABLE + "L" + POOL + ";)",
                        Place.afterCall("java/util/concurrent/BlockingQueue.poll()"),
                        "removed",
                        TWO_OBJECTS,
                        DUP,
                        SECOND_ARGUMENT),
                TASKS.at(
                        FUTURE,
                        "cancel",
                        "(Z)Z",
                        Place.beforeCall(FUTURE + ".finishCompletion()"),
                        "cancelled",
                        "(Ljava/lang/Object;)V",
                        THIS),
                scheduled("delayedExecute", Place.ENTER, "submitted"),
                scheduled(
                        "reExecutePeriodic", Place.beforeCall("java/util/concurrent/BlockingQueue.add("), "requeued"),
                TASKS.at(
                        SCHEDULED,
                        "onShutdown",
                        "()",
                        Place.beforeCall("java/util/concurrent/RunnableScheduledFuture.cancel("),
                        "removed",
                        TWO_OBJECTS,
                        DUP2,
                        POP,
                        THIS));
    }

    private static HookPoint scheduled(String method, Place place, String hook) {
        return SCHEDULES.at(SCHEDULED, method, "(L", place, hook, TWO_OBJECTS, THIS, FIRST_ARGUMENT);
    }
}
