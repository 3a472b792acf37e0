package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.loomscope.protocol.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** However a program's events are cut into frames, the same comes out; and where they come out of order, it still adds up. */
class AnyCutTest {
    private static final int TASKS = 2000;
    private static final int VIRTUAL_THREADS = 500;
    private static final int FEW_KEYS = 40;
    private static final int MANY_KEYS = 1 << 30;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void framesThatEndAtOneTimeGiveTheSameAsOneFrame(long seed) throws BadInputException {
        SessionModel whole = read(seed, FEW_KEYS, 1_000_000_000, 0);
        ProgramEvents program = new ProgramEvents(seed, TASKS, VIRTUAL_THREADS, FEW_KEYS);
        assertThat(whole.counts()).isEqualTo(new Counts(program.submitted, program.completed, program.failed,
                program.cancelled, program.rejected, 0, 0));
        assertThat(whole.polls()).isEqualTo(program.polls);

        for (int step : new int[] {7, 100, 5000}) {
            SessionModel cut = read(seed, FEW_KEYS, step, 0);
            assertThat(rows(cut)).isEqualTo(rows(whole));
            assertThat(spans(cut)).isEqualTo(spans(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void framesWhoseThreadsLagBehindEachOtherStillAddUp(long seed) throws BadInputException {
        for (int lag : new int[] {10, 100, 2000}) {
            SessionModel model = read(seed, MANY_KEYS, 150, lag);
            ProgramEvents program = new ProgramEvents(seed, TASKS, VIRTUAL_THREADS, MANY_KEYS);
            assertThat(model.counts()).isEqualTo(new Counts(program.submitted, program.completed, program.failed,
                    program.cancelled, program.rejected, 0, 0));
            assertThat(model.polls()).as("runs").isEqualTo(program.polls);
            check(model);
            check(read(seed, FEW_KEYS, 150, lag));
        }
    }

    private static void check(SessionModel model) {
        Counts counts = model.counts();
        assertThat(counts.submitted()).isEqualTo(counts.completed() + counts.failed() + counts.cancelled()
                + counts.rejected() + counts.live() + counts.unseenEnds());
        TaskTable tasks = model.tasks();
        long now = model.now();
        for (int row = 0; row < tasks.size(); row++) {
            assertThat(tasks.busy(row, now) + tasks.scheduled(row, now) + tasks.idle(row, now)).as("row " + row)
                    .isEqualTo(tasks.total(row, now));
            assertThat(tasks.blocked(row, now)).isLessThanOrEqualTo(tasks.busy(row, now));
        }
    }

    private static SessionModel read(long seed, int keys, long step, int lag) throws BadInputException {
        ProgramEvents program = new ProgramEvents(seed, TASKS, VIRTUAL_THREADS, keys);
        SessionModel model = new SessionModel();
        Frames frames = new Frames();
        Random cuts = new Random(seed);
        model.apply(frames.session(3));
        long cut = step;
        while (!program.isEmpty()) {
            long until = cut;
            model.apply(lag == 0 ? frames.events(until, e -> program.write(e, cuts, until, lag))
                    : frames.events(e -> program.write(e, cuts, until, lag)));
            cut += step;
        }
        return model;
    }

    private static List<String> rows(SessionModel model) {
        TaskTable t = model.tasks();
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < t.size(); row++) {
            long end = t.ended(row);
            rows.add(t.kind(row) + " " + t.state(row) + " " + t.submitted(row) + " " + t.started(row) + " " + end + " "
                    + t.busy(row, end) + " " + t.scheduled(row, end) + " " + t.idle(row, end) + " "
                    + t.blocked(row, end)
                    + " " + t.polls(row) + " " + t.workerThread(row) + " " + t.pool(row) + " " + t.taskClass(row));
        }
        return rows;
    }

    private static List<String> spans(SessionModel model) {
        List<String> spans = new ArrayList<>();
        for (int lane = 0; lane < model.lanes().size(); lane++) {
            long thread = model.lanes().lane(lane).thread();
            model.lanes().lane(lane).spans(0, Long.MAX_VALUE / 4, 0, (start, end, state, row) -> spans
                    .add(thread + " " + state + " " + start + " " + end + " " + row));
        }
        return spans;
    }
}
