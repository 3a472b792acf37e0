package dev.loomscope.agent.instrument;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.hook.Control;

import static dev.loomscope.agent.instrument.Step.DUP;
import static dev.loomscope.agent.instrument.Step.DUP2;
import static dev.loomscope.agent.instrument.Step.FIRST_ARGUMENT;
import static dev.loomscope.agent.instrument.Step.THIS;

/** Where tasks of a java.util.Timer are seen. */
final class TimerHookPoints {
    private static final HookPoints HOOKS = new HookPoints("TimerHooks");
    private static final String TIMER = "java/util/Timer";
    private static final String THREAD = "java/util/TimerThread";
    private static final String TASK = "java/util/TimerTask";
    private static final String QUEUE = "java/util/TaskQueue";
    private static final String RUN = TASK + ".run()";
    private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";

    private TimerHookPoints() {}

    /**
     * Also the points for Timers whose threads are there already, and stay inside the old {@code mainLoop} as long as they live.
     * Of what such a thread does the queue's methods tell, a little earlier and later. What it runs when the hooks come is not
     * seen, nor, where an exception ends it, what is left in its queue.
     */
    static List<HookPoint> withOlder() {
        List<HookPoint> points = new ArrayList<>(all());
        points.removeIf(point -> point.hook().method().equals("takingFirst"));
        points.add(HOOKS.named("TaskQueue.removeMin", QUEUE, "removeMin", "()", Place.ENTER, "fired",
                "(Ljava/lang/Object;)V", THIS));
        points.add(HOOKS.named("TaskQueue.rescheduleMin", QUEUE, "rescheduleMin", "(J", Place.ENTER, "fired",
                "(Ljava/lang/Object;)V", THIS));
        points.add(HOOKS.named("TaskQueue.isEmpty", QUEUE, "isEmpty", "()", Place.ENTER, "idle", "()V"));
        return points;
    }

    /** Whether there is a Timer already. */
    static boolean olderPresent() {
        ThreadGroup top = DaemonThread.topGroup();
        Thread[] threads = new Thread[top.activeCount() + 64];
        int count = top.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getClass().getName().equals("java.util.TimerThread")) {
                return true;
            }
        }
        return false;
    }

    static List<HookPoint> all() {
        return List.of(
                HOOKS.named("Timer.sched", TIMER, "sched", "(L", Place.beforeCall(QUEUE + ".add("), "scheduled",
                        TWO_OBJECTS,
                        DUP, THIS),
                HOOKS.named("Timer.sched(refused)", TIMER, "sched", "(L",
                        Place.beforeCall("java/lang/IllegalStateException.<init>("), "refused", TWO_OBJECTS,
                        FIRST_ARGUMENT, THIS),
                HOOKS.named("TimerThread.mainLoop(start)", THREAD, "mainLoop", "()", Place.beforeCall(RUN), "started",
                        TWO_OBJECTS, DUP, THIS),
                HOOKS.named("TimerThread.mainLoop(end)", THREAD, "mainLoop", "()", Place.afterCall(RUN), "ended",
                        "(Ljava/lang/Object;)V", THIS),
                HOOKS.named("TimerThread.mainLoop(remove)", THREAD, "mainLoop", "()",
                        Place.beforeCall(QUEUE + ".removeMin("), "takingFirst", TWO_OBJECTS, DUP, THIS),
                HOOKS.named("TimerThread.run", THREAD, "run", "()", Place.beforeCall(QUEUE + ".clear("), "clearing",
                        TWO_OBJECTS, DUP, THIS),
                HOOKS.named("TimerTask.cancel", TASK, "cancel", "()Z", Place.BEFORE_RETURN, "cancelled",
                        "(ZLjava/lang/Object;)V", DUP, THIS),
                HOOKS.named("Timer.cancel", TIMER, "cancel", "()", Place.beforeCall(QUEUE + ".clear("), "clearing",
                        TWO_OBJECTS, DUP, THIS),
                HOOKS.named("Timer.purge", TIMER, "purge", "()", Place.beforeCall(QUEUE + ".quickRemove(I"), "purged",
                        "(Ljava/lang/Object;ILjava/lang/Object;)V", DUP2, THIS));
    }

    /** Tells the hooks where the JDK keeps what they look at. */
    static void configure(HookClasses hooks, JdkInternals jdk, HookTransformer transformer) {
        String scheduled = "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask";
        Class<?> scheduledTask = JdkInternals.find(scheduled);
        if (scheduledTask != null) {
            hooks.configure(
                    Control.SCHEDULED,
                    scheduledTask,
                    jdk.offset(scheduled, "time"),
                    jdk.offset(scheduled, "period"));
        }
        Class<?> thread = JdkInternals.find("java.util.TimerThread");
        if (thread != null) {
            String task = "java.util.TimerTask";
            long[] offsets = {jdk.offset("java.util.Timer", "thread"), jdk.offset(task, "state"),
                    jdk.offset(task, "nextExecutionTime"), jdk.offset(task, "period"),
                    jdk.offset("java.util.TaskQueue", "queue")};
            hooks.configure(Control.TIMERS, thread, offsets, transformer.constant(TASK, "CANCELLED"));
        }
    }
}
