package dev.loomscope.agent.instrument;

import java.util.Arrays;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;

/**
 * What the numbers mean by which the JDK keeps the states of futures and virtual threads, as tables from state to our numbers.
 * The states are private; their numbers are read from the classes of the JVM at hand.
 */
final class JdkStates {
    static final String FUTURE = "java/util/concurrent/FutureTask";

    private static final int STATES = 128;

    private final HookTransformer classes;

    JdkStates(HookTransformer classes) {
        this.classes = classes;
    }

    /** {@link Outcome} by FutureTask.state. A state from before the end belongs to a future that was run for its next period. */
    byte[] outcomes() {
        byte[] table = new byte[STATES];
        Arrays.fill(table, (byte) Outcome.COMPLETED);
        put(table, FUTURE, "EXCEPTIONAL", Outcome.FAILED);
        put(table, FUTURE, "CANCELLED", Outcome.CANCELLED);
        put(table, FUTURE, "INTERRUPTING", Outcome.CANCELLED);
        put(table, FUTURE, "INTERRUPTED", Outcome.CANCELLED);
        return table;
    }

    /** {@link UnmountReason} by VirtualThread.state. */
    byte[] reasons() {
        byte[] table = new byte[STATES];
        Arrays.fill(table, (byte) UnmountReason.UNKNOWN);
        put(table, VirtualThreadHookPoints.TARGET, "PARKING", UnmountReason.PARK);
        put(table, VirtualThreadHookPoints.TARGET, "TIMED_PARKING", UnmountReason.TIMED_PARK);
        put(table, VirtualThreadHookPoints.TARGET, "YIELDING", UnmountReason.YIELD);
        put(table, VirtualThreadHookPoints.TARGET, "BLOCKING", UnmountReason.MONITOR);
        put(table, VirtualThreadHookPoints.TARGET, "WAITING", UnmountReason.WAIT);
        put(table, VirtualThreadHookPoints.TARGET, "TIMED_WAITING", UnmountReason.TIMED_WAIT);
        return table;
    }

    /** The message that tells the hooks how fork/join tasks and their workers are to be read. */
    Object[] forkJoin(JdkInternals jdk) {
        String concurrent = "java.util.concurrent.";
        Class<?> carrier = JdkInternals.find("jdk.internal.misc.CarrierThread");
        return new Object[] {Control.FORK_JOIN,
                jdk.offset(concurrent + "ForkJoinTask", "status"),
                Math.max(0, classes.constant(ForkJoinHookPoints.TASK, "ABNORMAL")),
                Math.max(0, classes.constant(ForkJoinHookPoints.TASK, "THROWN")),
                jdk.offset(concurrent + "ForkJoinTask", "aux"),
                jdk.offset(concurrent + "ForkJoinTask$Aux", "ex"),
                jdk.offset("java.lang.Throwable", "cause"),
                jdk.offset(concurrent + "ForkJoinWorkerThread", "pool"),
                carrier == null ? Object.class : carrier};
    }

    int virtualThread(String state) {
        return classes.constant(VirtualThreadHookPoints.TARGET, state);
    }

    private void put(byte[] table, String type, String state, int meaning) {
        int number = classes.constant(type, state);
        if (number >= 0 && number < table.length) {
            table[number] = (byte) meaning;
        }
    }
}
