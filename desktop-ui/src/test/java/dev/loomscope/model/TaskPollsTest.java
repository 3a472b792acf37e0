package dev.loomscope.model;

import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static dev.loomscope.model.TwoThreads.CALLER;
import static dev.loomscope.model.TwoThreads.CARRIER;
import static dev.loomscope.model.TwoThreads.OTHER_CARRIER;
import static dev.loomscope.model.TwoThreads.POOL;
import static dev.loomscope.model.TwoThreads.V;
import static dev.loomscope.model.TwoThreads.W;
import static dev.loomscope.model.TwoThreads.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

class TaskPollsTest {
    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();

    private record Seen(long thread, long start, long end, SpanState state, long ready, int waker, boolean goesOn) {}

    private List<Seen> polls(int row, long from, long to) {
        TaskPolls polls = TaskPolls.of(model, row, from, to);
        assertThat(polls.complete()).isTrue();
        return polls.polls().stream().map(p -> new Seen(p.lane().thread(), p.start(), p.end(), p.state(), p.ready(),
                p.waker(), p.goesOn())).toList();
    }

    /** V is woken by the task of a worker, by W while it is still mounted, by itself giving way, by nobody known, and late. */
    private void twoVirtualThreads() throws BadInputException {
        model.apply(frames.events(e -> {
            TwoThreads.begin(e);
            e.virtual(EventKind.WAKE, 250, V);
            e.end(900, 7, Outcome.COMPLETED, 0);
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 130, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 400, W);
            e.virtual(EventKind.WAKE, 420, V);
            e.virtual(EventKind.UNMOUNT, 600, W, UnmountReason.PARK);
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.MOUNT, 300, V);
            e.virtual(EventKind.UNMOUNT, 450, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 460, V);
            e.virtual(EventKind.UNMOUNT, 500, V, UnmountReason.YIELD);
            e.virtual(EventKind.MOUNT, 530, V);
            e.virtual(EventKind.UNMOUNT, 540, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 700, V);
            e.workerState(710, WorkerState.WAITING);
            e.workerState(720, WorkerState.RUNNING);
        }));
    }

    @Test
    void pollsOfAVirtualThreadSayHowLongItWasRunnableAndWhoWokeIt() throws BadInputException {
        twoVirtualThreads();
        int w = 1;
        int task = 2;
        List<Seen> all = List.of(new Seen(CARRIER, 130, 200, SpanState.RUNNING, 30, -1, false),
                new Seen(OTHER_CARRIER, 300, 450, SpanState.RUNNING, 50, task, false),
                new Seen(OTHER_CARRIER, 460, 500, SpanState.RUNNING, 10, w, false),
                new Seen(OTHER_CARRIER, 530, 540, SpanState.RUNNING, 30, -1, false),
                new Seen(OTHER_CARRIER, 700, 710, SpanState.RUNNING, 0, -1, false),
                new Seen(OTHER_CARRIER, 710, 720, SpanState.WAITING, 0, -1, true),
                new Seen(OTHER_CARRIER, 720, 900, SpanState.RUNNING, 0, -1, true));
        assertThat(polls(0, 0, 9999)).isEqualTo(all);
        assertThat(polls(0, 450, 700)).isEqualTo(all.subList(2, 4));
        long ready = all.stream().mapToLong(Seen::ready).sum();
        assertThat(model.tasks().scheduled(0, 900)).isEqualTo(ready);
    }

    @Test
    void lateWakesCorrectTheSpanWhetherOpenOrClosed() throws BadInputException {
        twoVirtualThreads();
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtual(EventKind.WAKE, 650, V);
        }));
        assertThat(polls(0, 700, 710)).containsExactly(
                new Seen(OTHER_CARRIER, 700, 710, SpanState.RUNNING, 50, -1, false));
        assertThat(model.tasks().scheduled(0, 900)).isEqualTo(30 + 50 + 10 + 30 + 50);
        model.apply(frames.events(e -> {
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.UNMOUNT, 1000, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 1100, V);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtual(EventKind.WAKE, 1080, V);
        }));
        assertThat(polls(0, 1100, 1101)).containsExactly(
                new Seen(OTHER_CARRIER, 1100, 1100, SpanState.RUNNING, 20, -1, false));
        model.apply(frames.events(e -> {
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.UNMOUNT, 1200, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 1300, V);
            e.virtual(EventKind.UNMOUNT, 1400, V, UnmountReason.PARK);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtual(EventKind.WAKE, 1270, V);
        }));
        assertThat(polls(0, 1300, 1301)).containsExactly(
                new Seen(OTHER_CARRIER, 1300, 1400, SpanState.RUNNING, 30, -1, false));
    }

    @Test
    void aPoolTaskHasItsStretchesOnItsWorker() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(WORKER);
            for (int i = 0; i < 10_000; i++) {
                e.task(EventKind.SUBMIT, 100 + i * 100L, i, POOL, 1);
                e.task(EventKind.START, 110 + i * 100L, i, POOL, 1);
                e.workerState(120 + i * 100L, WorkerState.BLOCKED);
                e.end(150 + i * 100L, i, Outcome.COMPLETED, 0);
            }
        }));
        assertThat(polls(7777, 0, Long.MAX_VALUE)).containsExactly(
                new Seen(WORKER, 777_810, 777_820, SpanState.RUNNING, 0, -1, false),
                new Seen(WORKER, 777_820, 777_850, SpanState.BLOCKED, 0, -1, true));
        assertThat(polls(7777, 0, 777_000)).isEmpty();
        assertThat(polls(10_001, 0, Long.MAX_VALUE)).isEmpty();
    }
}
