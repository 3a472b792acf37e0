package dev.loomscope.model;

import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualThreadTest {
    private static final long CALLER = 1;
    private static final long CARRIER = 40;
    private static final long OTHER_CARRIER = 41;
    private static final long V = 1000;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final TaskTable tasks = model.tasks();

    private void check(long now, long busy, long scheduled, long idle) {
        assertThat(tasks.busy(0, now)).as("busy").isEqualTo(busy);
        assertThat(tasks.scheduled(0, now)).as("scheduled").isEqualTo(scheduled);
        assertThat(tasks.idle(0, now)).as("idle").isEqualTo(idle);
        assertThat(tasks.total(0, now)).as("total").isEqualTo(busy + scheduled + idle);
    }

    @Test
    void aLifeInPollsWakesAndWaits() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "checkout-7");
            e.virtual(EventKind.WAKE, 400, V);
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 130, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.MOUNT, 410, V);
            e.virtual(EventKind.UNMOUNT, 450, V, UnmountReason.YIELD);
            e.virtual(EventKind.MOUNT, 460, V);
            e.virtual(EventKind.VIRTUAL_END, 500, V, Outcome.COMPLETED);
        }));
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.kind(0)).isEqualTo(TaskKind.VIRTUAL_THREAD);
        assertThat(tasks.name(0)).isEqualTo("checkout-7");
        assertThat(tasks.virtualThread(0)).isEqualTo(V);
        assertThat(tasks.state(0)).isEqualTo(TaskState.COMPLETED);
        assertThat(tasks.polls(0)).isEqualTo(3);
        check(9999, 70 + 40 + 40, 30 + 10 + 10, 200);
        Pool scheduler = model.pools().getFirst();
        assertThat(scheduler.kind()).isEqualTo("virtual-threads");
        assertThat(scheduler.active()).isZero();
        assertThat(scheduler.queue()).isZero();
        assertThat(model.lanes().groups().getFirst().lanes()).hasSize(2);
    }

    @Test
    void liveFiguresGoOnWithTheClock() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "");
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.SCHEDULED);
        check(150, 0, 50, 0);
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 160, V);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        check(200, 40, 60, 0);
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtual(EventKind.UNMOUNT, 210, V, UnmountReason.TIMED_PARK);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        check(300, 50, 60, 90);
    }

    @Test
    void wakeBeforeItsUnmountCountsFromTheUnmount() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "");
            e.virtual(EventKind.WAKE, 190, V);
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 110, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 230, V);
        }));
        check(230, 90, 10 + 30, 0);
    }

    @Test
    void wakeThatComesAFrameLateIsBookedAfterwards() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtualStart(100, V, 5, "");
            e.virtual(EventKind.MOUNT, 110, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, 300, V);
        }));
        check(300, 90, 10, 100);
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtual(EventKind.WAKE, 280, V);
        }));
        check(300, 90, 30, 80);
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
    }

    @Test
    void startThatComesAfterTheEndNamesTheSameThread() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 110, V);
            e.virtual(EventKind.VIRTUAL_END, 200, V, Outcome.COMPLETED);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "late");
        }));
        assertThat(tasks.size()).isEqualTo(1);
        assertThat(tasks.name(0)).isEqualTo("late");
        check(999, 90, 10, 0);
        assertThat(model.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void pollsOfTwoCarriersThatComeCrossedStillAddUp() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "");
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.MOUNT, 300, V);
        }));
        model.apply(frames.events(e -> {
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 110, V);
            e.virtual(EventKind.UNMOUNT, 200, V, UnmountReason.PARK);
            e.beginRun(OTHER_CARRIER);
            e.virtual(EventKind.VIRTUAL_END, 400, V, Outcome.COMPLETED);
        }));
        long sum = tasks.busy(0, 999) + tasks.scheduled(0, 999) + tasks.idle(0, 999);
        assertThat(sum).isEqualTo(300).isEqualTo(tasks.total(0, 999));
        assertThat(tasks.polls(0)).isEqualTo(2);
        assertThat(model.lanes().lane(1).spanCount()).isEqualTo(1);
    }

    @Test
    void adoptedOnesAreLiveAndWait() throws BadInputException {
        model.apply(frames.keyframe(50, e -> {
            e.beginRun(CALLER);
            e.virtualAdopt(50, V, AdoptedState.WAITING, 5, "old");
            e.virtualAdopt(50, V + 1, AdoptedState.RUNNABLE, 5, "");
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        assertThat(tasks.adopted(0)).isTrue();
        assertThat(tasks.state(1)).isEqualTo(TaskState.SCHEDULED);
        check(80, 0, 0, 30);
    }

    @Test
    void keyframeBringsAReaderToWhereThingsStand() throws BadInputException {
        model.apply(frames.keyframe(1000, e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "");
            e.virtualStart(900, V + 1, 5, "");
            e.beginRun(CARRIER);
            e.virtual(EventKind.MOUNT, 700, V);
        }));
        assertThat(tasks.state(0)).isEqualTo(TaskState.RUNNING);
        check(1000, 300, 0, 600);
        assertThat(tasks.state(1)).isEqualTo(TaskState.SCHEDULED);
        assertThat(tasks.scheduled(1, 1000)).isEqualTo(100);
        model.apply(frames.keyframe(2000, e -> {
            e.beginRun(CALLER);
            e.virtualStart(100, V, 5, "");
            e.beginRun(CARRIER);
            e.virtual(EventKind.UNMOUNT, 1500, V, UnmountReason.PARK);
        }));
        assertThat(tasks.size()).isEqualTo(2);
        assertThat(tasks.state(0)).isEqualTo(TaskState.WAITING);
        check(2000, 800, 0, 1100);
        assertThat(tasks.state(1)).isEqualTo(TaskState.UNSEEN_END);
        assertThat(model.pools().getFirst().queue()).isZero();
        assertThat(model.pools().getFirst().active()).isZero();
    }

    @Test
    void oneThatWasThereBeforeIsCalledByItsNameOrElseByWhereItWasSeenFirst() throws BadInputException {
        model.apply(frames.events(e -> {
            e.beginRun(0);
            e.virtualAdopt(10, V, AdoptedState.RUNNABLE, 0, "orders-7");
            e.virtualAdopt(10, V + 1, AdoptedState.RUNNABLE, 0, "");
        }));
        for (String frame : new String[] {"com.acme.Stock.lookup(Stock.java:42)", "com.acme.Price.of(Price.java:7)"}) {
            for (long id = V; id <= V + 1; id++) {
                model.apply(frames.sample(1000, "", """
                        {"thread":%d,"task":0,"virtual":true,"state":"RUNNABLE","stack":%d,"frames":["%s"]}"""
                        .formatted(id, frame.length(), frame)));
            }
        }
        assertThat(tasks.name(0)).isEqualTo("orders-7");
        assertThat(tasks.name(1)).isEqualTo("Stock.lookup");
    }
}
