package dev.loomscope.agent.instrument;

import java.util.List;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.SECOND_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Workers that are older than the hooks. A worker spends its life within one call of {@code runWorker}, and a method that is
 * running is not replaced. The empty beforeExecute and afterExecute that it calls tell of it, unless its pool overrides them;
 * what remains is {@code getTask}, where nothing can be overridden: who enters it has ended what he ran before, and who leaves
 * it runs the task that it returns. What several places tell is written once.
 *
 * <p>The task that such a worker waited for when the hooks came is not seen to start. Workers that have the hooks in
 * themselves pay some ns a task for nothing, so this is left out where no worker is older.
 */
final class OldFrames {
    private static final HookPoints WORKERS = new HookPoints("WorkerHooks");
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
                WORKERS.at(
                        POOL,
                        "beforeExecute",
                        "(Ljava/lang/Thread;Ljava/lang/Runnable;)",
                        Place.ENTER,
                        "began",
                        TWO_OBJECTS,
                        SECOND_ARGUMENT,
                        THIS),
                WORKERS.at(
                        POOL,
                        "afterExecute",
                        "(Ljava/lang/Runnable;Ljava/lang/Throwable;)",
                        Place.ENTER,
                        "finished",
                        "(Ljava/lang/Object;Ljava/lang/Throwable;)V",
                        FIRST_ARGUMENT,
                        SECOND_ARGUMENT),
                point("getTask", "()", Place.ENTER, "free", "()V"),
                point("getTask", "()", Place.BEFORE_RETURN, "began", TWO_OBJECTS, DUP, THIS),
                point("processWorkerExit", "(", Place.ENTER, "free", "()V"));
    }

    private static HookPoint point(
            String method, String arguments, Place place, String hook, String descriptor, Step... steps) {
        String name = "ThreadPoolExecutor." + method + "(" + hook + ")";
        return WORKERS.named(name, POOL, method, arguments, place, hook, descriptor, steps);
    }
}
