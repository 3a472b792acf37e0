package dev.loomscope.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RangeFiguresTest {
    private static final int POOL = 3;
    private static final long CALLER = 1;
    private static final long FIRST_CARRIER = 40;
    private static final long FIRST_WORKER = 60;

    /** A poll with what is blocked of it at its end, and what it had to wait before. */
    private record Poll(long start, long blockedFrom, long end, long ready) {}

    private record Task(long submitted, long end, boolean failed, List<Poll> polls) {}

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final Random random = new Random(11);
    private final List<Task> truth = new ArrayList<>();
    private final List<Consumer<EventsWriter>> runs = new ArrayList<>();
    /** By submit, end and first start. */
    private final Map<List<Long>, Integer> rows = new HashMap<>();

    @Test
    void figuresOfAHandMadeRange() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, 1000, 5, "");
            e.task(EventKind.SUBMIT, 100, 7, POOL, 1);
            e.task(EventKind.SUBMIT, 150, 8, POOL, 1);
            e.virtual(EventKind.WAKE, 300, 1000);
            e.beginRun(FIRST_CARRIER);
            e.virtual(EventKind.MOUNT, 120, 1000);
            e.virtual(EventKind.UNMOUNT, 200, 1000, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 340, 1000);
            e.virtual(EventKind.VIRTUAL_END, 400, 1000, Outcome.FAILED);
            e.beginRun(FIRST_WORKER);
            e.task(EventKind.START, 110, 7, POOL, 1);
            e.workerState(180, WorkerState.BLOCKED);
            e.workerState(220, WorkerState.RUNNING);
            e.end(250, 7, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 260, 8, POOL, 1);
        }));
        // Of the virtual thread 50 busy, 20 scheduled, 100 idle; of the first task 100 busy, of the second 90 scheduled, 60 busy.
        RangeFigures figures = RangeFigures.of(model, 150, 320, null);
        assertThat(figures.tasks()).isEqualTo(3);
        assertThat(figures.failed()).isZero();
        assertThat(figures.busy()).isEqualTo(50 + 100 + 60);
        assertThat(figures.scheduled()).isEqualTo(20 + 110);
        assertThat(figures.idle()).isEqualTo(100);
        assertThat(figures.blocked()).isEqualTo(40);
        assertThat(figures.polls().count()).isEqualTo(3);
        assertThat(figures.polls().summary().max()).isEqualTo(140);
        assertThat(figures.waits().summary()).isEqualTo(new LongSummary(3, 20, 110, 110, 110));
        assertThat(RangeFigures.of(model, 320, 9999, row -> row == 0)).satisfies(own -> {
            assertThat(own.tasks()).isEqualTo(1);
            assertThat(own.failed()).isEqualTo(1);
            assertThat(own.busy()).isEqualTo(60);
            assertThat(own.scheduled()).isEqualTo(20);
            assertThat(own.idle()).isZero();
            assertThat(own.waits().summary().max()).isEqualTo(40);
        });
        assertThat(RangeFigures.of(model, 5000, 6000, null).tasks()).isZero();
    }

    @Test
    void anyRangeIsWhatACountOneByOneGives() throws BadInputException {
        for (int thread = 0; thread < 3; thread++) {
            virtualThreads(thread);
            poolTasks(thread);
        }
        model.apply(frames.events(e -> runs.forEach(run -> run.accept(e))));
        for (int row = 0; row < model.tasks().size(); row++) {
            rows.put(List.of(model.tasks().submitted(row), model.tasks().ended(row), model.tasks().started(row)), row);
        }
        assertThat(rows).hasSameSizeAs(truth);
        check(0, Long.MAX_VALUE, null);
        for (int i = 0; i < 60; i++) {
            long from = random.nextLong(model.now());
            long to = from + random.nextLong(model.now() / (1 + i % 20));
            int odd = i % 3;
            check(from, to, odd == 0 ? null : row -> row % 3 != odd);
        }
    }

    /** Threads that live on one carrier, one after the other. */
    private void virtualThreads(int carrier) {
        List<Consumer<EventsWriter>> starts = new ArrayList<>();
        List<Consumer<EventsWriter>> own = new ArrayList<>();
        long time = 100 + carrier;
        for (int i = 0; i < 4000; i++) {
            long id = 1000L * (carrier + 1) * 1000 + i;
            long submitted = time;
            starts.add(e -> e.virtualStart(submitted, id, 5, ""));
            List<Poll> polls = new ArrayList<>();
            long runnable = submitted;
            int count = 1 + random.nextInt(3);
            for (int p = 0; p < count; p++) {
                long mount = runnable + 1 + random.nextInt(50);
                long blocked = mount + 1 + random.nextInt(40);
                long left = random.nextInt(3) == 0 ? blocked + 1 + random.nextInt(60) : blocked;
                polls.add(new Poll(mount, blocked, left, mount - runnable));
                own.add(e -> e.virtual(EventKind.MOUNT, mount, id));
                if (left > blocked) {
                    own.add(e -> e.workerState(blocked, WorkerState.WAITING));
                }
                boolean last = p == count - 1;
                boolean fails = last && i % 7 == 0;
                own.add(e -> {
                    if (last) {
                        e.virtual(EventKind.VIRTUAL_END, left, id, outcome(fails));
                    } else {
                        e.virtual(EventKind.UNMOUNT, left, id, UnmountReason.PARK);
                    }
                });
                if (last) {
                    truth.add(new Task(submitted, left, fails, fails ? unblocked(polls) : polls));
                } else {
                    long wake = left + 1 + random.nextInt(80);
                    starts.add(e -> e.virtual(EventKind.WAKE, wake, id));
                    runnable = wake;
                }
                time = left + 1 + random.nextInt(30);
            }
        }
        runs.add(e -> {
            e.beginRun(CALLER);
            starts.forEach(start -> start.accept(e));
            e.beginRun(FIRST_CARRIER + carrier);
            own.forEach(event -> event.accept(e));
        });
    }

    private static int outcome(boolean fails) {
        return fails ? Outcome.FAILED : Outcome.COMPLETED;
    }

    /** The last piece of a run that fails is failed, whatever its thread was seen doing. */
    private static List<Poll> unblocked(List<Poll> polls) {
        Poll last = polls.getLast();
        List<Poll> all = new ArrayList<>(polls.subList(0, polls.size() - 1));
        all.add(new Poll(last.start, last.end, last.end, last.ready));
        return all;
    }

    private void poolTasks(int worker) {
        List<Consumer<EventsWriter>> submits = new ArrayList<>();
        List<Consumer<EventsWriter>> own = new ArrayList<>();
        long time = 100 + worker;
        for (int i = 0; i < 6000; i++) {
            int key = worker * 10_000 + i;
            long submitted = time - random.nextInt(50);
            long start = time + random.nextInt(20);
            long blocked = start + 1 + random.nextInt(50);
            long end = i % 4 == 0 ? blocked + 1 + random.nextInt(50) : blocked;
            submits.add(e -> e.task(EventKind.SUBMIT, submitted, key, POOL, 1));
            own.add(e -> e.task(EventKind.START, start, key, POOL, 1));
            if (end > blocked) {
                own.add(e -> e.workerState(blocked, WorkerState.BLOCKED));
            }
            own.add(e -> e.end(end, key, Outcome.COMPLETED, 0));
            truth.add(new Task(submitted, end, false, List.of(new Poll(start, blocked, end, start - submitted))));
            time = end + random.nextInt(30);
        }
        runs.add(e -> {
            e.beginRun(CALLER);
            submits.forEach(submit -> submit.accept(e));
            e.beginRun(FIRST_WORKER + worker);
            own.forEach(event -> event.accept(e));
        });
    }

    private void check(long from, long to, IntPredicate filter) {
        RangeFigures figures = RangeFigures.of(model, from, to, filter);
        long last = Math.min(to, model.now() + 1);
        long tasks = 0;
        long failed = 0;
        long busy = 0;
        long blocked = 0;
        long scheduled = 0;
        long total = 0;
        DurationHistogram polls = new DurationHistogram();
        DurationHistogram waits = new DurationHistogram();
        for (Task task : truth) {
            if (filter != null && !filter.test(rowOf(task))) {
                continue;
            }
            tasks += task.submitted < last && (task.end > from || task.submitted >= from) ? 1 : 0;
            failed += task.failed && task.end > from && task.end <= last ? 1 : 0;
            total += within(task.submitted, task.end, from, last);
            for (Poll poll : task.polls) {
                busy += within(poll.start, poll.end, from, last);
                blocked += within(poll.blockedFrom, poll.end, from, last);
                scheduled += within(poll.start - poll.ready, poll.start, from, last);
                if (poll.start < last && (poll.end > from || poll.start >= from)) {
                    polls.record(poll.end - poll.start);
                    waits.record(poll.ready);
                }
            }
        }
        assertThat(figures.tasks()).as("tasks").isEqualTo(tasks);
        assertThat(figures.failed()).as("failed").isEqualTo(failed);
        assertThat(figures.busy()).as("busy").isEqualTo(busy);
        assertThat(figures.blocked()).as("blocked").isEqualTo(blocked);
        assertThat(figures.scheduled()).as("scheduled").isEqualTo(scheduled);
        assertThat(figures.idle()).as("idle").isEqualTo(total - busy - scheduled);
        assertThat(figures.polls().summary()).isEqualTo(polls.summary());
        assertThat(figures.waits().summary()).isEqualTo(waits.summary());
        assertThat(buckets(figures.polls())).isEqualTo(buckets(polls));
    }

    private static long within(long start, long end, long from, long to) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }

    private static List<List<Long>> buckets(DurationHistogram histogram) {
        List<List<Long>> all = new ArrayList<>();
        histogram.buckets((from, to, count) -> all.add(List.of(from, to, count)));
        return all;
    }

    private int rowOf(Task task) {
        return rows.get(List.of(task.submitted, task.end, task.polls.getFirst().start));
    }
}
