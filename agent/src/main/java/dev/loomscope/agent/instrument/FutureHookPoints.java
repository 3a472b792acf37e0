package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Where it is seen what completes a future, who waits for it, and who asks it. A wait is seen where a thread is about to park,
 * not where it asks for a result that is there; a question only where it is answered by an exception.
 */
final class FutureHookPoints {
    private static final HookPoints HOOKS = new HookPoints("FutureHooks");
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String FUTURE = CONCURRENT + "FutureTask";
    private static final String STAGE = CONCURRENT + "CompletableFuture";
    private static final String TASK = ForkJoinHookPoints.TASK;
    private static final String ONE_OBJECT = "(Ljava/lang/Object;)V";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String MANAGED_BLOCK = CONCURRENT + "ForkJoinPool.managedBlock(";

    /** Methods that leave a completion with a future. */
    private static final String[] LINKS = {"unipush", "bipush", "orpush"};

    /** Methods that make a future of another. */
    private static final String[] MAKERS = {"uniApplyStage", "uniAcceptStage", "uniRunStage", "uniWhenCompleteStage",
            "uniHandleStage", "uniExceptionallyStage", "uniComposeExceptionallyStage", "uniAsMinimalStage",
            "uniComposeStage", "biApplyStage", "biAcceptStage", "biRunStage", "orApplyStage", "orAcceptStage",
            "orRunStage"};

    /** Stages that take an exception, as they are named in their methods and classes. */
    private static final String[] TAKERS = {"WhenComplete", "Handle", "Exceptionally", "ComposeExceptionally"};

    private FutureHookPoints() {}

    static List<HookPoint> all() {
        List<HookPoint> points = new ArrayList<>();
        completing(points);
        waiting(points);
        asking(points);
        return points;
    }

    private static void completing(List<HookPoint> points) {
        for (String method : LINKS) {
            String arguments = method.equals("unipush") ? "(L" : "(L" + STAGE + ";L";
            Step completion = method.equals("unipush") ? FIRST_ARGUMENT : Step.SECOND_ARGUMENT;
            points.add(
                    HOOKS.named("CompletableFuture.push", STAGE, method, arguments, Place.ENTER, "linked", TWO_OBJECTS,
                            completion, THIS));
        }
        for (String method : MAKERS) {
            points.add(HOOKS.named("CompletableFuture.stage", STAGE, method, "(", Place.BEFORE_RETURN, "passedOn",
                    TWO_OBJECTS, DUP, THIS));
        }
        points.add(
                HOOKS.named("CompletableFuture.postFire", STAGE, "postFire", "(L" + STAGE + ";I)", Place.ENTER, "fired",
                        ONE_OBJECT, THIS));
        for (String async : new String[] {"AsyncRun", "AsyncSupply"}) {
            points.add(HOOKS.named("CompletableFuture." + async + ".run", STAGE + '$' + async, "run", "()",
                    Place.beforeCall(STAGE + ".postComplete("), "fired", ONE_OBJECT, DUP));
        }
    }

    private static void waiting(List<HookPoint> points) {
        String name = "FutureTask.awaitDone";
        points.add(HOOKS.named(name, FUTURE, "awaitDone", "(ZJ)", Place.ENTER, "awaiting", ONE_OBJECT, THIS));
        points.add(HOOKS.named(name, FUTURE, "awaitDone", "(ZJ)", Place.BEFORE_RETURN, "awaited", "()V"));
        points.add(HOOKS.named(name, FUTURE, "awaitDone", "(ZJ)",
                Place.beforeCall("java/lang/InterruptedException.<init>("), "awaited", "()V"));
        for (String method : new String[] {"waitingGet", "timedGet"}) {
            points.add(HOOKS.named("CompletableFuture." + method, STAGE, method, "(", Place.beforeCall(MANAGED_BLOCK),
                    "awaiting", ONE_OBJECT, THIS));
            points.add(HOOKS.named("CompletableFuture." + method, STAGE, method, "(", Place.afterCall(MANAGED_BLOCK),
                    "awaited", "()V"));
        }
        points.add(HOOKS.named("ForkJoinTask.awaitDone", TASK, "awaitDone", "(",
                Place.beforeCall(CONCURRENT + "locks/LockSupport.setCurrentBlocker("), "blocked", ONE_OBJECT, DUP));
    }

    private static void asking(List<HookPoint> points) {
        for (String exception : new String[] {"CancellationException", "ExecutionException"}) {
            points.add(HOOKS.named("FutureTask.report", FUTURE, "report", "(",
                    Place.beforeCall(CONCURRENT + exception + ".<init>("), "asked", ONE_OBJECT, THIS));
        }
        for (String method : new String[] {"get", "join", "getNow"}) {
            String report = method.equals("get") ? ".reportGet(" : ".reportJoin(";
            points.add(HOOKS.named("CompletableFuture." + method, STAGE, method, "(", Place.beforeCall(STAGE + report),
                    "asked", ONE_OBJECT, THIS));
        }
        for (String target : new String[] {FUTURE, STAGE, TASK}) {
            String name = target.substring(CONCURRENT.length()) + ".now";
            points.add(HOOKS.named(name, target, "resultNow", "()", Place.ENTER, "asked", ONE_OBJECT, THIS));
            if (!target.equals(TASK)) {
                points.add(HOOKS.named(name, target, "exceptionNow", "()", Place.ENTER, "asked", ONE_OBJECT, THIS));
            }
        }
        for (String taker : TAKERS) {
            String name = "CompletableFuture.Uni" + taker;
            points.add(
                    HOOKS.named(name, STAGE, "uni" + taker + "Stage", "(L" + CONCURRENT + "Executor;", Place.ENTER,
                            "asked",
                            TWO_OBJECTS, THIS, FIRST_ARGUMENT));
            points.add(HOOKS.named(name, STAGE + "$Uni" + taker, "tryFire", "(", Place.ENTER, "delivered", ONE_OBJECT,
                    THIS));
        }
        // What join, invoke, get and invokeAll report comes from one of these.
        for (String method : new String[] {"getException(Z", "getException(I", "reportException(I",
                "reportExecutionException(I"}) {
            int open = method.indexOf('(');
            points.add(HOOKS.named("ForkJoinTask.getException", TASK, method.substring(0, open), method.substring(open),
                    Place.ENTER, "asked", ONE_OBJECT, THIS));
        }
    }
}
