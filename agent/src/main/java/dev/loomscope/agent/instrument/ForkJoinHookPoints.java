package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.DUP2;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.POP;
import static dev.loomscope.agent.instrument.Step.SECOND_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Where tasks of fork/join pools are seen: at the few places that put a task on a queue, and at the calls that run one that
 * came from a queue. {@code doExec} itself would show also those that their caller runs in place, which are no tasks of a pool.
 */
final class ForkJoinHookPoints {
    private static final HookPoints HOOKS = new HookPoints("ForkJoinHooks");
    private static final HookPoints RUNS = new HookPoints("ForkJoinRunHooks");
    static final String TASK = "java/util/concurrent/ForkJoinTask";

    private static final String POOL = "java/util/concurrent/ForkJoinPool";
    private static final String QUEUE = POOL + "$WorkQueue";
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String ONE_OBJECT = "(" + OBJECT + ")V";
    private static final String TWO_OBJECTS = "(" + OBJECT + OBJECT + ")V";
    private static final String A_TASK = "(L" + TASK + ";";
    private static final String REFUSAL = "java/util/concurrent/RejectedExecutionException.<init>(";
    private static final String PUSH = "ForkJoinPool.push";
    private static final String REJECT = "ForkJoinPool.reject";
    private static final String DROP = "ForkJoinPool.drop";

    /** Methods that run tasks from queues; of the first the thread says which pool that is. */
    private static final String[] RUN_BY_QUEUE = {"topLevelExec", "tryRemoveAndExec", "helpComplete",
            "helpAsyncBlocker"};

    private static final String[] RUN_BY_POOL = {"helpJoin", "helpComplete", "helpQuiesce", "helpQuiescePool",
            "externalHelpQuiesce", "externalHelpQuiescePool"};

    private ForkJoinHookPoints() {}

    static List<HookPoint> all() {
        List<HookPoint> points = new ArrayList<>(List.of(
                HOOKS.named(PUSH, QUEUE, "push", A_TASK, Place.ENTER, "pushed", TWO_OBJECTS, FIRST_ARGUMENT,
                        SECOND_ARGUMENT),
                // Until JDK 20 a task from outside goes past push.
                HOOKS.named(PUSH, POOL, "externalPush", A_TASK, Place.ENTER, "pushed", TWO_OBJECTS, FIRST_ARGUMENT,
                        THIS),
                // Who pushes lazily does not name the pool to push.
                HOOKS.named(
                        "ForkJoinPool.lazySubmit",
                        POOL,
                        "lazySubmit",
                        A_TASK,
                        Place.beforeCall(POOL + ".poolSubmit("),
                        "pushed",
                        TWO_OBJECTS,
                        FIRST_ARGUMENT,
                        THIS),
                HOOKS.named(REJECT, POOL, "externalPush", A_TASK, Place.beforeCall(REFUSAL), "rejected", TWO_OBJECTS,
                        FIRST_ARGUMENT, THIS),
                // From JDK 21 on, who refuses does not know the task any more.
                offer("poolSubmit", "(Z", ".submissionQueue(", SECOND_ARGUMENT),
                offer("externalSubmit", A_TASK, ".externalSubmissionQueue(", FIRST_ARGUMENT),
                HOOKS.named(REJECT, POOL, "submissionQueue", "(", Place.beforeCall(REFUSAL), "refused", ONE_OBJECT,
                        THIS),
                HOOKS.named("ForkJoinTask.tryUnfork", TASK, "tryUnfork", "()Z", Place.BEFORE_RETURN, "unforked",
                        "(Z" + OBJECT + ")V", DUP, THIS),
                poll("pollNextLocalTask"),
                poll("pollTask"),
                poll("pollSubmission"),
                HOOKS.named("ForkJoinPool.drainTasksTo", POOL, "drainTasksTo", "(L",
                        Place.beforeCall("java/util/Collection.add("), "dropped", TWO_OBJECTS, DUP, THIS),
                HOOKS.named("ForkJoinTask.cancel", TASK, "trySetCancelled", "()", Place.ENTER, "cancelled", ONE_OBJECT,
                        THIS),
                HOOKS.named(DROP, POOL, "tryTerminate", "(", Place.beforeCall(TASK + ".cancelIgnoringExceptions("),
                        "dropped",
                        TWO_OBJECTS, DUP, THIS),
                HOOKS.named(DROP, POOL, "deregisterWorker", "(", Place.beforeCall(TASK + ".cancelIgnoringExceptions("),
                        "dropped", TWO_OBJECTS, DUP, THIS),
                HOOKS.named(DROP, POOL, "cleanQueues", "(", Place.beforeCall(TASK + ".cancel("), "dropped", TWO_OBJECTS,
                        DUP2,
                        POP, THIS),
                HOOKS.named(DROP, QUEUE, "cancelTasks", "(", Place.beforeCall(TASK + ".cancel("), "taken", ONE_OBJECT,
                        DUP2,
                        POP)));
        for (String type : new String[] {TASK, "java/util/concurrent/CountedCompleter"}) {
            for (String method : RUN_BY_QUEUE) {
                points.add(run(QUEUE, method, type));
            }
            points.add(run(TASK, "awaitDone", type));
            for (String method : RUN_BY_POOL) {
                points.add(run(POOL, method, type, THIS));
            }
        }
        return points;
    }

    private static HookPoint poll(String method) {
        return HOOKS.named("ForkJoinTask.poll", TASK, method, "()L", Place.BEFORE_RETURN, "taken", ONE_OBJECT, DUP);
    }

    private static HookPoint offer(String method, String arguments, String queue, Step task) {
        return HOOKS.named(REJECT, POOL, method, arguments, Place.beforeCall(POOL + queue), "offered", TWO_OBJECTS,
                task,
                THIS);
    }

    private static HookPoint run(String target, String method, String type, Step... pool) {
        String taken = pool.length == 0 ? OBJECT : OBJECT + OBJECT;
        Place place = Place.aroundCall(type + ".doExec()", "ended");
        return RUNS.named("ForkJoinTask.doExec", target, method, "(", place, "started", "(" + taken + ")" + OBJECT,
                pool);
    }
}
