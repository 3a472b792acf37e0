package dev.loomscope.view.timeline;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SpanState;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LaneTilesTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int FIELDS = Columns.STATES + 1;

    private final SmallSession session = new SmallSession();
    private final Occupancy scratch = new Occupancy();
    private final float[] out = new float[1000 * FIELDS];

    @BeforeEach
    void tenSecondsOfShortTasks() throws Exception {
        session.worker(0);
        for (int i = 0; i < 10_000; i++) {
            long start = i * MILLI;
            session.task(start, start + 400_000 + i % 7 * 30_000, WorkerState.BLOCKED, start + 900_000);
        }
        session.until(10 * SECOND);
    }

    private int fillUntilKnown(LaneTiles tiles, double start, double nsPerStep, int steps) {
        int filled = 0;
        for (int frame = 0; frame < 100 && filled == 0; frame++) {
            filled = tiles.fill(start, nsPerStep, steps, session.model.now(), scratch, out);
        }
        return filled;
    }

    @Test
    void whatIsRememberedIsWhatTheLaneSays() {
        Lane lane = session.lane(0);
        LaneTiles tiles = new LaneTiles(lane);
        double start = 1.234e9;
        double nsPerStep = 12.3 * MILLI;
        int steps = 500;

        assertThat(fillUntilKnown(tiles, start, nsPerStep, steps)).isEqualTo(steps);

        Occupancy direct = new Occupancy();
        lane.occupancy((long) start, nsPerStep, steps, direct);
        for (int step = 0; step < steps; step++) {
            for (SpanState state : SpanState.values()) {
                assertThat((double) out[step * FIELDS + state.ordinal()]).as("step=%d state=%s", step, state)
                        .isCloseTo(direct.ns(step, state), within(0.05 * nsPerStep));
            }
            assertThat((double) out[step * FIELDS + Columns.STATES]).isCloseTo(direct.spans(step), within(3.0));
        }
    }

    @Test
    void theLastSecondIsNotRemembered() {
        LaneTiles tiles = new LaneTiles(session.lane(0));
        double nsPerStep = 10 * MILLI;

        int filled = fillUntilKnown(tiles, 0, nsPerStep, 1000);

        assertThat(filled).isPositive();
        assertThat(filled * nsPerStep).isLessThanOrEqualTo(9.0 * SECOND);
    }

    @Test
    void anOpenSpanIsNotRemembered() throws Exception {
        session.worker(1).open(2 * SECOND).until(20 * SECOND);
        LaneTiles tiles = new LaneTiles(session.lane(1));

        int filled = fillUntilKnown(tiles, 0, 10 * MILLI, 1000);

        assertThat(filled * 10 * MILLI).isLessThanOrEqualTo(2 * SECOND);
    }

    @Test
    void aFrameMakesFewTiles() {
        LaneTiles tiles = new LaneTiles(session.lane(0));

        assertThat(tiles.fill(0, 2 * MILLI, 1000, session.model.now(), scratch, out)).isZero();
        assertThat(fillUntilKnown(tiles, 0, 2 * MILLI, 1000)).isEqualTo(1000);
    }

    @Test
    void beforeTheEpochTheLaneIsAsked() {
        LaneTiles tiles = new LaneTiles(session.lane(0));

        assertThat(fillUntilKnown(tiles, -1e9, 10 * MILLI, 500)).isZero();
    }
}
