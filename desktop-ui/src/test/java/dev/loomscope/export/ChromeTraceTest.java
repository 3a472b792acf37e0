package dev.loomscope.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChromeTraceTest {
    private static final long MS = SmallStream.MS;

    @Test
    void drawsRunsAsSlicesOfTheirWorkers() throws IOException {
        List<JsonNode> events = events(SmallStream.shop(), List.of());

        assertThat(slices(events, "task")).containsExactlyInAnyOrder(
                "X orders/orders-1 2000.000+18000.000 #1", "X orders/orders-1 21000.000+19000.500 #3",
                "X orders/orders-2 3000.000+27000.000 #2", "B orders/orders-2 35000.000 #4");
        assertThat(slices(events, "state")).containsExactly("X orders/orders-2 10000.000+5000.000 blocked");
    }

    @Test
    void saysWhatATaskIs() throws IOException {
        JsonNode failed = events(SmallStream.shop(), List.of()).stream()
                .filter(event -> is(event, "task") && event.path("args").path("task").asLong() == 3).findFirst()
                .orElseThrow();

        assertThat(failed.path("name").asText()).isEqualTo("Order");
        JsonNode args = failed.path("args");
        assertThat(args.path("kind").asText()).isEqualTo("executor");
        assertThat(args.path("class").asText()).isEqualTo("com.acme.Order");
        assertThat(args.path("site").asText()).isEqualTo("com.acme.Shop.order(Shop.java:42)");
        assertThat(args.path("state").asText()).isEqualTo("failed");
        assertThat(args.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void drawsArrowsFromSubmitToFirstRun() throws IOException {
        List<JsonNode> events = events(SmallStream.shop(), List.of());

        assertThat(slices(events, "submit")).containsExactlyInAnyOrder("X orders/submitted 1000.000+1.000 #1",
                "X orders/submitted 2000.000+1.000 #2", "X orders/submitted 3000.000+1.000 #3",
                "X orders/submitted 4000.000+1.000 #4", "X orders/submitted 5000.000+1.000 #5");
        assertThat(arrows(events, "s")).containsExactlyInAnyOrder("1 1000.000", "2 2000.000", "3 3000.000",
                "4 4000.000");
        assertThat(arrows(events, "f")).containsExactlyInAnyOrder("1 2000.000", "2 3000.000", "3 21000.000",
                "4 35000.000");
        assertThat(events).filteredOn(event -> phase(event).equals("f"))
                .allSatisfy(event -> assertThat(event.path("bp").asText()).isEqualTo("e"));
    }

    @Test
    void aTaskThatRanBeforeWatchingHasNoArrow() throws IOException {
        SmallStream stream = new SmallStream(1).events(10 * MS, out -> {
            out.beginRun(SmallStream.WORKER_1);
            out.task(EventKind.ADOPT, MS, 1, SmallStream.POOL, SmallStream.TASK);
            out.end(5 * MS, 1, Outcome.COMPLETED, 0);
        });
        List<JsonNode> events = events(stream, List.of());

        assertThat(slices(events, "task")).containsExactly("X orders/orders-1 1000.000+4000.000 #1");
        assertThat(slices(events, "submit")).isEmpty();
        assertThat(arrows(events, "s")).isEmpty();
        assertThat(arrows(events, "f")).isEmpty();
    }

    @Test
    void countsActiveWorkersAndQueue() throws IOException {
        List<String> counters = events(SmallStream.shop(), List.of()).stream().filter(event -> phase(event).equals("C"))
                .map(event -> event.path("ts").asText() + " " + event.path("name").asText() + " " + event.path("args"))
                .toList();

        assertThat(counters).contains("50000.000 workers {\"active\":1}", "50000.000 queue {\"tasks\":1}",
                "100000.000 workers {\"active\":1}", "100000.000 queue {\"tasks\":0}");
    }

    @Test
    void marksFindingsAndLosses() throws IOException {
        Finding finding = new Finding("stuck-task", "4", Severity.CRITICAL, "Order runs long.", "Wait with a limit.",
                SmallStream.POOL, List.of(4L), List.of("orders-2"), 35 * MS, 100 * MS,
                List.of("com.acme.Order.run(Order.java:7)"),
                Map.of("seconds", 65));
        List<JsonNode> instants = events(SmallStream.shop(), List.of(finding)).stream()
                .filter(event -> phase(event).equals("i")).toList();

        assertThat(instants).hasSize(2);
        JsonNode mark = instants.getFirst();
        assertThat(mark.path("name").asText()).isEqualTo("stuck-task");
        assertThat(mark.path("ts").asText()).isEqualTo("35000.000");
        assertThat(mark.path("s").asText()).isEqualTo("p");
        assertThat(mark.path("args").path("summary").asText()).isEqualTo("Order runs long.");
        assertThat(mark.path("args").path("durationMs").asText()).isEqualTo("65.000");
        assertThat(mark.path("args").path("evidence.seconds").asText()).isEqualTo("65");
        JsonNode loss = instants.getLast();
        assertThat(loss.path("name").asText()).isEqualTo("lost task events");
        assertThat(loss.path("args").path("count").asLong()).isEqualTo(7);
    }

    @Test
    void slicesOfAThreadNest() throws IOException {
        List<JsonNode> events = events(SmallStream.shop(), List.of());
        Map<String, List<JsonNode>> threads = new TreeMap<>();
        for (JsonNode event : events) {
            if (phase(event).equals("X") || phase(event).equals("B")) {
                threads.computeIfAbsent(event.path("pid") + ":" + event.path("tid"), _ -> new ArrayList<>()).add(event);
            }
        }
        assertThat(threads).hasSize(3);
        threads.values().forEach(ChromeTraceTest::nests);
    }

    @Test
    void everyEventIsWhole() throws IOException {
        for (JsonNode event : events(SmallStream.shop(), List.of())) {
            assertThat(event.path("pid").isIntegralNumber()).isTrue();
            assertThat(event.path("tid").asLong()).isBetween(0L, 0xFFFF_FFFFL);
            assertThat(event.path("name").asText()).isNotEmpty();
            assertThat(phase(event).equals("M") || event.path("ts").isNumber()).isTrue();
            assertThat(!phase(event).equals("X") || event.path("dur").asDouble() >= 0).isTrue();
        }
    }

    @Test
    void tasksOfOneInstantNest() throws IOException {
        SmallStream stream = new SmallStream(1).events(10 * MS, out -> {
            out.beginRun(SmallStream.SUBMITTER);
            for (int key = 1; key <= 3; key++) {
                out.task(EventKind.SUBMIT, MS, key, SmallStream.POOL, SmallStream.TASK);
            }
            out.task(EventKind.SUBMIT, MS + 300, 4, SmallStream.POOL, SmallStream.TASK);
        });

        assertThat(slices(events(stream, List.of()), "submit")).extracting(slice -> slice.split(" ")[2])
                .containsExactly("1000.000+0.300", "1000.000+0.300", "1000.000+0.300", "1000.300+1.000");
    }

    @Test
    void anEmptySessionIsATrace() throws IOException {
        assertThat(events(new SmallStream(1), List.of())).allSatisfy(event -> assertThat(phase(event)).isEqualTo("M"));
    }

    @Test
    void writesMicrosecondsExactly() {
        assertThat(TraceEvents.micros(0)).isEqualTo("0.000");
        assertThat(TraceEvents.micros(1_234_567)).isEqualTo("1234.567");
        assertThat(TraceEvents.micros(7)).isEqualTo("0.007");
        assertThat(TraceEvents.micros(-1_500)).isEqualTo("-1.500");
        assertThat(TraceEvents.micros(9_007_199_254_740_993_001L)).isEqualTo("9007199254740993.001");
    }

    private static void nests(List<JsonNode> slices) {
        Deque<Double> ends = new ArrayDeque<>();
        slices.sort(Comparator.comparingDouble(slice -> slice.path("ts").asDouble()));
        for (JsonNode slice : slices) {
            double start = slice.path("ts").asDouble();
            double end = phase(slice).equals("B") ? Double.MAX_VALUE : start + slice.path("dur").asDouble();
            while (!ends.isEmpty() && ends.peek() <= start) {
                ends.pop();
            }
            assertThat(ends.isEmpty() || end <= ends.peek()).as(slice.toString()).isTrue();
            ends.push(end);
        }
    }

    private static List<JsonNode> events(SmallStream stream, List<Finding> findings) throws IOException {
        SessionModel model = new SessionModel();
        for (Frame frame : stream.frames()) {
            model.apply(frame);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChromeTrace.write(model, findings, out);
        ObjectMapper mapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
        return StreamSupport.stream(mapper.readTree(out.toByteArray()).path("traceEvents").spliterator(), false)
                .toList();
    }

    private static List<String> slices(List<JsonNode> events, String category) {
        return events.stream().filter(event -> is(event, category) && "XB".contains(phase(event))).map(event -> {
            String length = event.has("dur") ? "+" + event.path("dur").asText() : "";
            String what = event.path("args").has("task") ? "#" + event.path("args").path("task")
                    : event.path("name").asText();
            return phase(event) + " " + named(events, "process_name", event) + "/" + named(events, "thread_name", event)
                    + " "
                    + event.path("ts").asText() + length + " " + what;
        }).toList();
    }

    private static List<String> arrows(List<JsonNode> events, String phase) {
        return events.stream().filter(event -> phase(event).equals(phase))
                .map(event -> event.path("id").asText() + " " + event.path("ts").asText()).toList();
    }

    private static String named(List<JsonNode> events, String what, JsonNode of) {
        return events.stream()
                .filter(event -> event.path("name").asText().equals(what) && event.path("pid").equals(of.path("pid"))
                        && (what.equals("process_name") || event.path("tid").equals(of.path("tid"))))
                .map(event -> event.path("args").path("name").asText()).findFirst().orElseThrow();
    }

    private static boolean is(JsonNode event, String category) {
        return event.path("cat").asText().equals(category);
    }

    private static String phase(JsonNode event) {
        return event.path("ph").asText();
    }
}
