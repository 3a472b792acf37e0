package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.Observations.FailureFact;
import dev.loomscope.agent.sample.Observations.GcFact;
import dev.loomscope.agent.sample.Observations.ProcessFact;

/** Payloads of FAILURE frames, and the process in those of SAMPLE frames. */
final class ObservedJson {
    private ObservedJson() {}

    static byte[] failure(long time, FailureFact failure) {
        JsonWriter json = new JsonWriter();
        json.number("time", time);
        json.number("thread", failure.thread());
        json.number("task", failure.task());
        json.bool("isThread", failure.isThread());
        json.string("class", failure.className());
        json.string("message", failure.message());
        json.beginArray("frames");
        failure.frames().forEach(json::element);
        json.endArray();
        return json.bytes();
    }

    static void write(JsonWriter json, ProcessFact process) {
        json.beginObject("process");
        known(json, "heapUsed", process.heapUsed());
        known(json, "heapCommitted", process.heapCommitted());
        known(json, "heapMax", process.heapMax());
        if (process.cpu() >= 0) {
            json.fraction("cpu", process.cpu());
        }
        known(json, "threads", process.threads());
        known(json, "classes", process.classes());
        known(json, "compileMs", process.compileMs());
        json.beginArray("gcs");
        for (GcFact gc : process.gcs()) {
            json.beginObject();
            json.string("name", gc.name());
            json.string("cause", gc.cause());
            json.number("fromNs", gc.fromNs());
            json.number("toNs", gc.toNs());
            json.bool("pause", gc.pause());
            json.number("freedBytes", gc.freedBytes());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void known(JsonWriter json, String name, long value) {
        if (value >= 0) {
            json.number(name, value);
        }
    }
}
