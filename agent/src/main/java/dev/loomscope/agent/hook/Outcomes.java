package dev.loomscope.agent.hook;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
        if (task instanceof FutureTask<?>) {
            if (ScheduleHooks.wasRequeued(task)) {
                return Outcome.COMPLETED;
            }
            byte[] known = byState;
            int state = futureState < 0 ? -1 : Jdk.integer(task, futureState);
            return state >= 0 && state < known.length ? known[state] : Outcome.UNKNOWN;
        }
        Object failure = failure(task);
        if (failure == null) {
            return Outcome.COMPLETED;
        }
        return failure instanceof CancellationException ? Outcome.CANCELLED : Outcome.FAILED;
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
        if (task instanceof CompletableFuture<?> && completableResult >= 0 && alternativeException >= 0) {
            Object result = Jdk.reference(task, completableResult);
            return result == null || result.getClass() != alternative
                    ? null
                    : Jdk.reference(result, alternativeException);
        }
        return null;
    }
}
