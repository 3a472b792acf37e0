package dev.loomscope.agent.it;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Submits tasks in spans. {@code sdk}: those of an SDK, which becomes the global one late. {@code global}: those of the global
 * one, whoever put it there. {@code hostile}: as sdk, with a context that submits
 * tasks when it is asked, and later fails.
 *
 * <p>It submits probes until it reads a line; then a hundred tasks, of which it prints the ids of their spans, each followed by
 * one without a span; then {@code end}, and ends when it reads another line: an agent has not long to send what came last.
 */
public final class SpansMain {
    private static final int TASKS = 100;

    private static ExecutorService nested;
    private static volatile boolean asked;
    private static volatile boolean failing;
    private static int failures;

    private SpansMain() {}

    /** A task that shows when spans come to be seen. */
    record Probe() implements Runnable {
        @Override
        public void run() {}
    }

    /** A task submitted in a span. */
    record Traced(CountDownLatch done) implements Runnable {
        @Override
        public void run() {
            done.countDown();
        }
    }

    /** A task submitted outside of any. */
    record Untraced(CountDownLatch done) implements Runnable {
        @Override
        public void run() {
            done.countDown();
        }
    }

    /** A task that the context submits. */
    record Nested() implements Runnable {
        @Override
        public void run() {}
    }

    /** Without a processor the SDK makes no spans. */
    private static final class Ignoring implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }
    }

    private static final class Hostile implements ContextStorage {
        private final ContextStorage storage;

        Hostile(ContextStorage storage) {
            this.storage = storage;
        }

        @Override
        public Scope attach(Context context) {
            return storage.attach(context);
        }

        @Override
        public Context current() {
            if (failing) {
                failures++;
                throw new IllegalStateException("asked in the middle of a submit");
            }
            nested.execute(new Nested());
            asked |= StackWalker.getInstance().walk(frames -> frames.anyMatch(Hostile::isExecute));
            return storage.current();
        }

        private static boolean isExecute(StackWalker.StackFrame frame) {
            return frame.getMethodName().equals("execute");
        }
    }

    @SuppressWarnings("try")
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("hostile")) {
            nested = Executors.newSingleThreadExecutor();
            ContextStorage.addWrapper(Hostile::new);
        }
        boolean global = arguments[0].equals("global");
        Tracer tracer = global
                ? GlobalOpenTelemetry.getTracer("test")
                : SdkTracerProvider.builder().addSpanProcessor(new Ignoring()).build().get("test");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        System.out.println("ready");
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (nested == null ? System.in.available() == 0 : !asked) {
            PoolsMain.check(System.nanoTime() - deadline < 0, "nobody asks for spans");
            Span span = tracer.spanBuilder("probe").startSpan();
            try (Scope scope = span.makeCurrent()) {
                pool.submit(new Probe()).get();
            }
            LockSupport.parkNanos(1_000_000);
        }
        readLine();
        if (!global) {
            OpenTelemetrySdk.builder().buildAndRegisterGlobal();
        }
        traced(tracer, pool);
        if (nested != null) {
            fail(tracer, pool);
            System.out.println("failures=" + failures);
            nested.shutdown();
        }
        System.out.println("end");
        readLine();
        pool.shutdown();
    }

    private static void readLine() throws IOException {
        int next;
        do {
            next = System.in.read();
            PoolsMain.check(next >= 0, "nobody says to go on");
        } while (next != '\n');
    }

    @SuppressWarnings("try")
    private static void traced(Tracer tracer, ExecutorService pool) throws Exception {
        CountDownLatch done = new CountDownLatch(3 * TASKS);
        for (int i = 0; i < TASKS; i++) {
            Span span = tracer.spanBuilder("task").startSpan();
            try (Scope scope = span.makeCurrent()) {
                start(new Traced(done));
                pool.execute(new Traced(done));
            }
            pool.execute(new Untraced(done));
            System.out.println(span.getSpanContext().getTraceId() + " " + span.getSpanContext().getSpanId());
        }
        done.await();
    }

    /** In a virtual thread, where there are any. */
    private static void start(Runnable task) throws Exception {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (NoSuchMethodException e) {
            task.run();
        }
    }

    /** The context fails while tasks are submitted, which these must not notice. */
    @SuppressWarnings("try")
    private static void fail(Tracer tracer, ExecutorService pool) throws Exception {
        CountDownLatch done = new CountDownLatch(TASKS);
        Span span = tracer.spanBuilder("fail").startSpan();
        try (Scope scope = span.makeCurrent()) {
            failing = true;
            for (int i = 0; i < TASKS; i++) {
                pool.execute(new Untraced(done));
            }
            failing = false;
        }
        done.await();
    }
}
