package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlayheadTest {
    private static final long MILLI = 1_000_000L;
    private static final long FRAME = 16_666_667L;

    private final Playhead playhead = new Playhead();

    @Test
    void glidesEvenlyWhileThePresentComesInBursts() {
        playhead.jumpTo(0, 0);
        double before = 0;
        for (long clock = FRAME; clock < 5_000 * MILLI; clock += FRAME) {
            long present = clock / (50 * MILLI) * 50 * MILLI;
            playhead.advance(present, clock, true);
            double step = playhead.position() - before;
            before = playhead.position();
            if (clock > 2_000 * MILLI) {
                assertThat(step).as("clock=%d", clock).isCloseTo(FRAME, within(FRAME * 0.35));
                assertThat(playhead.position()).isCloseTo(clock, within(60.0 * MILLI));
            }
        }
    }

    @Test
    void followsAReplayAtItsSpeed() {
        playhead.jumpTo(0, 0);
        for (long clock = FRAME; clock < 5_000 * MILLI; clock += FRAME) {
            playhead.advance(clock / (50 * MILLI) * 500 * MILLI, clock, true);
        }
        assertThat(playhead.position()).isCloseTo(50_000.0 * MILLI, within(1_000.0 * MILLI));
    }

    @Test
    void neverRunsBackwardsWhileTimeFlows() {
        playhead.jumpTo(0, 0);
        double before = 0;
        for (long clock = FRAME; clock < 3_000 * MILLI; clock += FRAME) {
            playhead.advance(clock / (180 * MILLI) * 180 * MILLI, clock, true);
            assertThat(playhead.position()).isGreaterThanOrEqualTo(before);
            before = playhead.position();
        }
    }

    @Test
    void stopsExactlyAtThePresentWhenNothingMoreComes() {
        playhead.jumpTo(0, 0);
        long clock = 0;
        for (int i = 0; i < 60; i++) {
            clock += FRAME;
            playhead.advance(clock, clock, true);
        }
        long present = clock;
        boolean moving = true;
        for (int i = 0; i < 200 && moving; i++) {
            clock += FRAME;
            moving = playhead.advance(present, clock, true);
        }
        assertThat(moving).isFalse();
        assertThat(playhead.position()).isEqualTo(present);
    }

    @Test
    void jumpsWhereThePresentJumps() {
        playhead.jumpTo(100_000 * MILLI, 0);
        playhead.advance(100_000 * MILLI, FRAME, true);
        playhead.advance(3_000 * MILLI, 2 * FRAME, true);
        assertThat(playhead.position()).isEqualTo(3_000.0 * MILLI);

        playhead.advance(90_000 * MILLI, 3 * FRAME, true);
        assertThat(playhead.position()).isCloseTo(90_000.0 * MILLI, within(100.0 * MILLI));
    }
}
