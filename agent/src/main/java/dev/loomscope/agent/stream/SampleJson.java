package dev.loomscope.agent.stream;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.agent.sample.Facts.PoolFact;
import dev.loomscope.agent.sample.Facts.StackFact;
import dev.loomscope.agent.sample.Facts.Worker;
import dev.loomscope.agent.sample.Observations.ProcessFact;
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
     * @param process null where it has none
     * @param workers whether the threads of pools are written
     */
    byte[] write(
            long time,
            @Nullable List<PoolFact> pools,
            @Nullable List<StackFact> stacks,
            @Nullable ProcessFact process,
            boolean workers) {
        JsonWriter json = new JsonWriter();
        json.number("time", time);
        if (pools != null) {
            json.beginArray("pools");
            for (PoolFact pool : pools) {
                write(json, pool, workers);
            }
            json.endArray();
        }
        if (stacks != null) {
            json.beginArray("stacks");
            for (StackFact stack : stacks) {
                write(json, stack);
            }
            json.endArray();
        }
        if (process != null) {
            ObservedJson.write(json, process);
        }
        return json.bytes();
    }

    private static void write(JsonWriter json, PoolFact pool, boolean workers) {
        json.beginObject();
        json.number("id", pool.id());
        json.string("name", pool.name());
        json.string("class", pool.className());
        json.number("size", pool.size());
        json.number("active", pool.active());
        if (pool.queue() >= 0) {
            json.number("queue", pool.queue());
        }
        if (pool.completed() >= 0) {
            json.number("completed", pool.completed());
        }
        json.number("max", pool.max());
        json.number("core", pool.core());
        if (pool.queueCapacity() >= 0) {
            json.number("queueCapacity", pool.queueCapacity());
        } else if (pool.queueCapacity() == PoolFact.UNBOUNDED) {
            json.nothing("queueCapacity");
        }
        json.bool("shutdown", pool.shutdown());
        if (pool.mounted() >= 0) {
            json.number("parallelism", pool.max());
            json.number("mounted", pool.mounted());
            json.number("compensating", Math.max(0, pool.size() - pool.max()));
        }
        if (workers) {
            json.beginArray("workers");
            for (Worker worker : pool.workers()) {
                json.beginObject();
                json.number("thread", worker.thread());
                json.string("name", worker.name());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void write(JsonWriter json, StackFact stack) {
        json.beginObject();
        json.number("thread", stack.thread());
        json.string("threadName", stack.threadName());
        json.number("task", stack.task() & 0xFFFF_FFFFL);
        json.bool("virtual", stack.virtual());
        json.string("state", stack.state().name());
        json.string("waitsFor", stack.waitsFor());
        if (stack.ownerThread() != 0) {
            json.number("ownerThread", stack.ownerThread());
        } else {
            json.nothing("ownerThread");
        }
        json.string("ownerName", stack.ownerName());
        if (stack.waits() >= 0) {
            json.number("waits", stack.waits());
        }
        json.number("stack", stack.stack());
        if (written.add(stack.stack())) {
            json.beginArray("frames");
            for (String frame : stack.frames()) {
                json.element(frame);
            }
            json.endArray();
        }
        json.endObject();
    }
}
