package dev.loomscope.view.theme;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MomentsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Moments WALL = Moments.of(Instant.parse("2026-01-01T08:59:59.250Z"), true,
            ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({"2783120000, 2.783 s", "245120000000, 4:05.120", "3723004000000, 1:02:03.004"})
    void momentsGrowFields(long ns, String text) {
        assertThat(Moments.COUNTED.of(ns)).isEqualTo(text);
    }

    @Test
    void theClockOnTheWallIsTheUsers() {
        assertThat(WALL.of(2_500_000_000L)).isEqualTo("10:00:01.750");
        assertThat(WALL.of(2_500_000_000L, SECOND)).isEqualTo("10:00:01");
        assertThat(WALL.of(86_400 * SECOND)).isEqualTo("09:59:59.250");
        assertThat(WALL.both(2_500_000_000L, 1_000_000)).isEqualTo("10:00:01.750  ·  2.500 s");
    }

    @Test
    void whereTheClockIsNotKnownTimeIsCounted() {
        Moments moments = Moments.of(Instant.EPOCH, true, ZoneId.of("Europe/Berlin"));
        assertThat(moments.wall()).isFalse();
        assertThat(moments.of(SECOND)).isEqualTo("1.000 s");
        assertThat(moments.both(SECOND, SECOND)).isEqualTo("1 s");
    }
}
