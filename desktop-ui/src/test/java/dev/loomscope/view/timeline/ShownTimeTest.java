package dev.loomscope.view.timeline;

import java.time.ZoneId;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Moments;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A session that began at 2026-01-01 08:59:59.250 UTC. */
class ShownTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final SessionModel session = session(1_767_257_999_250L);

    private static SessionModel session(long epoch) {
        try {
            return new SmallSession().session(epoch).model;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ShownTime shown(SessionModel session, boolean wall) {
        return ShownTime.of(Moments.of(session.info().epoch(), wall, BERLIN));
    }

    @Test
    void timeIsCountedFromTheBegin() {
        ShownTime shown = shown(session, false);
        TimeScale scale = TimeScale.of(1e9 / 100, 100);

        assertThat(shown.shown(5)).isEqualTo(5);
        assertThat(shown.label(scale, 3 * Durations.SECOND)).isEqualTo("3 s");
        assertThat(shown.aside(0)).isEqualTo("09:59:59");
        assertThat(shown.moments().both(2_500 * Durations.MILLI, Durations.MILLI))
                .isEqualTo("2.500 s  ·  10:00:01.750");
    }

    @Test
    void ticksOfTheWallLieOnItsSeconds() {
        ShownTime shown = shown(session, true);
        TimeScale scale = TimeScale.of(1e9 / 100, 100);
        long first = scale.first(shown.shown(0));

        assertThat(shown.time(first)).isEqualTo(750 * Durations.MILLI);
        assertThat(shown.label(scale, first)).isEqualTo("10:00:00");
        assertThat(shown.aside(0)).isEqualTo("1 Jan  CET");
        assertThat(shown.moments().both(2_500 * Durations.MILLI, Durations.MILLI))
                .isEqualTo("10:00:01.750  ·  2.500 s");
    }

    @Test
    void deepOnTheWallTheCornerSaysTheSecondAndLabelsTheRest() {
        ShownTime shown = shown(session, true);
        TimeScale scale = new TimeScale(100, Durations.MICRO);
        long tick = scale.anchorBefore(shown.shown(750 * Durations.MILLI + 1_000_500.0));

        assertThat(shown.label(scale, tick)).isEqualTo(":00.001000");
        assertThat(shown.label(scale, tick + 300)).isEqualTo("+300 ns");
        assertThat(shown.anchor(scale, 750 * Durations.MILLI + 1_000_500.0)).isEqualTo("10:00:00");
    }

    @Test
    void daysAreDates() {
        ShownTime shown = shown(session, true);
        TimeScale scale = TimeScale.of(86_400e9 / 100, 100);

        assertThat(shown.label(scale, scale.first(shown.shown(0)))).isEqualTo("2 Jan");
    }

    @Test
    void whereNobodyKnowsTheWallClockTimeIsCounted() {
        ShownTime shown = shown(new SmallSession().model, true);

        assertThat(shown.moments().wall()).isFalse();
        assertThat(shown.aside(0)).isEmpty();
        assertThat(shown.moments().both(Durations.SECOND, Durations.SECOND)).isEqualTo("1 s");
    }

    @Test
    void smallTicksLieOnNaturalUnits() {
        assertThat(TimeScale.of(0.0099, 100).parts()).isEqualTo(1);
        assertThat(new TimeScale(20_000, Durations.MILLI).parts()).isEqualTo(4);
        assertThat(new TimeScale(50_000, Durations.MILLI).parts()).isEqualTo(5);
        assertThat(new TimeScale(30 * Durations.SECOND, 30 * Durations.SECOND).parts()).isEqualTo(3);
        assertThat(new TimeScale(Durations.MINUTE, Durations.MINUTE).parts()).isEqualTo(4);
        assertThat(new TimeScale(Durations.HOUR, Durations.HOUR).parts()).isEqualTo(4);
    }
}
