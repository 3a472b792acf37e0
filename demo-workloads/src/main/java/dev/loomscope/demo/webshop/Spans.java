package dev.loomscope.demo.webshop;

import java.time.Duration;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** The shop's OpenTelemetry spans. They stay in the process, where they are counted and the slowest is kept. */
final class Spans implements AutoCloseable {
    private final Watch watch = new Watch();
    private final SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(watch).build();
    private final Tracer tracer = provider.get("dev.loomscope.demo.webshop");

    /** Starts a span; its parent comes from another thread. */
    Span child(String name, Context parent) {
        return tracer.spanBuilder(name).setParent(parent).startSpan();
    }

    /** Starts a span without a parent. */
    Span root(String name) {
        return tracer.spanBuilder(name).setNoParent().startSpan();
    }

    /** How many spans ended. */
    long ended() {
        return watch.ended();
    }

    /** The slowest span that ended since this was asked last, for a person. */
    String slowest() {
        return watch.takeSlowest();
    }

    @Override
    public void close() {
        provider.close();
    }

    /** Sees every span end. */
    private static final class Watch implements SpanProcessor {
        private long ended;
        private String slowest = "none";
        private Duration longest = Duration.ZERO;

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public synchronized void onEnd(ReadableSpan span) {
            ended++;
            Duration took = Duration.ofNanos(span.getLatencyNanos());
            if (took.compareTo(longest) > 0) {
                longest = took;
                slowest = span.getName() + " " + took.toMillis() + " ms";
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        synchronized long ended() {
            return ended;
        }

        synchronized String takeSlowest() {
            String taken = slowest;
            slowest = "none";
            longest = Duration.ZERO;
            return taken;
        }
    }
}
