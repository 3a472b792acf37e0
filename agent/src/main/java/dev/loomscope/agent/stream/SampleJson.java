package dev.loomscope.agent.stream;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Facts.Worker;
import org.jspecify.annotations.Nullable;

/** Payloads of SAMPLE frames. Frames of a stack are written once from keyframe to keyframe. Belongs to the drain. */
final class SampleJson {
    private final Set<Integer> written = new HashSet<>();

    /** A keyframe was written: from here on every stack is written anew. */
    void beginKeyframe() {
        written.clear();
    }

    /**
     * One sample.
     *
     * @param pools null where it has none
     * @param stacks null where it has none
     * @param workers whether the threads of pools are written
     */
    byte[] write(
            long time, @Nullable List<PoolFact> pools, @Nullable List<StackFact> stacks, boolean workers) {
        return Json.object(json -> {
            json.writeNumberField("time", time);
            if (pools != null) {
                json.writeArrayFieldStart("pools");
                for (PoolFact pool : pools) {
                    write(json, pool, workers);
                }
                json.writeEndArray();
            }
            if (stacks != null) {
                json.writeArrayFieldStart("stacks");
                for (StackFact stack : stacks) {
                    write(json, stack);
                }
                json.writeEndArray();
            }
        });
    }

    private static void write(JsonGenerator json, PoolFact pool, boolean workers) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", pool.id());
        json.writeStringField("name", pool.name());
        json.writeStringField("class", pool.className());
        json.writeNumberField("size", pool.size());
        json.writeNumberField("active", pool.active());
        if (pool.queue() >= 0) {
            json.writeNumberField("queue", pool.queue());
        }
        json.writeNumberField("completed", pool.completed());
        json.writeNumberField("max", pool.max());
        json.writeNumberField("core", pool.core());
        if (pool.queueCapacity() >= 0) {
            json.writeNumberField("queueCapacity", pool.queueCapacity());
        } else {
            json.writeNullField("queueCapacity");
        }
        json.writeBooleanField("shutdown", pool.shutdown());
        if (workers) {
            json.writeArrayFieldStart("workers");
            for (Worker worker : pool.workers()) {
                json.writeStartObject();
                json.writeNumberField("thread", worker.thread());
                json.writeStringField("name", worker.name());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, StackFact stack) throws IOException {
        json.writeStartObject();
        json.writeNumberField("thread", stack.thread());
        json.writeStringField("threadName", stack.threadName());
        json.writeNumberField("task", stack.task() & 0xFFFF_FFFFL);
        json.writeBooleanField("virtual", stack.virtual());
        json.writeStringField("state", stack.state().name());
        json.writeStringField("waitsFor", stack.waitsFor());
        if (stack.ownerThread() != 0) {
            json.writeNumberField("ownerThread", stack.ownerThread());
        } else {
            json.writeNullField("ownerThread");
        }
        json.writeStringField("ownerName", stack.ownerName());
        json.writeNumberField("stack", stack.stack());
        if (written.add(stack.stack())) {
            json.writeArrayFieldStart("frames");
            for (String frame : stack.frames()) {
                json.writeString(frame);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
