package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.Control;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.SECOND_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Where tasks are seen to belong together. invokeAll and invokeAny begin a group when they ask the collection for its iterator,
 * from where on they catch what is thrown, to cancel what they submitted; so wherever they return or throw the group ends.
 */
final class GroupHookPoints {
    private static final HookPoints HOOKS = new HookPoints("GroupHooks");
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String EXECUTOR = CONCURRENT + "AbstractExecutorService";
    private static final String FORK_JOIN = CONCURRENT + "ForkJoinPool";
    private static final String ANY_ROOT = CONCURRENT + "ForkJoinTask$InvokeAnyRoot";
    private static final String PER_TASK = CONCURRENT + "ThreadPerTaskExecutor";
    private static final String COMPLETION = CONCURRENT + "ExecutorCompletionService";
    private static final String SCOPE = CONCURRENT + "StructuredTaskScopeImpl";

    /** A class in JDK 21 to 24, an interface later. */
    private static final String OLDER_SCOPE = CONCURRENT + "StructuredTaskScope";

    private static final String COLLECTION = "(Ljava/util/Collection;";
    private static final String ITERATOR = "java/util/Collection.iterator()";
    private static final String OBJECT = "(Ljava/lang/Object;)V";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private GroupHookPoints() {}

    static List<HookPoint> all() {
        List<HookPoint> points = new ArrayList<>();
        group(points, EXECUTOR, "invokeAll", COLLECTION, "allBegan", THIS);
        group(points, EXECUTOR, "doInvokeAny", COLLECTION, "anyBegan", THIS);
        group(points, FORK_JOIN, "invokeAll", COLLECTION, "allBegan", THIS);
        group(points, FORK_JOIN, "invokeAny", COLLECTION, "anyBegan", THIS);
        group(points, ANY_ROOT, "invokeAny", COLLECTION + "L" + FORK_JOIN + ";", "anyBegan", SECOND_ARGUMENT);
        group(points, PER_TASK, "invokeAll", COLLECTION, "allBegan", THIS);
        group(points, PER_TASK, "invokeAny", COLLECTION, "anyBegan", THIS);
        points.add(HOOKS.named(
                "ThreadPerTaskExecutor.start",
                PER_TASK,
                "start",
                "(Ljava/lang/Thread;)",
                Place.BEFORE_RETURN,
                "member",
                TWO_OBJECTS,
                FIRST_ARGUMENT,
                THIS));
        points.add(HOOKS.named(
                "ExecutorCompletionService.submit",
                COMPLETION,
                "submit",
                "(",
                Place.beforeCall("java/util/concurrent/Executor.execute("),
                "queued",
                OBJECT,
                DUP));
        scope(points, SCOPE);
        scope(points, OLDER_SCOPE);
        return points;
    }

    private static void group(
            List<HookPoint> points, String target, String method, String arguments, String began, Step executor) {
        String name = target.substring(target.lastIndexOf('/') + 1).replace('$', '.') + '.' + method;
        points.add(HOOKS.named(
                name + "(begin)",
                target,
                method,
                arguments,
                Place.beforeCall(ITERATOR),
                began,
                TWO_OBJECTS,
                executor,
                FIRST_ARGUMENT));
        points.add(
                HOOKS.named(name + "(end)", target, method, arguments, Place.BEFORE_RETURN, "ended", OBJECT,
                        FIRST_ARGUMENT));
        points.add(
                HOOKS.named(name + "(end)", target, method, arguments, Place.BEFORE_THROW, "ended", OBJECT,
                        FIRST_ARGUMENT));
    }

    private static void scope(List<HookPoint> points, String target) {
        String start = "jdk/internal/misc/ThreadFlock.start(";
        points.add(HOOKS.named(
                "StructuredTaskScope.fork(Runnable)",
                target,
                "fork",
                "(Ljava/lang/Runnable;)",
                Place.ENTER,
                "forkingRunnable",
                OBJECT,
                FIRST_ARGUMENT));
        points.add(HOOKS.named(
                "StructuredTaskScope.fork(start)",
                target,
                "fork",
                "(Ljava/util/concurrent/Callable;)",
                Place.beforeCall(start),
                "forking",
                "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V",
                DUP,
                FIRST_ARGUMENT,
                THIS));
        points.add(HOOKS.named(
                "StructuredTaskScope.fork(started)",
                target,
                "fork",
                "(Ljava/util/concurrent/Callable;)",
                Place.afterCall(start),
                "forked",
                TWO_OBJECTS,
                DUP,
                THIS));
    }

    /** Tells the hooks where the JDK keeps what they look at. */
    static void configure(HookClasses hooks, JdkInternals jdk) {
        String queueing = "java.util.concurrent.ExecutorCompletionService$QueueingFuture";
        hooks.configure(
                Control.GROUPS, classOf(queueing), jdk.offset(queueing, "task"), classOf("java.lang.VirtualThread"));
        for (String scope : new String[] {OLDER_SCOPE, SCOPE}) {
            String subtask = scope.replace('/', '.') + "$SubtaskImpl";
            if (JdkInternals.find(subtask) != null) {
                String alternative = subtask + "$AltResult";
                hooks.configure(
                        Control.SUBTASKS,
                        classOf(subtask),
                        jdk.offset(subtask, "result"),
                        classOf(alternative),
                        jdk.offset(alternative, "exception"));
            }
        }
    }

    private static Class<?> classOf(String name) {
        Class<?> found = JdkInternals.find(name);
        return found == null ? Void.class : found;
    }
}
