package dev.loomscope.bench;

import org.jspecify.annotations.Nullable;

/** What a program does around each task so that others can watch it. A process has one kind only, so that it is inlined. */
interface Around {
    /** What is begun is to be ended, by the same thread. */
    @Nullable
    Object begin();

    void end(@Nullable Object begun);

    /** Runs a whole measurement; what is current in it is the parent of its tasks. */
    default void run(Body body) throws Exception {
        body.run();
    }

    /** A measurement. */
    interface Body {
        void run() throws Exception;
    }

    /** Nothing. */
    final class Plain implements Around {
        @Override
        public @Nullable Object begin() {
            return null;
        }

        @Override
        public void end(@Nullable Object begun) {}
    }

    /** The kind that belongs to a way of being watched. */
    static Around of(Watched watched, Workload workload) {
        return switch (watched) {
            case JFR -> new FlightEvents();
            // OpenTelemetry makes a span of its own of each request.
            case OTEL -> workload == Workload.HTTP ? new Plain() : new Spans();
            default -> new Plain();
        };
    }
}
