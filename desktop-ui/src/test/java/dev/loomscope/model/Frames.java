package dev.loomscope.model;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;

/** Makes the frames of a stream by hand. */
public final class Frames {
    public static final String UUID = "6f1c1c9e-0000-4000-8000-000000000001";

    private long sequence;

    public Frame session(int cpus) {
        return json(FrameType.SESSION, 0, """
                {"uuid":"%s","pid":4711,"main":"com.acme.Shop","jdk":"25.0.3","vendor":"Acme","cpus":%d,
                 "startWallMs":1700000000000,"epochWallMs":1700000001000,"agentVersion":"0.1.0","hooks":[]}"""
                .formatted(UUID, cpus));
    }

    /** An EVENTS frame whose last time is that of its newest event. */
    public Frame events(Consumer<EventsWriter> content) {
        return binary(FrameType.EVENTS, Long.MIN_VALUE, content);
    }

    /** An EVENTS frame after which nothing older than {@code lastTime} is to come. */
    public Frame events(long lastTime, Consumer<EventsWriter> content) {
        return binary(FrameType.EVENTS, lastTime, content);
    }

    public Frame keyframe(long lastTime, Consumer<EventsWriter> content) {
        return binary(FrameType.KEYFRAME, lastTime, content);
    }

    private Frame binary(int type, long lastTime, Consumer<EventsWriter> content) {
        EventsWriter writer = new EventsWriter();
        content.accept(writer);
        byte[] payload = writer.finish();
        long first = writer.events() == 0 ? Math.max(0, lastTime) : writer.firstTime();
        long last = lastTime == Long.MIN_VALUE ? newest(payload) : lastTime;
        return new Frame(type, sequence++, first, last, payload);
    }

    private static long newest(byte[] payload) {
        long newest = 0;
        try {
            for (EventRun run : EventsReader.read(payload).runs()) {
                while (run.advance()) {
                    newest = Math.max(newest, run.time());
                }
            }
        } catch (BadInputException e) {
            throw new IllegalArgumentException(e);
        }
        return newest;
    }

    public Frame sample(long time, String pools, String stacks) {
        return json(FrameType.SAMPLE, time,
                "{\"time\":%d,\"pools\":[%s],\"stacks\":[%s]}".formatted(time, pools, stacks));
    }

    public static String pool(int id, int size, int max, int queue) {
        return """
                {"id":%d,"class":"java.util.concurrent.ThreadPoolExecutor","size":%d,"active":0,"queue":%d,"completed":0,
                 "max":%d,"core":%d,"queueCapacity":null,"shutdown":false}"""
                .formatted(id, size, queue, max, max);
    }

    public Frame loss(String category, long count, long from, long to) {
        return json(FrameType.LOSS, to, """
                {"category":"%s","count":%d,"total":%d,"fromNs":%d,"toNs":%d}""".formatted(category, count, count, from,
                to));
    }

    public Frame end(long time, String reason) {
        return json(FrameType.END, time, "{\"reason\":\"%s\"}".formatted(reason));
    }

    public Frame json(int type, long time, String json) {
        return new Frame(type, sequence++, time, time, json.getBytes(StandardCharsets.UTF_8));
    }
}
