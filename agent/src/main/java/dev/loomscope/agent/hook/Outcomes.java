package dev.loomscope.agent.hook;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;

import dev.loomscope.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/** How a task ended that keeps its exception to itself: what its own fields say, of which none is changed any more. */
public final class Outcomes {
    /** Offsets of fields, or negative where they are not known. */
    private static long futureState = -1;

    private static long futureOutcome = -1;
    private static long completableResult = -1;
    private static long alternativeException = -1;

    /** Throwable.cause. */
    private static long cause = -1;

    /** ForkJoinTask.status, and its bits; ForkJoinTask.aux, and the exception in that. */
    private static long status = -1;

    private static int abnormal;
    private static int thrown;
    private static long aux = -1;
    private static long auxException = -1;

    /** {@link Outcome} by FutureTask.state. */
    private static byte[] byState = new byte[0];

    /** What a CompletableFuture holds instead of a plain result. */
    private static @Nullable Class<?> alternative;

    /** A future that runs the one which a completion service gave out, and where it keeps that. */
    private static @Nullable Class<?> queueing;

    private static long queued = -1;

    /** A subtask of a scope, where it keeps its result, what it keeps in place of a plain one, and there the exception. */
    private static @Nullable Class<?> subtask;

    private static long subtaskResult = -1;
    private static @Nullable Class<?> subtaskAlternative;
    private static long subtaskException = -1;

    private Outcomes() {}

    static void configure(
            long futureStateOffset,
            long futureOutcomeOffset,
            byte[] outcomeByState,
            long completableResultOffset,
            @Nullable Class<?> alternativeResult,
            long alternativeExceptionOffset) {
        futureState = futureStateOffset;
        futureOutcome = futureOutcomeOffset;
        byState = outcomeByState;
        completableResult = completableResultOffset;
        alternative = alternativeResult;
        alternativeException = alternativeExceptionOffset;
    }

    static void configureQueueing(Class<?> queueingFuture, long futureOffset) {
        queued = futureOffset;
        queueing = queueingFuture;
    }

    static void configureSubtask(
            Class<?> subtaskClass, long resultOffset, Class<?> alternativeResult, long exceptionOffset) {
        subtaskResult = resultOffset;
        subtaskAlternative = alternativeResult;
        subtaskException = exceptionOffset;
        subtask = resultOffset < 0 || exceptionOffset < 0 ? null : subtaskClass;
    }

    /** Whether a task is a subtask of a scope. */
    static boolean isSubtask(Object task) {
        return task.getClass() == subtask;
    }

    /**
     * Says where the JDK keeps how a fork/join task ended.
     *
     * @param abnormalBit of the status: 0 where it is not known
     * @param thrownBit of the status of a task that ended abnormally: it was not cancelled
     */
    static void configureForkJoin(
            long statusOffset,
            int abnormalBit,
            int thrownBit,
            long auxOffset,
            long auxExceptionOffset,
            long causeOffset) {
        status = abnormalBit == 0 ? -1 : statusOffset;
        abnormal = abnormalBit;
        thrown = thrownBit;
        aux = auxOffset;
        auxException = auxExceptionOffset;
        cause = causeOffset;
    }

    /** Whether a fork/join task is done: it would not run. */
    @InLine
    static boolean isDone(Object task) {
        return status >= 0 && Jdk.integer(task, status) < 0;
    }

    /** Whether a fork/join task is done, and neither threw nor was cancelled. */
    @InLine
    static boolean isNormal(Object task) {
        int bits = status < 0 ? 0 : Jdk.integer(task, status);
        return bits < 0 && (bits & abnormal) == 0;
    }

    /** Whether a future holds an exception, or was cancelled. */
    static boolean isExceptional(Object future) {
        if (future instanceof ForkJoinTask<?> && !isDone(future)) {
            return false;
        }
        int outcome = of(future);
        return outcome == Outcome.FAILED || outcome == Outcome.CANCELLED;
    }

    /** The {@link Outcome} of a task that has been run. */
    static int of(Object outer) {
        Object task = asked(outer);
        if (task.getClass() == subtask) {
            // What ends after its scope was cancelled leaves no result.
            Object result = Jdk.reference(task, subtaskResult);
            if (result == null) {
                return Outcome.CANCELLED;
            }
            return failure(task) == null ? Outcome.COMPLETED : Outcome.FAILED;
        }
        if (task instanceof ForkJoinTask<?>) {
            int bits = status < 0 ? 0 : Jdk.integer(task, status);
            if (bits >= 0 || (bits & abnormal) == 0) {
                return Outcome.COMPLETED;
            }
            return (bits & thrown) == 0 ? Outcome.CANCELLED : Outcome.FAILED;
        }
        if (task instanceof FutureTask<?>) {
            if (ScheduleHooks.wasRequeued(task)) {
                return Outcome.COMPLETED;
            }
            byte[] known = byState;
            int state = futureState < 0 ? -1 : Jdk.integer(task, futureState);
            return state >= 0 && state < known.length ? known[state] : Outcome.UNKNOWN;
        }
        Object held = held(task);
        if (held == null) {
            return Outcome.COMPLETED;
        }
        return held instanceof CancellationException ? Outcome.CANCELLED : Outcome.FAILED;
    }

    /** The future that is asked how a task ended, which is the task itself but behind a completion service. */
    private static Object asked(Object task) {
        Object inner = task.getClass() == queueing && queued >= 0 ? Jdk.reference(task, queued) : null;
        return inner == null ? task : inner;
    }

    /** The exception that a task holds; null where there is none, or none that is known. */
    static @Nullable Object failure(Object outer) {
        Object task = asked(outer);
        if (task.getClass() == subtask) {
            Object result = Jdk.reference(task, subtaskResult);
            return result == null || result.getClass() != subtaskAlternative
                    ? null
                    : Jdk.reference(result, subtaskException);
        }
        if (task instanceof FutureTask<?>) {
            return futureOutcome < 0 ? null : Jdk.reference(task, futureOutcome);
        }
        if (task instanceof ForkJoinTask<?>) {
            Object node = aux < 0 || auxException < 0 ? null : Jdk.reference(task, aux);
            return node == null ? null : Jdk.reference(node, auxException);
        }
        Object held = held(task);
        if (held != null && cause >= 0 && held.getClass() == CompletionException.class) {
            Object inner = Jdk.reference(held, cause);
            return inner == null ? held : inner;
        }
        return held;
    }

    /** The exception in a CompletableFuture's result, as the JDK wrapped it. */
    private static @Nullable Object held(Object task) {
        if (task instanceof CompletableFuture<?> && completableResult >= 0 && alternativeException >= 0) {
            Object result = Jdk.reference(task, completableResult);
            return result == null || result.getClass() != alternative
                    ? null
                    : Jdk.reference(result, alternativeException);
        }
        return null;
    }
}
