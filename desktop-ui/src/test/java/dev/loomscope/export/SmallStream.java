package dev.loomscope.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameLayout;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.StreamHeader;

/** A stream made by hand, as an agent would send it: one pool with two workers, and whatever events a test writes. */
public final class SmallStream {
    public static final UUID SESSION = UUID.fromString("00000000-0000-0000-0000-00000000002a");
    public static final int POOL = 3;
    public static final int TASK = 5;
    public static final int EXCEPTION = 6;
    public static final int SITE = 9;
    public static final long WORKER_1 = 31;
    public static final long WORKER_2 = 32;
    public static final long SUBMITTER = 1;
    public static final long MS = 1_000_000;

    private final List<Frame> frames = new ArrayList<>();

    /** Begins with who is watched and that nothing is live. */
    public SmallStream(long pid) {
        json(FrameType.SESSION, 0, """
                {"uuid":"%s","pid":%d,"main":"com.acme.Shop","jdk":"25.0.3","vendor":"Acme","cpus":4,
                "startWallMs":1767225600000,"epochWallMs":1767225601000,"agentVersion":"0.1.0","hooks":[]}"""
                .formatted(SESSION, pid));
        add(FrameType.KEYFRAME, 0, 0, new EventsWriter().finish());
    }

    /** The session that most tests use: two tasks that end, one that fails, one that is rejected, one that still runs. */
    public static SmallStream shop() {
        SmallStream stream = new SmallStream(4242);
        stream.events(100 * MS, SmallStream::shopEvents);
        stream.json(FrameType.SAMPLE, 50 * MS, """
                {"time":50000000,"pools":[{"id":3,"class":"java.util.concurrent.ThreadPoolExecutor","size":2,"active":1,
                "queue":1,"completed":1,"max":2,"core":2,"queueCapacity":1,"shutdown":false}]}""");
        stream.json(FrameType.LOSS, 60 * MS,
                "{\"category\":\"task\",\"count\":7,\"total\":7,\"fromNs\":55000000,\"toNs\":60000000}");
        stream.json(FrameType.SAMPLE, 100 * MS,
                """
                        {"time":100000000,"pools":[{"id":3,"class":"java.util.concurrent.ThreadPoolExecutor","size":2,"active":1,
                        "queue":0,"completed":3,"max":2,"core":2,"queueCapacity":1,"shutdown":false}]}""");
        return stream;
    }

    private static void shopEvents(EventsWriter out) {
        out.beginRun(SUBMITTER);
        out.classSite(1 * MS, TASK, SITE);
        for (int key = 1; key <= 5; key++) {
            out.task(EventKind.SUBMIT, key * MS, key, POOL, TASK);
        }
        out.task(EventKind.REJECT, 5 * MS + 1, 5, POOL, TASK);
        out.beginRun(WORKER_1);
        out.task(EventKind.START, 2 * MS, 1, POOL, TASK);
        out.end(20 * MS, 1, Outcome.COMPLETED, 0);
        out.task(EventKind.START, 21 * MS, 3, POOL, TASK);
        out.end(40 * MS + 500, 3, Outcome.FAILED, EXCEPTION);
        out.beginRun(WORKER_2);
        out.task(EventKind.START, 3 * MS, 2, POOL, TASK);
        out.workerState(10 * MS, dev.loomscope.protocol.WorkerState.BLOCKED);
        out.workerState(15 * MS, dev.loomscope.protocol.WorkerState.RUNNING);
        out.end(30 * MS, 2, Outcome.COMPLETED, 0);
        out.task(EventKind.START, 35 * MS, 4, POOL, TASK);
    }

    /** Adds a frame of events; the names they use are in it. */
    public SmallStream events(long until, Consumer<EventsWriter> events) {
        EventsWriter out = new EventsWriter();
        out.define(DictionarySort.POOL, POOL, "java.util.concurrent.ThreadPoolExecutor@1f");
        out.define(DictionarySort.CLASS, TASK, "com.acme.Order");
        out.define(DictionarySort.CLASS, EXCEPTION, "java.lang.IllegalStateException");
        out.define(DictionarySort.SITE, SITE, "com.acme.Shop.order(Shop.java:42)");
        out.define(DictionarySort.THREAD, WORKER_1, "orders-1");
        out.define(DictionarySort.THREAD, WORKER_2, "orders-2");
        out.define(DictionarySort.THREAD, SUBMITTER, "main");
        events.accept(out);
        long first = out.firstTime();
        add(FrameType.EVENTS, first, until, out.finish());
        return this;
    }

    /** Adds a frame that holds JSON. */
    public SmallStream json(int type, long time, String json) {
        add(type, time, time, json.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds the good-bye. */
    public SmallStream end(long time, String reason) {
        return json(FrameType.END, time, "{\"reason\":\"" + reason + "\"}");
    }

    private void add(int type, long first, long last, byte[] payload) {
        frames.add(new Frame(type, frames.size(), first, last, payload));
    }

    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** The stream as bytes, header and frames. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(StreamHeader.bytes());
        for (Frame frame : frames) {
            out.writeBytes(FrameLayout.encode(frame));
        }
        return out.toByteArray();
    }
}
