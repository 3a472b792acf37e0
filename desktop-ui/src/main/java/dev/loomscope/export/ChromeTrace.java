package dev.loomscope.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.Loss;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionInfo;
import dev.loomscope.model.SessionModel;

/**
 * A session as Chrome's trace event JSON, which chrome://tracing and Perfetto open.
 *
 * <p>Each pool is a process and each of its workers a thread of it; the carriers of virtual threads are one more process. A
 * run of a task is a slice on its worker, and what it waited for inside is a slice within; a run that still goes on is begun
 * and not ended. Each pool has one more thread, {@code submitted}, from whose marks an arrow goes to where the task first
 * ran. Active workers and queue are counters, findings and losses are instants.
 *
 * <p>The session is written as it is walked through; only the submitted tasks of one pool at a time are held to be sorted.
 */
public final class ChromeTrace {
    /** The process that holds what belongs to no pool. */
    static final int SESSION_PROCESS = 1;

    /** The thread that holds the marks of submitted tasks in each process. */
    static final int SUBMITTED_THREAD = 1;

    private static final int FIRST_WORKER_THREAD = 2;

    private final SessionModel model;
    private final List<Finding> findings;
    private final TraceEvents events;
    private final Map<Integer, Integer> processes = new HashMap<>();

    private ChromeTrace(SessionModel model, List<Finding> findings, TraceEvents events) {
        this.model = model;
        this.findings = findings;
        this.events = events;
    }

    /**
     * Writes a session; the stream is flushed and not closed.
     *
     * @param findings what is shown as instants
     */
    public static void write(SessionModel model, List<Finding> findings, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new ChromeTrace(model, findings, new TraceEvents(json, model.names())).write(json);
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("displayTimeUnit", "ms");
        about(json);
        json.writeArrayFieldStart("traceEvents");
        List<LaneGroup> groups = model.lanes().groups();
        describe(groups);
        BitSet started = new BitSet();
        for (LaneGroup group : groups) {
            for (Lane lane : group.lanes()) {
                new LaneSlices(model, events, process(group.pool()), thread(lane), started).write(lane);
            }
        }
        Submissions submissions = new Submissions(model, events, started);
        for (Map.Entry<Integer, Integer> process : processes.entrySet()) {
            submissions.write(process.getKey(), process.getValue());
        }
        counters();
        marks();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void about(JsonGenerator json) throws IOException {
        SessionInfo info = model.info();
        json.writeObjectFieldStart("otherData");
        json.writeStringField("main", info.main());
        json.writeStringField("pid", Long.toString(info.pid()));
        json.writeStringField("jdk", info.jdk());
        json.writeStringField("epoch", info.epoch().toString());
        json.writeStringField("eventsDropped", Long.toString(model.eventsDropped()));
        json.writeEndObject();
    }

    private void describe(List<LaneGroup> groups) throws IOException {
        events.process(SESSION_PROCESS, "session " + model.info().main(), 0);
        for (LaneGroup group : groups) {
            int process = SESSION_PROCESS + 1 + processes.size();
            processes.put(group.pool(), process);
            events.process(process, group.name(), process);
            events.thread(process, SUBMITTED_THREAD, "submitted", 0);
            int order = 1;
            for (Lane lane : group.lanes()) {
                events.thread(process, thread(lane), lane.name(), order++);
            }
        }
        for (Pool pool : model.pools()) {
            if (!processes.containsKey(pool.id())) {
                int process = SESSION_PROCESS + 1 + processes.size();
                processes.put(pool.id(), process);
                events.process(process, pool.name(), process);
                events.thread(process, SUBMITTED_THREAD, "submitted", 0);
            }
        }
    }

    private void counters() throws IOException {
        for (Pool pool : model.pools()) {
            var series = pool.series();
            for (int i = series.oldest(); i < series.size(); i++) {
                events.counter(process(pool.id()), "workers", series.time(i), "active", series.active(i));
                events.counter(process(pool.id()), "queue", series.time(i), "tasks", series.queue(i));
            }
        }
    }

    private void marks() throws IOException {
        for (Finding finding : findings) {
            Integer pool = finding.pool();
            events.finding(pool == null ? SESSION_PROCESS : process(pool), finding);
        }
        for (Loss loss : model.losses()) {
            events.loss(SESSION_PROCESS, loss);
        }
    }

    private int process(int pool) {
        return processes.getOrDefault(pool, SESSION_PROCESS);
    }

    private static int thread(Lane lane) {
        return FIRST_WORKER_THREAD + lane.id();
    }
}
