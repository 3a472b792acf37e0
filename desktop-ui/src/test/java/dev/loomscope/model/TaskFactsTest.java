package dev.loomscope.model;

import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.PinReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskFactsTest extends FedModel {
    @Test
    void tracesAndPinsAndFailuresFindTheirTasks() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            submit(e, 10, 1);
            e.note(EventKind.TRACE, 11, 0x1234L, 0xABCDL, 0xEFL, 0, 0);
            e.virtualStart(20, 41, 0, "");
            e.beginRun(21);
            e.virtual(EventKind.MOUNT, 30, 41);
            e.note(EventKind.PINNED, 40, 41, PinReason.MONITOR, 0, 0, 0);
            e.note(EventKind.UNPINNED, 90, 41, 0, 0, 0, 0);
        }));
        model.apply(frames.json(FrameType.FAILURE, 95, """
                {"time":95,"thread":31,"task":1,"isThread":false,"class":"java.io.IOException","message":"no route",
                 "frames":["com.acme.Bank.pay(Bank.java:12)"]}"""));
        assertThat(model.facts().failure(0)).isNull();
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            start(e, 60, 1);
            e.end(96, 1, Outcome.FAILED, 0);
        }));
        TraceId trace = tasks.trace(0);
        assertThat(trace).isNotNull();
        assertThat(trace.trace()).isEqualTo("000000000000abcd00000000000000ef");
        assertThat(trace.spanId()).isEqualTo("0000000000001234");
        assertThat(tasks.trace(1)).isNull();
        assertThat(model.facts().pins(1)).containsExactly(new Pin(Pin.Reason.MONITOR, 40, 90));
        Failure failure = model.facts().failure(0);
        assertThat(failure).isNotNull();
        assertThat(failure.summary()).isEqualTo("IOException: no route");
        assertThat(failure.frames()).isEqualTo(List.of("com.acme.Bank.pay(Bank.java:12)"));
    }

    @Test
    void threadsStartedByHandAreTasksWithALane() throws BadInputException {
        model.apply(frames.events(e -> {
            e.define(DictionarySort.THREAD, 51, "importer");
            e.beginRun(WORKER);
            start(e, 5, KEY);
            e.note(EventKind.THREAD_START, 10, 51, 0, 0, CLASS, 0);
            e.beginRun(51);
            start(e, 30, 2);
            e.end(40, 2, Outcome.COMPLETED, 0);
            e.note(EventKind.THREAD_END, 60, 51, Outcome.FAILED, 0, 77, 0);
        }));
        model.apply(frames.json(FrameType.FAILURE, 65,
                """
                        {"time":60,"thread":51,"task":51,"isThread":true,"class":"java.lang.Error","message":"","frames":[]}"""));
        assertThat(tasks.kind(1)).isEqualTo(TaskKind.THREAD);
        assertThat(tasks.parent(1)).isZero();
        assertThat(tasks.state(1)).isEqualTo(TaskState.FAILED);
        assertThat(tasks.exceptionClass(1)).isEqualTo(77);
        assertThat(tasks.busy(1, 0)).isEqualTo(40);
        assertThat(tasks.idle(1, 0)).isEqualTo(10);
        assertThat(model.facts().failure(1)).isNotNull();
        LaneGroup threads = model.lanes().groups().getLast();
        assertThat(threads.name()).isEqualTo("Threads");
        assertThat(threads.lanes()).extracting(Lane::name).containsExactly("importer");
        assertThat(model.counts(TaskKind.THREAD)).isEqualTo(new Counts(1, 0, 1, 0, 0, 0, 0));
        assertThat(model.pools()).extracting(Pool::id).doesNotContain(Pool.THREADS);
    }

    @Test
    void theProcessIsKeptAsASeries() throws BadInputException {
        for (int second = 1; second <= 3; second++) {
            model.apply(frames.json(FrameType.SAMPLE, second * 1000 * MS, """
                    {"time":%d,"pools":[],"stacks":[],"process":{"heapUsed":%d,"heapCommitted":900,"heapMax":1000,
                     "cpu":0.5,"threads":12,"classes":400,"compileMs":90,
                     "gcs":[{"name":"G1 Young","cause":"Allocation","fromNs":1000,"toNs":4000,"pause":true,
                     "freedBytes":77}]}}""".formatted(second * 1000 * MS, second * 100)));
        }
        ProcessSeries process = model.process();
        assertThat(process.size()).isEqualTo(3);
        assertThat(process.latest()).isEqualTo(
                new ProcessSeries.Point(3000 * MS, 300, 900, 1000, 0.5, 12, 400, 90));
        assertThat(process.collections()).containsExactly(
                new GcPause("G1 Young", "Allocation", 1000, 4000, true, 77));
        assertThat(process.paused(2000, 9000)).isEqualTo(2000);
    }

    @Test
    void factsOfForgottenTasksGoWithThem() throws BadInputException {
        SessionModel small = new SessionModel(2_000_000);
        for (int f = 0; f < 40; f++) {
            int first = f * 1000;
            small.apply(frames.events(e -> {
                for (int i = 0; i < 1000; i++) {
                    long at = (first + i) * 100L;
                    e.beginRun(CALLER);
                    submit(e, at, first + i);
                    e.note(EventKind.DUE, at, first + i, 10, 0, 0, 0);
                    e.beginRun(WORKER);
                    start(e, at + 20, first + i);
                    e.end(at + 30, first + i, Outcome.COMPLETED, 0);
                }
            }));
        }
        assertThat(small.tasks().oldest()).isPositive();
        assertThat(small.facts().schedule(0)).isNull();
        assertThat(small.facts().schedule(39_999)).isNotNull();
        assertThat(small.memory()).isLessThan(4_000_000);
    }
}
