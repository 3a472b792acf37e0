package dev.loomscope.model;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;

/** The scene of tests that follow virtual threads from carrier to carrier: who is in it, and how it begins. */
public final class TwoThreads {
    public static final int POOL = 3;
    public static final long CALLER = 1;
    public static final long CARRIER = 40;
    public static final long OTHER_CARRIER = 41;
    public static final long WORKER = 50;
    public static final long V = 1000;
    public static final long W = 2000;

    private TwoThreads() {}

    /** V and W are started, and a worker, whose run goes on, runs task 7. Rows: V, W, the task. */
    public static void begin(EventsWriter e) {
        e.beginRun(CALLER);
        e.virtualStart(100, V, 5, "buyer");
        e.virtualStart(105, W, 5, "seller");
        e.beginRun(WORKER);
        e.task(EventKind.SUBMIT, 110, 7, POOL, 1);
        e.task(EventKind.START, 120, 7, POOL, 1);
    }
}
