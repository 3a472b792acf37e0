package dev.loomscope.agent.instrument;

import java.util.List;

/**
 * Where virtual threads are seen. Their class changes from release to release, and what this JDK calls otherwise is simply not
 * found. A wake-up is seen at the call that hands the thread to its scheduler, of which there are several.
 */
final class VirtualThreadHookPoints {
    static final String TARGET = "java/lang/VirtualThread";

    private static final HookPoints HOOKS = new HookPoints("VirtualThreadHooks");
    private static final String OBJECT = "(Ljava/lang/Object;)V";
    private static final String EXECUTE = "java/util/concurrent/Executor.execute(";
    private static final String LAZY_SUBMIT = "java/util/concurrent/ForkJoinPool.lazySubmit(";
    private static final String EXTERNAL_SUBMIT = "java/util/concurrent/ForkJoinPool.externalSubmit(";

    private VirtualThreadHookPoints() {}

    static List<HookPoint> all() {
        return List.of(
                point("start", "(L", Place.ENTER, "started"),
                point("mount", "()", Place.ENTER, "mounted"),
                point("afterYield", "()", Place.ENTER, "unmounted"),
                point("submitRunContinuation", "(", Place.beforeCall(EXECUTE), "woken"),
                point("lazySubmitRunContinuation", "(", Place.beforeCall(LAZY_SUBMIT), "woken"),
                point("externalSubmitRunContinuation", "(", Place.beforeCall(EXTERNAL_SUBMIT), "woken"),
                HOOKS.at(
                        TARGET,
                        "run",
                        "(Ljava/lang/Runnable;)",
                        Place.beforeCall(TARGET + ".dispatchUncaughtException(Ljava/lang/Throwable;)"),
                        "failed",
                        "(Ljava/lang/Throwable;Ljava/lang/Object;)V",
                        Step.DUP,
                        Step.THIS),
                point("afterDone", "(Z", Place.ENTER, "ended"),
                // The same in some updates of JDK 21.
                HOOKS.named(
                        "VirtualThread.afterDone",
                        TARGET,
                        "afterTerminate",
                        "(Z",
                        Place.ENTER,
                        "ended",
                        OBJECT,
                        Step.THIS));
    }

    private static HookPoint point(String method, String arguments, Place place, String hook) {
        return HOOKS.at(TARGET, method, arguments, place, hook, OBJECT, Step.THIS);
    }
}
