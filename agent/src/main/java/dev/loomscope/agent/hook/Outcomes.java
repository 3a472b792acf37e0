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

    /** The {@link Outcome} of a task that has been run. */
    static int of(Object task) {
        if (task instanceof FutureTask<?>) {
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

    /** The exception that a task holds; null where there is none, or none that is known. */
    static @Nullable Object failure(Object task) {
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
