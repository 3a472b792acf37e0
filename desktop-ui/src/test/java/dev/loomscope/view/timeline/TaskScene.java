package dev.loomscope.view.timeline;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;

/**
 * A hundred microseconds of four tasks: one of a pool that starts and wakes a virtual thread, another one behind it on the same
 * worker, and a second virtual thread when the first one is over.
 */
final class TaskScene {
    static final long MICRO = 1_000;
    static final int PARENT = 0;
    static final int FIRST = 1;
    static final int BEHIND = 2;
    static final int SECOND = 3;

    private TaskScene() {}

    static SessionModel model() throws BadInputException {
        Frames frames = new Frames();
        SessionModel model = new SessionModel();
        model.apply(frames.session(2));
        model.apply(frames.events(100 * MICRO, e -> {
            e.define(DictionarySort.POOL, 1, "java.util.concurrent.ThreadPoolExecutor@1a");
            e.define(DictionarySort.CLASS, 7, "com.acme.Checkout");
            e.define(DictionarySort.CLASS, 8, "com.acme.Quote");
            e.define(DictionarySort.THREAD, 31, "orders-1");
            e.define(DictionarySort.THREAD, 40, "ForkJoinPool-1-worker-1");
            e.beginRun(31);
            e.task(EventKind.SUBMIT, 5 * MICRO, 1, 1, 7);
            e.task(EventKind.START, 10 * MICRO, 1, 1, 7);
            e.virtualStart(20 * MICRO, 1000, 8, "quote-1");
            e.task(EventKind.SUBMIT, 25 * MICRO, 2, 1, 7);
            e.virtual(EventKind.WAKE, 50 * MICRO, 1000);
            e.end(60 * MICRO, 1, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 60 * MICRO, 2, 1, 7);
            e.virtualStart(75 * MICRO, 1001, 8, "quote-2");
            e.end(90 * MICRO, 2, Outcome.COMPLETED, 0);
            e.beginRun(40);
            e.virtual(EventKind.MOUNT, 30 * MICRO, 1000);
            e.virtual(EventKind.UNMOUNT, 40 * MICRO, 1000, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 60 * MICRO, 1000);
            e.virtual(EventKind.VIRTUAL_END, 70 * MICRO, 1000, Outcome.COMPLETED);
            e.virtual(EventKind.MOUNT, 80 * MICRO, 1001);
            e.virtual(EventKind.UNMOUNT, 95 * MICRO, 1001, UnmountReason.PARK);
        }));
        model.apply(frames.sample(100 * MICRO, "", ""));
        return model;
    }
}
