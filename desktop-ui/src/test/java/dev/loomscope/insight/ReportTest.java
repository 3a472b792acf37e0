package dev.loomscope.insight;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {
    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void jsonHasTheShapeThatProgramsRelyOn() throws Exception {
        PoolLoad load = new PoolLoad(2, 2, 4).offer(10_000, 50, 200, true);
        JsonNode json = new ObjectMapper().readTree(Report.of(load.model, Thresholds.DEFAULT).toJson());

        assertThat(fields(json)).containsExactly("session", "events", "tasks", "polls", "pools", "sites", "findings",
                "counted", "process", "failures", "virtualThreadWaits");
        assertThat(fields(json.get("session"))).containsExactly("pid", "main", "jdk", "start", "durationMs", "hooks");
        assertThat(json.at("/session/pid").asLong()).isEqualTo(4711);
        assertThat(json.at("/session/start").asText()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(json.at("/session/durationMs").asDouble()).isEqualTo(10_000);
        assertThat(fields(json.get("events"))).containsExactly("received", "dropped", "droppedByCategory");
        assertThat(fields(json.get("tasks")))
                .startsWith("submitted", "completed", "failed", "cancelled", "rejected", "live")
                .endsWith("byKind");
        assertThat(fields(json.at("/tasks/byKind"))).containsExactly("executor", "virtual-thread", "fork-join",
                "completable-future", "scheduled", "structured", "thread");
        assertThat(json.at("/tasks/byKind/executor/submitted").asInt()).isEqualTo(200);
        assertThat(json.at("/tasks/byKind/fork-join/submitted").asInt(-1)).isZero();
        JsonNode pool = json.at("/pools/0");
        assertThat(fields(pool)).containsExactly("name", "kind", "size", "max", "queuePeak", "tasks",
                "saturatedFraction",
                "waitUs", "runUs", "countedWaitUs");
        assertThat(pool.get("countedWaitUs").isNull()).isTrue();
        assertThat(fields(pool.get("waitUs"))).containsExactly("p50", "p90", "p99", "max");
        assertThat(pool.get("name").asText()).isEqualTo("orders");
        assertThat(pool.at("/runUs/p50").asDouble()).isBetween(198_000.0, 202_000.0);
        assertThat(fields(json.at("/sites/0"))).containsExactly("site", "taskClass", "tasks", "failed", "waitUs",
                "runUs", "countedWaitUs", "countedUnmounts");
        JsonNode finding = json.at("/findings/0");
        assertThat(fields(finding)).containsExactly("kind", "severity", "summary", "remedy", "pool", "tasks", "threads",
                "fromMs", "toMs", "stack", "evidence");
        assertThat(finding.get("pool").asText()).isEqualTo("orders");
        assertThat(finding.get("severity").asText()).isEqualTo("critical");
    }

    @Test
    void textSaysTheSameToPeople() throws Exception {
        PoolLoad load = new PoolLoad(2, 2, 4).offer(10_000, 50, 200, true);
        String text = Report.of(load.model, Thresholds.DEFAULT).toText();
        assertThat(text).contains("com.acme.Shop, pid 4711").contains("CRITICAL  pool-saturated")
                .contains("Pool orders")
                .contains("200 tasks").contains("com.acme.Order");
    }

    /** Three sleep, two of four that park are known to wait for a lock, and one worker of a pool parks, which is no task. */
    @Test
    void whatVirtualThreadsWaitForIsSaidOfAllTogether() throws Exception {
        SessionModel model = new SessionModel();
        Frames frames = new Frames();
        model.apply(frames.session(4));
        model.apply(frames.events(100, e -> {
            e.define(DictionarySort.CLASS, 5, "com.acme.Order");
            e.define(DictionarySort.CLASS, 6, "java.util.concurrent.locks.ReentrantLock$NonfairSync");
            e.define(DictionarySort.CLASS, 7, "java.util.concurrent.ThreadPoolExecutor$Worker");
            e.define(DictionarySort.TASK_KIND, 7, "worker");
            for (int id = 1; id <= 8; id++) {
                e.beginRun(50);
                e.virtualStart(id, id, id == 8 ? 7 : 5, "");
                e.beginRun(60);
                e.virtual(EventKind.MOUNT, 10 + id * 2, id);
                e.virtual(EventKind.UNMOUNT, 11 + id * 2, id,
                        id <= 3 ? UnmountReason.SLEEP : UnmountReason.PARK);
            }
            e.beginRun(0);
            for (int id = 4; id <= 5; id++) {
                e.note(EventKind.WAIT, 50, id, 0x1FL << 8 | WaitKind.LOCK, 77, 6, 0);
            }
        }));
        Report report = Report.of(model, Thresholds.DEFAULT);
        assertThat(report.toText()).contains("""
                What 7 live virtual threads waited for at last:
                     3 x sleeps
                     2 x parked
                     2 x waits for a lock (ReentrantLock)
                """);
        JsonNode waits = new ObjectMapper().readTree(report.toJson()).get("virtualThreadWaits");
        assertThat(waits.findValuesAsText("what")).containsExactly("sleeps", "parked",
                "waits for a lock (ReentrantLock)");
        assertThat(waits.findValuesAsText("threads")).containsExactly("3", "2", "2");
        assertThat(new ObjectMapper().readTree(report.toJson()).at("/tasks/live").asInt()).isEqualTo(7);
    }

    @Test
    void aSingleThingIsNoPlural() throws Exception {
        PoolLoad load = new PoolLoad(1, 1, 4).offer(10_000, 100, 200, true);
        load.model.apply(new Frames().json(FrameType.SAMPLE, 10_000_000_000L, """
                {"time":10000000000,"process":{"heapUsed":12582912,"cpu":0.5,
                 "gcs":[{"name":"G1","fromNs":1000000,"toNs":3500000,"pause":true}]}}"""));

        assertThat(Report.of(load.model, Thresholds.DEFAULT).toText())
                .contains("heap up to 12.0 MiB, 1 collection, in which everything stopped for 2.50 ms, at most 2.50 ms")
                .contains(": its only worker busy, up to ");
    }

    @Test
    void emptySessionHasAReportToo() throws Exception {
        PoolLoad load = new PoolLoad(5, 5, 4).offer(1_000, 100, 20, false);
        assertThat(Report.of(load.model, Thresholds.DEFAULT).toText()).contains("Nothing found that is wrong.");
        JsonNode json = new ObjectMapper()
                .readTree(Report.of(new dev.loomscope.model.SessionModel(), Thresholds.DEFAULT).toJson());
        assertThat(json.get("findings").isEmpty()).isTrue();
    }
}
