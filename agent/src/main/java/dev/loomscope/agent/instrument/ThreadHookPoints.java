package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.Control;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/**
 * Where platform threads are seen that are started by hand, and those that a pool starts as its workers, which are none of
 * them. A thread is started at one call, behind all that may refuse it; what throws behind that says that it was not.
 */
final class ThreadHookPoints {
    private static final HookPoints HOOKS = new HookPoints("ThreadHooks");
    private static final String THREAD = "java/lang/Thread";
    private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
    private static final String OBJECT = "(Ljava/lang/Object;)V";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final String[] PER_TASK = {"java.util.concurrent.ThreadPerTaskExecutor$TaskRunner",
            "java.util.concurrent.ThreadPerTaskExecutor$ThreadBoundFuture",
            "java.util.concurrent.StructuredTaskScopeImpl$SubtaskImpl",
            "java.util.concurrent.StructuredTaskScope$SubtaskImpl"};

    private ThreadHookPoints() {}

    static List<HookPoint> all() {
        return List.of(
                HOOKS.named("Thread.start", THREAD, "start", "(", Place.beforeCall(THREAD + ".start0()"), "starting",
                        OBJECT,
                        THIS),
                HOOKS.named("Thread.start(failed)", THREAD, "start", "(", Place.BEFORE_THROW, "notStarted", TWO_OBJECTS,
                        DUP,
                        THIS),
                HOOKS.named("Thread.dispatchUncaughtException", THREAD, "dispatchUncaughtException", "(", Place.ENTER,
                        "failed",
                        TWO_OBJECTS, THIS, FIRST_ARGUMENT),
                HOOKS.named("Thread.exit", THREAD, "exit", "()", Place.ENTER, "exited", OBJECT, THIS),
                worker("java/lang/Thread.start()"),
                worker("jdk/internal/vm/SharedThreadContainer.start("));
    }

    private static HookPoint worker(String start) {
        return HOOKS.named("ThreadPoolExecutor.addWorker", POOL, "addWorker", "(", Place.beforeCall(start), "worker",
                OBJECT,
                DUP);
    }

    /** Tells the hooks where the JDK keeps what they look at. */
    static void configure(HookClasses hooks, JdkInternals jdk) {
        String thread = "java.lang.Thread";
        String holder = "java.lang.Thread$FieldHolder";
        long[] offsets = {jdk.offset(thread, "target"), jdk.offset(thread, "holder"), jdk.offset(holder, "task"),
                jdk.offset(thread, "group"), jdk.offset(holder, "group"), jdk.offset("java.lang.ThreadGroup", "parent"),
                jdk.offset("java.lang.Class", "classLoader")};
        List<Class<?>> perTask = new ArrayList<>();
        for (String name : PER_TASK) {
            Class<?> found = JdkInternals.find(name);
            if (found != null) {
                perTask.add(found);
            }
        }
        hooks.configure(
                Control.THREADS, offsets, ClassLoader.getPlatformClassLoader(), perTask.toArray(new Class<?>[0]));
    }
}
