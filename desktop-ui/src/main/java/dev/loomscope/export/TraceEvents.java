package dev.loomscope.export;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.Loss;
import dev.loomscope.model.Names;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTable;

/** Writes single trace events. Times are given in ns and written in microseconds with three decimals, as the format asks. */
final class TraceEvents {
    private final JsonGenerator json;
    private final Names names;

    TraceEvents(JsonGenerator json, Names names) {
        this.json = json;
        this.names = names;
    }

    /** Names a process and gives it its place. */
    void process(int process, String name, int order) throws IOException {
        metadata("process_name", process, 0, "name", name);
        metadata("process_sort_index", process, 0, "sort_index", order);
    }

    /** Names a thread and gives it its place. */
    void thread(int process, int thread, String name, int order) throws IOException {
        metadata("thread_name", process, thread, "name", name);
        metadata("thread_sort_index", process, thread, "sort_index", order);
    }

    /** A run of a task, or the part that is known of it; {@code open} when it still goes on. */
    void run(int process, int thread, long start, long end, boolean open, TaskTable tasks, int row) throws IOException {
        begin(open ? "B" : "X", tasks.name(row), "task", process, thread, start);
        if (!open) {
            duration(end - start);
        }
        task(tasks, row);
        json.writeEndObject();
    }

    /** A part of a run in which it did not run. */
    void pause(int process, int thread, long start, long end, boolean open, SpanState state) throws IOException {
        begin(open ? "B" : "X", state.name().toLowerCase(Locale.ROOT), "state", process, thread, start);
        if (!open) {
            duration(end - start);
        }
        json.writeEndObject();
    }

    /** The mark of a submitted task; with the begin of an arrow where the task is known to have run. */
    void submitted(int process, int thread, long time, long length, TaskTable tasks, int row, boolean arrow)
            throws IOException {
        begin("X", tasks.name(row), "submit", process, thread, time);
        duration(length);
        task(tasks, row);
        json.writeEndObject();
        if (arrow) {
            begin("s", "queued", "submit", process, thread, time);
            json.writeNumberField("id", tasks.id(row));
            json.writeEndObject();
        }
    }

    /** The end of a submitted task's arrow, at the begin of its first run. */
    void arrowEnd(int process, int thread, long time, long id) throws IOException {
        begin("f", "queued", "submit", process, thread, time);
        json.writeStringField("bp", "e");
        json.writeNumberField("id", id);
        json.writeEndObject();
    }

    /** The value of a counter from a time on. */
    void counter(int process, String name, long time, String series, long value) throws IOException {
        begin("C", name, "pool", process, 0, time);
        json.writeObjectFieldStart("args");
        json.writeNumberField(series, value);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A finding, at its begin. */
    void finding(int process, Finding finding) throws IOException {
        begin("i", finding.kind(), "finding", process, 0, finding.from());
        json.writeStringField("s", "p");
        json.writeObjectFieldStart("args");
        json.writeStringField("severity", finding.severity().label());
        json.writeStringField("summary", finding.summary());
        json.writeStringField("remedy", finding.remedy());
        json.writeStringField("durationMs", micros((finding.to() - finding.from()) / 1000));
        json.writeStringField("tasks", finding.tasks().toString());
        json.writeStringField("threads", String.join(", ", finding.threads()));
        json.writeStringField("stack", String.join("\n", finding.stack()));
        for (Map.Entry<String, Object> figure : finding.evidence().entrySet()) {
            json.writeStringField("evidence." + figure.getKey(), String.valueOf(figure.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Events that are missing, at the begin of the time in which they were lost. */
    void loss(int process, Loss loss) throws IOException {
        begin("i", "lost " + loss.category() + " events", "loss", process, 0, loss.from());
        json.writeStringField("s", "g");
        json.writeObjectFieldStart("args");
        json.writeNumberField("count", loss.count());
        json.writeStringField("durationMs", micros((loss.to() - loss.from()) / 1000));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void task(TaskTable tasks, int row) throws IOException {
        json.writeObjectFieldStart("args");
        json.writeNumberField("task", tasks.id(row));
        json.writeStringField("kind", tasks.kind(row).label());
        json.writeStringField("class", names.className(tasks.taskClass(row)));
        if (tasks.site(row) != 0) {
            json.writeStringField("site", names.site(tasks.site(row)));
        }
        json.writeStringField("state", tasks.state(row).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (tasks.exceptionClass(row) != 0) {
            json.writeStringField("exception", names.className(tasks.exceptionClass(row)));
        }
        json.writeEndObject();
    }

    private void metadata(String what, int process, int thread, String key, Object value) throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", "M");
        json.writeStringField("name", what);
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeObjectFieldStart("args");
        if (value instanceof Integer number) {
            json.writeNumberField(key, number);
        } else {
            json.writeStringField(key, value.toString());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void begin(String phase, String name, String category, int process, int thread, long time)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeStringField("name", name);
        json.writeStringField("cat", category);
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeFieldName("ts");
        json.writeNumber(micros(time));
    }

    private void duration(long nanos) throws IOException {
        json.writeFieldName("dur");
        json.writeNumber(micros(nanos));
    }

    /** A thousandth of a number of ns (or of us, for ms), exactly, with three decimals. */
    static String micros(long nanos) {
        long absolute = Math.abs(nanos);
        String decimals = Long.toString(1000 + absolute % 1000).substring(1);
        return (nanos < 0 ? "-" : "") + absolute / 1000 + "." + decimals;
    }
}
