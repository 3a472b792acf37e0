package dev.loomscope.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.DaemonThread;

/** Looks for OpenTelemetry all along: an application may load it, and begin to use it, at any time. */
final class SpanWatch implements Runnable {
    private static final long TICK = 200_000_000;

    private final Instrumentation instrumentation;
    private final HookClasses hooks;
    private final Thread thread = DaemonThread.of("loomscope-spans", this);
    private volatile boolean stopped;

    SpanWatch(Instrumentation instrumentation, HookClasses hooks) {
        this.instrumentation = instrumentation;
        this.hooks = hooks;
    }

    void start() {
        thread.start();
    }

    /** Ends soon. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        try {
            // First a pause: an application that has just been started is not to be kept from its processors.
            LockSupport.parkNanos(this, TICK);
            SpanReaders readers = new SpanReaders(instrumentation, hooks);
            while (!stopped) {
                readers.look();
                LockSupport.parkNanos(this, TICK);
                // With the mark of an interrupt set it would never pause again.
                Thread.interrupted();
            }
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                System.err.println("loomscope: spans of OpenTelemetry are not read any more: " + e);
            }
        }
    }
}
