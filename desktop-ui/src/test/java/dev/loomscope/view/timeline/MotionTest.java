package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MotionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = 16_666_667L;
    private static final double WIDTH = 1028;

    private final Motion motion = new Motion();
    private long clock;
    private long now = 60 * SECOND;

    MotionTest() {
        motion.resize(WIDTH);
        motion.restart(0, now, clock);
    }

    private void run(int frames, boolean timeFlows) {
        for (int i = 0; i < frames; i++) {
            clock += FRAME;
            now += timeFlows ? FRAME : 0;
            motion.advance(0, now, clock, timeFlows);
        }
    }

    @Test
    void followingKeepsThePresentAtItsPlace() {
        run(120, true);

        assertThat(motion.viewport().xOf(motion.position())).isCloseTo(WIDTH - Motion.LEAD, within(0.5));
        assertThat(motion.position()).isCloseTo(now, within(0.05 * SECOND));
    }

    @Test
    void aYoungSessionFillsFromTheLeft() {
        motion.restart(0, SECOND, clock);

        assertThat(motion.viewport().start()).isZero();
        assertThat(motion.viewport().xOf(SECOND)).isLessThan(WIDTH / 2);
    }

    @Test
    void zoomingWhileFollowingKeepsThePresent() {
        motion.zoomAt(10, 0.2);
        run(60, true);

        assertThat(motion.isFollowing()).isTrue();
        assertThat(motion.viewport().nsPerPixel()).isCloseTo(2e9 / WIDTH, within(1e3));
        assertThat(motion.viewport().xOf(motion.position())).isCloseTo(WIDTH - Motion.LEAD, within(0.5));
    }

    @Test
    void zoomingWhileHoldingKeepsTheTimeUnderThePointer() {
        motion.hold();
        double under = motion.viewport().timeAt(300);
        motion.zoomAt(300, 0.01);
        for (int i = 0; i < 60; i++) {
            run(1, false);
            assertThat(motion.viewport().timeAt(300)).isCloseTo(under, within(1e4));
        }
        assertThat(motion.viewport().nsPerPixel()).isCloseTo(0.1e9 / WIDTH, within(10.0));
    }

    @Test
    void draggingMovesAtOnceAndEndsFollowing() {
        double before = motion.viewport().start();
        motion.dragBy(-100);

        assertThat(motion.isFollowing()).isFalse();
        assertThat(motion.viewport().start()).isCloseTo(before - motion.viewport().span(100), within(1.0));
    }

    @Test
    void noDragLeavesTheSessionBehind() {
        motion.dragBy(1e9);
        assertThat(motion.viewport().xOf(now)).isGreaterThan(0);
        motion.dragBy(-1e9);
        assertThat(motion.viewport().xOf(0)).isLessThan(WIDTH);
    }

    @Test
    void fitShowsEverythingAndTheWayBackIsAGlide() {
        motion.hold();
        Viewport before = motion.viewport();
        motion.fit();
        run(60, false);
        assertThat(motion.viewport().timeAt(0)).isCloseTo(0, within(1e7));
        assertThat(motion.viewport().timeAt(WIDTH)).isGreaterThanOrEqualTo(now);

        motion.go(before, false);
        run(60, false);
        assertThat(motion.viewport()).isEqualTo(before);
    }

    @Test
    void fitWhileFollowingTakesInWhatComes() {
        motion.fit();
        run(600, true);

        assertThat(motion.isFollowing()).isTrue();
        assertThat(motion.viewport().xOf(0)).isCloseTo(0, within(1.0));
        assertThat(motion.viewport().xOf(motion.position())).isCloseTo(WIDTH - Motion.LEAD, within(0.5));

        motion.zoomAt(0, 0.5);
        run(60, true);
        assertThat(motion.viewport().timeAt(0)).isGreaterThan(20e9);
    }

    @Test
    void comesToRest() {
        motion.show(10e9, 11e9);
        run(120, false);
        clock += FRAME;

        assertThat(motion.advance(0, now, clock, false)).isFalse();
        assertThat(motion.viewport().timeAt(0)).isCloseTo(10e9, within(1.0));
    }

    @Test
    void anotherWidthKeepsThePresentInSightWhileFollowing() {
        motion.resize(500);

        assertThat(motion.viewport().xOf(motion.position())).isCloseTo(500 - Motion.LEAD, within(0.5));
    }
}
