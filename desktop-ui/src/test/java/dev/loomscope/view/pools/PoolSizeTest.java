package dev.loomscope.view.pools;

import dev.loomscope.insight.PoolWindow;
import dev.loomscope.model.Frames;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PoolSizeTest {
    private static final int POOL = 3;
    private static final long S = 1_000_000_000;

    /** A task at a time, each of a second, for ten seconds. */
    private static PoolSize size(int max) throws BadInputException {
        Frames frames = new Frames();
        SessionModel model = new SessionModel();
        model.apply(frames.session(4));
        model.apply(frames.sample(0, Frames.pool(POOL, 1, max, 0), ""));
        model.apply(frames.events(11 * S, e -> {
            e.beginRun(1);
            for (int i = 1; i <= 10; i++) {
                e.task(EventKind.SUBMIT, i * S, i, POOL, 5);
                e.task(EventKind.START, i * S, i, POOL, 5);
                e.end(i * S + S - 1, i, Outcome.COMPLETED, 0);
            }
        }));
        model.apply(frames.sample(11 * S, Frames.pool(POOL, 1, max, 0), ""));
        Pool pool = model.pools().stream().filter(each -> each.id() == POOL).findFirst().orElseThrow();
        return PoolSize.of(pool, PoolWindow.of(model, pool, 0, 11 * S), 4);
    }

    @Test
    void aPoolWithAMostIsHeldAgainstIt() throws BadInputException {
        assertThat(size(4).verdict()).startsWith("It has 4 workers: enough").endsWith(" of their time at this rate.");
    }

    @Test
    void oneWithoutAMostIsToldFromOneWhoseMostIsNotKnown() throws BadInputException {
        assertThat(size(Pool.UNBOUNDED).verdict())
                .startsWith("It makes as many workers as it is asked for; a limit of ");
        assertThat(size(0).verdict()).startsWith("How many workers it may have is not known; ");
    }
}
