package dev.loomscope.agent.it;

import java.util.concurrent.Future;

/** The future of a periodic task that cancels itself: on a busy machine it runs before whoever submitted it knows that. */
final class OwnFuture {
    private volatile Future<?> future;

    void is(Future<?> given) {
        future = given;
    }

    void cancel() {
        Future<?> given = future;
        while (given == null) {
            Thread.onSpinWait();
            given = future;
        }
        given.cancel(false);
    }
}
