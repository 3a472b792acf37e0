package dev.loomscope.bench;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A span of OpenTelemetry around each task, and one around the whole measurement, which is current where tasks are submitted. */
final class Spans implements Around {
    private final Tracer tracer = GlobalOpenTelemetry.getTracer("dev.loomscope.bench");

    private record Begun(Span span, Scope scope) {}

    @Override
    public @Nullable Object begin() {
        Span span = tracer.spanBuilder("task").startSpan();
        return new Begun(span, span.makeCurrent());
    }

    @Override
    public void end(@Nullable Object begun) {
        if (begun instanceof Begun(Span span, Scope scope)) {
            scope.close();
            span.end();
        }
    }

    @Override
    public void run(Body body) throws Exception {
        Object whole = begin();
        if (!(whole instanceof Begun(Span span, Scope scope)) || !span.getSpanContext().isValid()) {
            throw new IllegalStateException("OpenTelemetry makes no spans");
        }
        try {
            body.run();
        } finally {
            end(whole);
        }
    }
}
