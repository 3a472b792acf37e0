package dev.loomscope.model;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;

/** A model that a test feeds with frames, of tasks of one class in one pool. */
abstract class FedModel {
    static final int POOL = 3;
    static final int CLASS = 5;
    static final long WORKER = 31;
    static final long OTHER_WORKER = 32;
    static final long CALLER = 1;
    static final int KEY = 0xCAFE;
    static final long MS = 1_000_000;

    final Frames frames = new Frames();
    final SessionModel model = new SessionModel();
    final TaskTable tasks = model.tasks();

    static void submit(EventsWriter e, long time, int key) {
        e.task(EventKind.SUBMIT, time, key, POOL, CLASS);
    }

    static void start(EventsWriter e, long time, int key) {
        e.task(EventKind.START, time, key, POOL, CLASS);
    }
}
