package dev.loomscope.view.timeline;

import dev.loomscope.view.timeline.Steering.Way;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SteeringTest {
    private static final long FRAME = 16_000_000;

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private long clock;

    @BeforeEach
    void aMinuteOfWhichSecondsShow() throws Exception {
        session.session(1_767_258_000_000L).worker(0).task(0, 60_000_000_000L).until(60_000_000_000L);
        model.resize(1000, 400);
        model.setSession(session.model, false, clock);
        model.jumpTo(30e9, 31e9);
        frames(2);
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            clock += FRAME;
            model.advance(clock);
        }
    }

    @Test
    void aTapIsAStep() {
        model.steering().begin(Way.LATER, clock);
        frames(4);
        model.steering().end(Way.LATER);
        frames(100);

        assertThat(model.viewport().start()).isCloseTo(30.18e9, within(1e6));
    }

    @Test
    void aKeyHeldDownMovesEvenlyAndStopsWhereItIsLetGo() {
        model.steering().begin(Way.LATER, clock);
        frames(40);
        double before = model.viewport().start();
        frames(1);
        double step = model.viewport().start() - before;
        for (int i = 0; i < 30; i++) {
            double from = model.viewport().start();
            frames(1);
            assertThat(model.viewport().start() - from).isCloseTo(step, within(step * 0.05));
        }
        model.steering().end(Way.LATER);
        double released = model.viewport().start();
        frames(100);

        assertThat(model.viewport().start() - released).isLessThan(step * 6);
    }

    @Test
    void allThatAHeldKeyDidIsOneStepBack() {
        model.steering().begin(Way.CLOSER, clock);
        frames(60);
        model.steering().end(Way.CLOSER);
        frames(100);
        assertThat(model.viewport().nsPerPixel()).isLessThan(0.2e6);

        model.sight().undo();
        frames(100);

        assertThat(model.viewport().nsPerPixel()).isCloseTo(1e6, within(1.0));
        assertThat(model.sight().canUndo()).isFalse();
    }

    @Test
    void aBusyMachineDoesNotTurnAFrameIntoALeap() {
        model.steering().begin(Way.LATER, clock);
        frames(40);
        double before = model.viewport().start();
        clock += 3_000_000_000L;
        model.advance(clock);

        assertThat(model.viewport().start() - before).isLessThan(0.2e9);
    }

    @Test
    void laterThanThePresentComesByItself() {
        model.setFollowing(true, clock);
        frames(100);
        model.steering().begin(Way.LATER, clock);
        model.steering().end(Way.LATER);
        assertThat(model.isFollowing()).isTrue();

        model.steering().begin(Way.EARLIER, clock);
        model.steering().end(Way.EARLIER);
        assertThat(model.isFollowing()).isFalse();
    }

    @Test
    void goingBackRestoresRowsAndFollowingToo() {
        model.setFollowing(true, clock);
        model.resize(1000, 40);
        frames(100);
        clock += Navigation.PAUSE * 2;
        model.sight().dragBy(-100, 15, clock);
        frames(100);
        assertThat(model.scrolling().position()).isEqualTo(15);
        assertThat(model.isFollowing()).isFalse();

        model.sight().undo();
        frames(100);
        assertThat(model.scrolling().position()).isZero();
        assertThat(model.isFollowing()).isTrue();

        model.sight().redo();
        frames(100);
        assertThat(model.scrolling().position()).isEqualTo(15);
        assertThat(model.isFollowing()).isFalse();
    }
}
