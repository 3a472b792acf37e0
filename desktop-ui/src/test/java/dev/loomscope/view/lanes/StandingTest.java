package dev.loomscope.view.lanes;

import dev.loomscope.model.Frames;
import dev.loomscope.model.LaneGroup;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Track;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandingTest {
    private static final long MILLI = 1_000_000;

    private final Frames frames = new Frames();
    private final SessionModel session = new SessionModel();

    /** Two workers of a pool; the first one runs a task. */
    private void run(long from, long to, int key) throws BadInputException {
        session.apply(frames.events(to, e -> {
            e.define(DictionarySort.THREAD, 31, "orders-1");
            e.beginRun(31);
            e.task(EventKind.START, from, key, 1, 7);
            e.end(to, key, Outcome.COMPLETED, 0);
        }));
        session.apply(frames.sample(to, Frames.pool(1, 4, 4, 0), ""));
    }

    private LaneGroup pool() {
        return session.lanes().groups().getFirst();
    }

    @Test
    void aFigureIsTakenOnceSoThatRowsStayUntilItIsForgotten() throws BadInputException {
        run(10 * MILLI, 30 * MILLI, 1);
        Standing standing = new Standing(session);
        Track worker = pool().tracks().getFirst();
        assertThat(standing.busy(worker)).isEqualTo(20 * MILLI);
        assertThat(standing.busy(pool())).isEqualTo(20 * MILLI);
        assertThat(standing.firstSeen(pool())).isEqualTo(10 * MILLI);

        run(40 * MILLI, 100 * MILLI, 2);
        assertThat(standing.busy(worker)).isEqualTo(20 * MILLI);

        standing.forget();
        assertThat(standing.busy(worker)).isEqualTo(80 * MILLI);
        assertThat(standing.busy(pool())).isEqualTo(80 * MILLI);
    }

    @Test
    void aTrackHasSomethingWhereASpanTouchesTheStretch() throws BadInputException {
        run(10 * MILLI, 30 * MILLI, 1);
        run(80 * MILLI, 90 * MILLI, 2);
        Standing standing = new Standing(session);
        Track worker = pool().tracks().getFirst();

        assertThat(standing.has(worker, 0, 10 * MILLI)).isFalse();
        assertThat(standing.has(worker, 0, 10 * MILLI + 1)).isTrue();
        assertThat(standing.has(worker, 20 * MILLI, 21 * MILLI)).isTrue();
        assertThat(standing.has(worker, 40 * MILLI, 70 * MILLI)).isFalse();
    }

    @Test
    void aPoolThatDoesNextToNothingIsIdleUntilItWorks() throws BadInputException {
        run(10 * MILLI, 11 * MILLI, 1);
        Standing standing = new Standing(session);
        assertThat(standing.isIdle(pool())).as("young").isFalse();

        session.apply(frames.sample(5_000 * MILLI, Frames.pool(1, 4, 4, 0), ""));
        assertThat(new Standing(session).isIdle(pool())).isTrue();
        Standing since = new Standing(session);
        run(5_000 * MILLI, 5_100 * MILLI, 2);
        assertThat(since.isIdle(pool())).as("it works").isFalse();
        session.apply(frames.sample(300_000_000 * MILLI, Frames.pool(1, 4, 4, 0), ""));
        assertThat(new Standing(session).isIdle(pool())).isTrue();
        assertThat(since.isIdle(pool())).as("once it worked").isFalse();
    }
}
