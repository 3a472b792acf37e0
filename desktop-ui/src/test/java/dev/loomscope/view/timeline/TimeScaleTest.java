package dev.loomscope.view.timeline;

import dev.loomscope.view.theme.Moments;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimeScaleTest {
    @Test
    void stepsAreNaturalAndFarEnoughApart() {
        for (double nsPerPixel = 0.5; nsPerPixel < 1e12; nsPerPixel *= 1.37) {
            TimeScale scale = TimeScale.of(nsPerPixel, 100);
            assertThat(scale.step() / nsPerPixel).as("nsPerPixel=%f", nsPerPixel).isBetween(100.0, 301.0);
            assertThat(scale.anchor() % scale.step()).isZero();
        }
    }

    @Test
    void stepsAboveASecondAreThoseOfAClock() {
        assertThat(TimeScale.of(6e9 / 100, 100).step()).isEqualTo(10 * Durations.SECOND);
        assertThat(TimeScale.of(40e9 / 100, 100).step()).isEqualTo(Durations.MINUTE);
        assertThat(TimeScale.of(50 * 60e9 / 100, 100).step()).isEqualTo(Durations.HOUR);
    }

    @Test
    void deepTicksAreCountedFromTheirAnchor() {
        TimeScale scale = new TimeScale(5 * Durations.MICRO, Durations.MILLI);

        assertThat(scale.label(2_799_000_000L)).isEqualTo("2.799 s");
        assertThat(scale.label(2_799_765_000L)).isEqualTo("+765 µs");
        assertThat(scale.anchorBefore(2_799_765_432.0)).isEqualTo(2_799_000_000L);
    }

    @Test
    void wholeSecondsCarryTheirPlace() {
        TimeScale scale = TimeScale.of(1e9 / 100, 100);

        assertThat(scale.label(0)).isEqualTo("0 s");
        assertThat(scale.label(59 * Durations.SECOND)).isEqualTo("59 s");
        assertThat(scale.label(61 * Durations.SECOND)).isEqualTo("1:01");
        assertThat(scale.label(3_723 * Durations.SECOND)).isEqualTo("1:02:03");
    }

    @Test
    void theFirstTickIsNotBeforeTheEdge() {
        TimeScale scale = new TimeScale(10, 1000);

        assertThat(scale.first(95.5)).isEqualTo(100);
        assertThat(scale.first(100)).isEqualTo(100);
        assertThat(scale.first(-95)).isEqualTo(-90);
    }

    @Test
    void placesShowWhatTheResolutionAsksFor() {
        assertThat(Moments.counted(12_345_678_901L, 1)).isEqualTo("12.345678901 s");
        assertThat(Moments.counted(12_345_678_901L, Durations.MILLI)).isEqualTo("12.345 s");
        assertThat(Moments.counted(12_345_678_901L, 300_000)).isEqualTo("12.3456 s");
        assertThat(Moments.counted(-1_500_000_000L, Durations.MILLI)).isEqualTo("-1.500 s");
        assertThat(Moments.counted(125_000_000_000L, Durations.SECOND)).isEqualTo("2:05");
    }
}
