package dev.loomscope.view.timeline;

import javafx.scene.input.ScrollEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WheelTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = 16_000_000L;

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private final Wheel wheel = new Wheel(model);
    private long clock;

    @BeforeEach
    void tenSeconds() throws Exception {
        session.session(1_767_258_000_000L).worker(0).task(0, 10 * SECOND).until(10 * SECOND);
        model.resize(1000, 400);
        model.setSession(session.model, false, clock);
        model.jumpTo(4.0 * SECOND, 5.0 * SECOND);
        settle();
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            clock += FRAME;
            model.advance(clock);
        }
    }

    private void scroll(double x, double dx, double dy, boolean inertia) {
        scroll(x, dx, dy, inertia, false);
    }

    private void scroll(double x, double dx, double dy, boolean inertia, boolean alt) {
        scroll(event(x, dx, dy, inertia, alt), 1);
    }

    private static ScrollEvent event(double x, double dx, double dy, boolean inertia, boolean alt) {
        return new ScrollEvent(ScrollEvent.SCROLL, Surface.GUTTER + x, 200, 0, 0, false, false, alt, false, true,
                inertia, dx, dy, dx, dy, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 2, null);
    }

    private void scroll(ScrollEvent event, double scale) {
        clock += FRAME;
        wheel.scroll(event, Turn.divided(event, scale, scale), clock);
    }

    /** How much nearer a click comes on a screen, of which the toolkit tells the fewer pixels the finer it is. */
    private double zoomOfAClick(double scale) {
        model.jumpTo(4.0 * SECOND, 5.0 * SECOND);
        settle();
        scroll(event(400, 0, 40 / scale, false, false), scale);
        settle();
        return model.viewport().nsPerPixel();
    }

    @Test
    void aClickZoomsAsMuchOnEveryScreen() {
        double plain = zoomOfAClick(1);

        assertThat(plain).isCloseTo(1e6 * Math.exp(-0.14), within(1.0));
        assertThat(zoomOfAClick(1.5)).isCloseTo(plain, within(1.0));
        assertThat(zoomOfAClick(2)).isCloseTo(plain, within(1.0));
    }

    @Test
    void aClickMakesRowsAStepHigherOnAFineScreen() {
        scroll(event(400, 0, 20, false, true), 2);

        assertThat(model.arranged().heights().lane()).isEqualTo(26);
    }

    @Test
    void manySmallPartsOfAClickZoomAsMuchAsOneAndNeverMoreAtATime() {
        double plain = zoomOfAClick(1);
        model.jumpTo(4.0 * SECOND, 5.0 * SECOND);
        settle();
        double before = 1e6;
        for (int i = 0; i < 40; i++) {
            scroll(event(400, 0, 0.5, false, false), 2);
            settle();
            assertThat(model.viewport().nsPerPixel()).isBetween(before * 0.996, before * 0.997);
            before = model.viewport().nsPerPixel();
        }

        assertThat(before).isCloseTo(plain, within(1.0));
    }

    @Test
    void upZoomsInAtThePointer() {
        scroll(400, 0, 40, false);
        settle();

        assertThat(model.viewport().nsPerPixel()).isLessThan(0.9e6);
        assertThat(model.viewport().timeAt(400)).isCloseTo(4.4e9, within(1e3));
    }

    @Test
    void aGestureKeepsTheDirectionThatItBeganWith() {
        scroll(400, -30, 4, false);
        scroll(400, -8, 30, false);
        settle();

        assertThat(model.viewport().nsPerPixel()).isEqualTo(1e6);
        assertThat(model.viewport().start()).isCloseTo(4.038e9, within(1e3));

        clock += SECOND;
        scroll(400, -8, 30, false);
        settle();
        assertThat(model.viewport().nsPerPixel()).isLessThan(1e6);
    }

    @Test
    void whatComesAfterTheFingersLeftDoesNotZoom() {
        scroll(400, 0, 10, false);
        settle();
        double scale = model.viewport().nsPerPixel();
        for (int i = 0; i < 30; i++) {
            scroll(400, 0, 40, true);
        }
        settle();

        assertThat(model.viewport().nsPerPixel()).isEqualTo(scale);
    }

    @Test
    void whatComesAfterTheFingersLeftMovesOnButNotOutOfTheSession() {
        scroll(400, 40, 0, false);
        for (int i = 0; i < 500; i++) {
            scroll(400, 400, 0, true);
        }
        settle();

        assertThat(model.viewport().xOf(0)).isBetween(0.0, 1000.0);
    }

    @Test
    void aWheelThatTurnsFreelyDoesNotLeap() {
        scroll(400, 0, 100_000, false);
        settle();

        assertThat(model.viewport().nsPerPixel()).isGreaterThan(0.25e6);
    }

    @Test
    void zoomingToSomethingElseLetsGoOfThePresent() {
        model.setFollowing(true, clock);
        settle();
        scroll(980, 0, 40, false);
        assertThat(model.isFollowing()).isTrue();

        settle();
        double under = model.viewport().timeAt(300);
        scroll(300, 0, 40, false);
        settle();

        assertThat(model.isFollowing()).isFalse();
        assertThat(model.viewport().timeAt(300)).isCloseTo(under, within(1e4));
        model.sight().undo();
        assertThat(model.isFollowing()).isTrue();
    }

    @Test
    void manySmallPartsOfAClickMakeRowsHigherAsMuchAsOne() {
        scroll(400, 0, 40, false, true);
        double once = model.arranged().heights().lane();
        assertThat(once).isEqualTo(26);
        scroll(400, 0, -40, false, true);
        assertThat(model.arranged().heights().lane()).isEqualTo(22);

        clock += SECOND;
        for (int i = 0; i < 4; i++) {
            scroll(400, 0, 4, false, true);
        }
        assertThat(model.arranged().heights().lane()).isEqualTo(once);
        for (int i = 0; i < 30; i++) {
            scroll(400, 0, 20, true, true);
        }
        assertThat(model.arranged().heights().lane()).as("after the fingers left").isEqualTo(once);
    }

    @Test
    void overNamesItScrollsRows() {
        model.resize(1000, 20);
        scroll(-50, 0, -40, false);
        settle();

        assertThat(model.scrolling().position()).isPositive();
        assertThat(model.viewport().nsPerPixel()).isEqualTo(1e6);
    }
}
