package dev.loomscope.agent.instrument;

import java.util.List;

import dev.loomscope.agent.hook.Control;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/** Where tasks are seen that a fork/join pool is to run at a later time, and those that an executor hands on at one. */
final class DelayHookPoints {
    private static final HookPoints HOOKS = new HookPoints("DelayHooks");
    private static final String CONCURRENT = "java/util/concurrent/";
    private static final String POOL = CONCURRENT + "ForkJoinPool";
    private static final String SCHEDULER = CONCURRENT + "DelayScheduler";
    private static final String TASK = SCHEDULER + "$ScheduledForkJoinTask";
    private static final String SCHEDULE = "ForkJoinPool.schedule";
    private static final String DROP = "DelayScheduler.drop";
    private static final String ONE_OBJECT = "(Ljava/lang/Object;)V";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";
    private static final Place PEND = Place.beforeCall(SCHEDULER + ".pend(");
    private static final Place SET_CANCELLED = Place.beforeCall(TASK + ".trySetCancelled(");

    private DelayHookPoints() {}

    static List<HookPoint> all() {
        return List.of(
                HOOKS.named(SCHEDULE, POOL, "scheduleDelayedTask", "(L", PEND, "submitted", TWO_OBJECTS, FIRST_ARGUMENT,
                        THIS),
                HOOKS.named(SCHEDULE + "(refused)", POOL, "scheduleDelayedTask", "(L",
                        Place.beforeCall(CONCURRENT + "RejectedExecutionException.<init>("), "refused", TWO_OBJECTS,
                        FIRST_ARGUMENT, THIS),
                HOOKS.named("ScheduledForkJoinTask.postExec", TASK, "postExec", "()", PEND, "requeued", ONE_OBJECT,
                        THIS),
                HOOKS.named("ScheduledForkJoinTask.cancel", TASK, "cancel", "(Z)", SET_CANCELLED, "cancelling",
                        ONE_OBJECT, THIS),
                HOOKS.named(DROP, SCHEDULER, "tryStop", "(", SET_CANCELLED, "dropping", ONE_OBJECT, DUP),
                HOOKS.named(DROP, SCHEDULER, "cancelAll", "(", SET_CANCELLED, "dropping", ONE_OBJECT, DUP),
                HOOKS.named("CompletableFuture.delayedExecutor", CONCURRENT + "CompletableFuture$DelayedExecutor",
                        "execute", "(L", Place.ENTER, "handing", ONE_OBJECT, FIRST_ARGUMENT));
    }

    /** Tells the hooks where the JDK keeps what they look at. */
    static void configure(HookClasses hooks, JdkInternals jdk) {
        String task = TASK.replace('/', '.');
        Class<?> scheduled = JdkInternals.find(task);
        if (scheduled != null) {
            long[] offsets = {jdk.offset(task, "when"), jdk.offset(task, "nextDelay"), jdk.offset(task, "isImmediate"),
                    jdk.offset(task, "pool")};
            hooks.configure(Control.DELAYS, scheduled, offsets);
        }
    }
}
