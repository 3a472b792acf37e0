package dev.loomscope.agent.instrument;

import java.util.List;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.SECOND_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Workers that are older than the hooks. A worker spends its life within one call of {@code runWorker}, and a method that is
 * running is not replaced: the hooks inside it are never reached by a worker that was there before. What that worker calls is
 * replaced, so these further hooks stand in the methods that {@code runWorker} calls:
 *
 * <pre>
 *   getTask          enter: what ran before is over; return: this is the next task
 *   beforeExecute    the task that a worker was waiting for in getTask when the hooks came; unless a pool overrides it
 *   afterExecute     the end, with its outcome; unless a pool overrides it
 *   processWorkerExit    as the enter of getTask
 * </pre>
 *
 * <p>They cost a worker that has the hooks in itself some ns a task for nothing, and are left out where no worker is older.
 */
final class OldFrames {
    private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private OldFrames() {}

    /** Whether there is a worker that runs already. */
    static boolean present() {
        String pool = POOL.replace('/', '.');
        for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
            for (StackTraceElement frame : stack) {
                if (frame.getMethodName().equals("runWorker") && frame.getClassName().equals(pool)) {
                    return true;
                }
            }
        }
        return false;
    }

    static List<HookPoint> hookPoints() {
        return List.of(
                point("getTask", "()", Place.ENTER, "free", "()V"),
                point("getTask", "()", Place.BEFORE_RETURN, "taken", TWO_OBJECTS, DUP, THIS),
                point(
                        "beforeExecute",
                        "(Ljava/lang/Thread;Ljava/lang/Runnable;",
                        Place.ENTER,
                        "taken",
                        TWO_OBJECTS,
                        SECOND_ARGUMENT,
                        THIS),
                point(
                        "afterExecute",
                        "(Ljava/lang/Runnable;Ljava/lang/Throwable;",
                        Place.ENTER,
                        "finished",
                        "(Ljava/lang/Object;Ljava/lang/Throwable;)V",
                        FIRST_ARGUMENT,
                        SECOND_ARGUMENT),
                point("processWorkerExit", "(", Place.ENTER, "free", "()V"));
    }

    private static HookPoint point(
            String method, String arguments, Place place, String hook, String descriptor, Step... steps) {
        return new HookPoint(
                "ThreadPoolExecutor." + method + "(" + hook + ")",
                POOL,
                method,
                arguments,
                place,
                List.of(steps),
                new HookPoint.Hook("TaskHooks", hook),
                descriptor);
    }
}
