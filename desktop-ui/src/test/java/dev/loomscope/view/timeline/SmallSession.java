package dev.loomscope.view.timeline;

import java.nio.charset.StandardCharsets;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;

/** A session of one pool, told event by event, for scenes small enough to know every pixel of. */
final class SmallSession {
    static final int POOL = 1;
    static final long FIRST_THREAD = 31;

    final SessionModel model = new SessionModel();
    private final EventsWriter writer = new EventsWriter();
    private long sequence;
    private int nextKey = 1;

    SmallSession() {
        define();
    }

    private void define() {
        writer.define(DictionarySort.POOL, POOL, "java.util.concurrent.ThreadPoolExecutor@1a");
        writer.define(DictionarySort.CLASS, 7, "com.acme.Checkout");
        writer.define(DictionarySort.CLASS, 8, "com.acme.Refund");
        writer.define(DictionarySort.CLASS, 9, "java.lang.IllegalStateException");
        for (int i = 0; i < 4; i++) {
            writer.define(DictionarySort.THREAD, FIRST_THREAD + i, "orders-" + (i + 1));
        }
    }

    /** Says who is watched: the stream's epoch is at a wall clock. */
    SmallSession session(long epochWallMs) throws BadInputException {
        json(FrameType.SESSION, "{\"uuid\":\"7c1c5f0e-6d7f-4d4c-9a58-0d8f0a4c1f11\",\"pid\":1,\"epochWallMs\":"
                + epochWallMs + "}");
        return this;
    }

    /** A worker, from 0, goes on with its events. */
    SmallSession worker(int index) {
        writer.beginRun(FIRST_THREAD + index);
        return this;
    }

    /** The worker runs a task of a class from one time to another. */
    SmallSession task(long start, long end, int taskClass) {
        int key = begin(start, taskClass);
        writer.end(end, key, Outcome.COMPLETED, 0);
        return this;
    }

    SmallSession task(long start, long end) {
        return task(start, end, 7);
    }

    SmallSession failedTask(long start, long end) {
        int key = begin(start, 7);
        writer.end(end, key, Outcome.FAILED, 9);
        return this;
    }

    /** The worker runs a task that changes its state on the way. */
    SmallSession task(long start, long turn, int state, long end) {
        int key = begin(start, 7);
        writer.workerState(turn, state);
        writer.end(end, key, Outcome.COMPLETED, 0);
        return this;
    }

    /** The worker begins a task and does not end it. */
    SmallSession open(long start) {
        begin(start, 7);
        return this;
    }

    private int begin(long start, int taskClass) {
        int key = nextKey++;
        writer.task(EventKind.START, start, key, POOL, taskClass);
        return key;
    }

    /** Hands what was told to the model; time then stands at {@code now}. */
    SmallSession until(long now) throws BadInputException {
        model.apply(new Frame(FrameType.EVENTS, sequence++, Math.min(writer.firstTime(), now), now, writer.finish()));
        json(FrameType.SAMPLE, "{\"time\":" + now + ",\"pools\":[]}", now);
        writer.clear();
        define();
        return this;
    }

    Lane lane(int index) {
        for (int i = 0; i < model.lanes().size(); i++) {
            if (model.lanes().lane(i).thread() == FIRST_THREAD + index) {
                return model.lanes().lane(i);
            }
        }
        throw new IllegalStateException("no lane of worker=" + index);
    }

    private void json(int type, String text) throws BadInputException {
        json(type, text, 0);
    }

    private void json(int type, String text, long time) throws BadInputException {
        model.apply(new Frame(type, sequence++, time, time, text.getBytes(StandardCharsets.UTF_8)));
    }
}
