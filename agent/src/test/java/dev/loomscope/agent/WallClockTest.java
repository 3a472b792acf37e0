package dev.loomscope.agent;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallClockTest {
    private static final long MS = 1_000_000;

    @Test
    void theLookThatTookLeastCounts() {
        WallClock clock = new WallClock();
        assertThat(clock.seen(-5 * MS, 100 * MS, 6 * MS)).isEqualTo(105 * MS);
        assertThat(clock.seen(7 * MS, 107 * MS, 7 * MS + 50)).isEqualTo(100 * MS);
        assertThat(clock.seen(8 * MS, 119 * MS, 19 * MS)).isEqualTo(100 * MS);
    }

    @Test
    void itIsOurWallClock() {
        long begin = System.currentTimeMillis();
        long now = TimeUnit.NANOSECONDS.toMillis(WallClock.atZero() + System.nanoTime());
        assertThat(now).isBetween(begin - 1_000, System.currentTimeMillis() + 1_000);
    }
}
