package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ViewportTest {
    @Test
    void zoomKeepsTheTimeUnderThePointer() {
        Viewport viewport = new Viewport(1_000_000, 2_000);
        double under = viewport.timeAt(321);

        for (double factor : new double[] {0.1, 0.5, 3, 1000}) {
            assertThat(viewport.zoomedAt(321, factor).timeAt(321)).isCloseTo(under, within(1e-3));
        }
    }

    @Test
    void zoomEndsAtItsLimitsWithoutMoving() {
        Viewport deep = new Viewport(5e12, 1).zoomedAt(100, 1e-9);

        assertThat(deep.nsPerPixel()).isEqualTo(Viewport.MIN_NS_PER_PIXEL);
        assertThat(deep.timeAt(100)).isCloseTo(5e12 + 100, within(0.01));
        assertThat(deep.zoomedAt(100, 0.5)).isEqualTo(deep);
    }

    @Test
    void aStretchFillsTheWidth() {
        Viewport viewport = Viewport.of(2e9, 3e9, 1000);

        assertThat(viewport.xOf(2e9)).isCloseTo(0, within(1e-6));
        assertThat(viewport.xOf(3e9)).isCloseTo(1000, within(1e-6));
    }

    @Test
    void aStretchTooShortToShowIsCentred() {
        Viewport viewport = Viewport.of(1000, 1000, 1000);

        assertThat(viewport.nsPerPixel()).isEqualTo(Viewport.MIN_NS_PER_PIXEL);
        assertThat(viewport.xOf(1000)).isCloseTo(500, within(0.5));
    }

    @Test
    void theWayToAZoomKeepsThePointThatBothEndsAgreeOn() {
        Viewport here = new Viewport(0, 1e6);
        Viewport there = here.zoomedAt(700, 1e-4);

        for (double part = 0; part <= 1; part += 0.1) {
            assertThat(here.towards(there, part, 1000).timeAt(700)).isCloseTo(here.timeAt(700), within(1.0));
        }
        assertThat(here.towards(there, 1, 1000)).isEqualTo(there);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Viewport(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Viewport(0, 0)).hasMessageContaining("nsPerPixel=0");
    }
}
