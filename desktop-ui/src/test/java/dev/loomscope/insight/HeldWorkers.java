package dev.loomscope.insight;

import java.util.List;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.BeforeEach;

/** A pool of two workers that hold on to tasks, for tests of what is said of them. */
abstract class HeldWorkers {
    static final int POOL = 3;
    static final long S = 1_000_000_000;

    final Frames frames = new Frames();
    final SessionModel model = new SessionModel();
    private int queued;

    @BeforeEach
    void pool() throws BadInputException {
        model.apply(frames.session(4));
        model.apply(frames.sample(0, Frames.pool(POOL, 2, 2, 0), ""));
    }

    void start(int worker, int key, long at) throws BadInputException {
        model.apply(frames.events(at, e -> {
            e.define(DictionarySort.CLASS, 5, "com.acme.Lookup");
            e.define(DictionarySort.THREAD, worker, "stock-" + worker);
            e.beginRun(1);
            e.task(EventKind.SUBMIT, at, key, POOL, 5);
            e.beginRun(worker);
            e.task(EventKind.START, at, key, POOL, 5);
        }));
    }

    void queue(int key, long at) throws BadInputException {
        queued++;
        model.apply(frames.events(at, e -> {
            e.beginRun(9);
            e.task(EventKind.SUBMIT, at, key, POOL, 5);
        }));
    }

    void end(int worker, int key, long at) throws BadInputException {
        model.apply(frames.events(at, e -> {
            e.beginRun(worker);
            e.end(at, key, Outcome.COMPLETED, 0);
        }));
    }

    void stack(long at, int worker, String state, String waitsFor, String owner, String... stack)
            throws BadInputException {
        stack(at, worker, -1, state, waitsFor, owner, stack);
    }

    void stack(long at, int worker, int waits, String state, String waitsFor, String owner, String... stack)
            throws BadInputException {
        String quoted = "\"" + String.join("\",\"", stack) + "\"";
        model.apply(frames.sample(at, Frames.pool(POOL, 2, 2, queued),
                """
                        {"thread":%d,"threadName":"stock-%d","task":0,"virtual":false,"state":"%s","waitsFor":%s,"ownerThread":null,
                         "ownerName":%s,"waits":%d,"stack":%d,"frames":[%s]}"""
                        .formatted(worker, worker, state, waitsFor, owner, waits,
                                quoted.hashCode() & 0xFFFF, quoted)));
    }

    void sleeps(long at, int worker, int waits) throws BadInputException {
        stack(at, worker, waits, "TIMED_WAITING", "null", "null", "java.lang.Thread.sleep0(Native Method)",
                "java.lang.Thread.sleep(Thread.java:509)", "com.acme.Lookup.run(Lookup.java:7)");
    }

    void takes(long at, int worker) throws BadInputException {
        stack(at, worker, "WAITING", "null", "null", "jdk.internal.misc.Unsafe.park(Native Method)",
                "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await(A.java:1712)",
                "java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:435)",
                "com.acme.Lookup.run(Lookup.java:7)");
    }

    List<Finding> findings() {
        return Insight.findings(model, Thresholds.DEFAULT, model.now());
    }

    /** Without what is found of the queue. */
    List<Finding> stuck() {
        return findings().stream().filter(finding -> finding.kind().equals(StuckTask.KIND)).toList();
    }
}
