package dev.loomscope.view.timeline;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Ten seconds in a thousand pixels: a pixel is ten milliseconds. The frame goes from 400 to 500. */
class OverviewDragTest {
    private static final long SECOND = 1_000_000_000L;

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private final OverviewDrag drag = new OverviewDrag(model);

    @BeforeEach
    void tenSeconds() throws Exception {
        session.session(1_767_258_000_000L).worker(0).task(0, 10 * SECOND).until(10 * SECOND);
        model.resize(1000, 400);
        model.setSession(session.model, false, 0);
        model.jumpTo(4.0 * SECOND, 5.0 * SECOND);
    }

    private void sees(double from, double to) {
        assertThat(model.viewport().start()).isCloseTo(from, within(1e3));
        assertThat(model.viewport().timeAt(1000)).isCloseTo(to, within(1e3));
    }

    @Test
    void theFrameIsMovedWhereItIsHeld() {
        drag.grab(430, 0);
        sees(4e9, 5e9);
        drag.move(630, 0);

        sees(6e9, 7e9);
    }

    @Test
    void pressedBesideItComesWithItsMiddle() {
        drag.grab(800, 0);

        sees(7.5e9, 8.5e9);
    }

    @Test
    void eachEdgeIsPulledByItself() {
        assertThat(drag.isEdge(402)).isTrue();
        assertThat(drag.isEdge(450)).isFalse();
        drag.grab(402, 0);
        drag.move(200, 0);
        sees(2e9, 5e9);

        drag.grab(499, 0);
        drag.move(900, 0);
        sees(2e9, 9e9);
    }

    @Test
    void anEdgePulledAcrossTheOtherTurnsTheFrameRound() {
        drag.grab(500, 0);
        drag.move(100, 0);

        sees(1e9, 4e9);
    }

    @Test
    void anEdgeThatLiesBesideTheStripIsAtItsEnd() {
        model.jumpTo(-1.0 * SECOND, 11.0 * SECOND);

        assertThat(drag.isEdge(2)).isTrue();
        assertThat(drag.isEdge(998)).isTrue();
        assertThat(drag.isEdge(500)).isFalse();
        drag.grab(998, 0);
        drag.move(600, 0);
        sees(-1e9, 6e9);
    }

    @Test
    void anEdgeIsNotPulledOutOfTheStrip() {
        drag.grab(400, 0);
        drag.move(-300, 0);
        sees(0, 5e9);

        drag.grab(500, 0);
        drag.move(1400, 0);
        sees(0, 10e9);
    }

    @Test
    void bothEdgesOfANarrowFrameAtTheEndAreInTheStrip() {
        model.jumpTo(10.0 * SECOND - 1_000_000, 10.0 * SECOND);

        assertThat(drag.isEdge(999)).isTrue();
        assertThat(drag.isEdge(992)).isFalse();
        assertThat(drag.isEdge(984)).isTrue();
    }

    @Test
    void aNarrowFrameStillHasEdgesBesideItsMiddle() {
        model.jumpTo(4.0 * SECOND, 4.0 * SECOND + 1_000_000);

        assertThat(drag.isEdge(400)).isFalse();
        assertThat(drag.isEdge(407)).isTrue();
        assertThat(drag.isEdge(393)).isTrue();
    }
}
