package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A virtual thread on two carriers, a task of a pool that waits on its thread, and one that is queued. */
class TaskRunsTest {
    private static final int VIRTUAL = 0;
    private static final int POOLED = 1;
    private static final int QUEUED = 2;

    private final SessionModel model = new SessionModel();

    private record Piece(long start, long end, SpanState state) {}

    @BeforeEach
    void threeTasks() throws BadInputException {
        Frames frames = new Frames();
        model.apply(frames.events(600, e -> {
            e.beginRun(1);
            e.virtualStart(100, 1000, 5, "v");
            e.task(EventKind.SUBMIT, 110, 7, 1, 6);
            e.task(EventKind.SUBMIT, 120, 8, 1, 6);
            e.virtual(EventKind.WAKE, 400, 1000);
            e.beginRun(31);
            e.task(EventKind.START, 150, 7, 1, 6);
            e.workerState(200, WorkerState.WAITING);
            e.workerState(300, WorkerState.RUNNING);
            e.end(350, 7, Outcome.FAILED, 0);
            e.beginRun(40);
            e.virtual(EventKind.MOUNT, 130, 1000);
            e.virtual(EventKind.UNMOUNT, 200, 1000, UnmountReason.PARK);
            e.beginRun(41);
            e.virtual(EventKind.MOUNT, 410, 1000);
            e.virtual(EventKind.UNMOUNT, 450, 1000, UnmountReason.PARK);
        }));
        model.apply(frames.sample(600, "", ""));
    }

    private List<Piece> pieces(TaskRuns runs, int row, long from, long to) {
        List<Piece> pieces = new ArrayList<>();
        assertThat(runs.pieces(row, from, to, (start, end, state, of) -> {
            assertThat(of).isEqualTo(row);
            return pieces.add(new Piece(start, end, state));
        })).isTrue();
        return pieces;
    }

    private TaskRuns all() {
        return TaskRuns.of(model, new int[] {VIRTUAL, POOLED, QUEUED}, 0, 600, 1000);
    }

    @Test
    void theLifeOfAVirtualThreadGoesOnFromCarrierToCarrier() {
        assertThat(pieces(all(), VIRTUAL, 0, 600)).containsExactly(new Piece(100, 130, SpanState.SCHEDULED),
                new Piece(130, 200, SpanState.RUNNING), new Piece(200, 400, SpanState.WAITING),
                new Piece(400, 410, SpanState.SCHEDULED), new Piece(410, 450, SpanState.RUNNING),
                new Piece(450, 600, SpanState.WAITING));
    }

    @Test
    void aTaskOfAPoolIsQueuedAndThenDoesWhatItsThreadDoes() {
        assertThat(pieces(all(), POOLED, 0, 600)).containsExactly(new Piece(110, 150, SpanState.SCHEDULED),
                new Piece(150, 200, SpanState.RUNNING), new Piece(200, 300, SpanState.WAITING),
                new Piece(300, 350, SpanState.FAILED));
        assertThat(pieces(all(), QUEUED, 0, 600)).containsExactly(new Piece(120, 600, SpanState.SCHEDULED));
    }

    @Test
    void outsideOfTheTimeThatWasLookedAtNothingIsTold() {
        TaskRuns some = TaskRuns.of(model, new int[] {VIRTUAL}, 300, 420, 1000);

        assertThat(pieces(some, VIRTUAL, 300, 420)).containsExactly(new Piece(100, 130, SpanState.SCHEDULED),
                new Piece(300, 400, SpanState.WAITING), new Piece(400, 410, SpanState.SCHEDULED),
                new Piece(410, 450, SpanState.RUNNING));
    }

    @Test
    void whatTakesTooManySpansIsNotKnownButThatOfAPoolIs() {
        TaskRuns few = TaskRuns.of(model, new int[] {VIRTUAL, POOLED}, 0, 600, 3);

        assertThat(few.knows(VIRTUAL)).isFalse();
        assertThat(few.pieces(VIRTUAL, 0, 600, (_, _, _, _) -> true)).isFalse();
        assertThat(few.knows(POOLED)).isTrue();
        assertThat(few.knows(QUEUED)).as("nobody asked for it").isFalse();
    }

    @Test
    void whoHasSeenEnoughIsToldNoMore() {
        List<Long> seen = new ArrayList<>();
        all().pieces(VIRTUAL, 0, 600, (start, _, _, _) -> {
            seen.add(start);
            return seen.size() < 2;
        });

        assertThat(seen).containsExactly(100L, 130L);
    }
}
