package dev.loomscope.agent.instrument;

import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import org.jspecify.annotations.Nullable;

/**
 * Reads the current span of one copy of OpenTelemetry, as {@link dev.loomscope.agent.hook.TraceHooks} asks for it. This class is
 * a pattern: a hidden copy of it, renamed, becomes part of each copy of OpenTelemetry, sees it as its own, and goes with it.
 */
final class SpanReader implements Supplier<@Nullable Object>, ToLongFunction<Object>, ToLongBiFunction<Object, Object> {
    /** Held by its own class, and so by the application's class loader and by nobody else. */
    static final Object INSTANCE = new SpanReader();

    private static final int HALF = 16;

    private SpanReader() {}

    /** The context of the current span where that is a valid one, otherwise null. */
    @Override
    public @Nullable Object get() {
        Context context = ContextStorage.get().current();
        Span span = context == null ? null : Span.fromContextOrNull(context);
        if (span == null) {
            return null;
        }
        SpanContext found = span.getSpanContext();
        return found.isValid() ? found : null;
    }

    /** The span id. */
    @Override
    public long applyAsLong(Object found) {
        return bits(((SpanContext) found).getSpanId(), 0);
    }

    /** A half of the trace id: the first where the second argument is null. */
    @Override
    public long applyAsLong(Object found, @Nullable Object second) {
        return bits(((SpanContext) found).getTraceId(), second == null ? 0 : HALF);
    }

    private static long bits(String hex, int from) {
        long bits = 0;
        for (int i = from; i < from + HALF; i++) {
            bits = bits << 4 | Character.digit(hex.charAt(i), HALF);
        }
        return bits;
    }
}
