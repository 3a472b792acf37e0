package dev.loomscope.demo.webshop;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** The shop's OpenTelemetry spans. They stay in the process: they are counted, and the slow ones told. */
final class Spans implements AutoCloseable {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Watch watch;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param slow is told the name and duration of each span that took more than a second */
    Spans(BiConsumer<String, Duration> slow) {
        watch = new Watch(slow);
        provider = SdkTracerProvider.builder().addSpanProcessor(watch).build();
        tracer = provider.get("dev.loomscope.demo.webshop");
    }

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
        return watch.ended.sum();
    }

    @Override
    public void close() {
        provider.close();
    }

    /** Sees every span end. */
    private static final class Watch implements SpanProcessor {
        private final LongAdder ended = new LongAdder();
        private final BiConsumer<String, Duration> slow;

        Watch(BiConsumer<String, Duration> slow) {
            this.slow = slow;
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ended.increment();
            Duration took = Duration.ofNanos(span.getLatencyNanos());
            if (took.compareTo(SLOW) > 0) {
                slow.accept(span.getName(), took);
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
