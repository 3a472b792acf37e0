package dev.loomscope.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits for what a session tells its listeners. */
final class Heard {
    private Heard() {}

    static void await(Session session, BooleanSupplier condition) throws InterruptedException {
        CountDownLatch met = new CountDownLatch(1);
        Session.Listener listener = new Session.Listener() {
            private void look() {
                if (condition.getAsBoolean()) {
                    met.countDown();
                }
            }

            @Override
            public void stateChanged(State state) {
                look();
            }

            @Override
            public void modelChanged() {
                look();
            }
        };
        session.addListener(listener);
        if (!condition.getAsBoolean()) {
            assertThat(met.await(30, TimeUnit.SECONDS)).as("condition, state=" + session.state()).isTrue();
        }
        session.removeListener(listener);
    }
}
