package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LifeCountTest {
    private static final long EPOCH = 1_000_000;

    /** Begin and end of each task. */
    private final List<long[]> lives = new ArrayList<>();
    private final LifeCount count = new LifeCount();

    private void live(long begin, long end) {
        lives.add(new long[] {begin, end});
    }

    private void tell() {
        List<long[]> events = new ArrayList<>();
        for (long[] life : lives) {
            events.add(new long[] {life[0], 1});
            events.add(new long[] {life[1], -1});
        }
        events.sort((a, b) -> Long.compare(a[0], b[0]));
        for (long[] event : events) {
            if (event[1] > 0) {
                count.begin(event[0]);
            } else {
                count.end(event[0]);
            }
        }
    }

    private double alive(double from, double to) {
        double sum = 0;
        for (long[] life : lives) {
            sum += Math.max(0, Math.min(to, life[1]) - Math.max(from, life[0]));
        }
        return sum / (to - from);
    }

    @Test
    void aPixelSaysHowManyWereAliveOnAverage() {
        live(EPOCH, EPOCH + 400_000_000);
        live(EPOCH + 100_000_000, EPOCH + 200_000_000);
        tell();
        float[] seen = new float[6];
        count.alive(0, 101_000_000, 6, seen);

        for (int p = 0; p < 6; p++) {
            assertThat((double) seen[p]).as("p=%d", p)
                    .isCloseTo(alive(p * 101_000_000.0, (p + 1) * 101_000_000.0), within(0.35));
        }
        assertThat(seen[5]).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 10_000_000, 3_000_000_000L})
    void noTimeIsLostHoweverLongSlicesBecome(long longest) {
        Random random = new Random(5);
        long at = EPOCH;
        for (int i = 0; i < 2000; i++) {
            at += random.nextLong(longest / 10);
            live(at, at + 1 + random.nextLong(longest));
        }
        tell();
        double end = at + 2.0 * longest;
        int pixels = 50;
        float[] seen = new float[pixels];
        count.alive(0, end / pixels, pixels, seen);

        double all = 0;
        for (float one : seen) {
            all += one;
        }
        assertThat(all / pixels).isCloseTo(alive(0, end), within(alive(0, end) * 0.001));
        float[] fine = new float[400];
        count.alive((long) (end / 2), end / 2 / 400, 400, fine);
        double half = 0;
        for (float one : fine) {
            half += one;
        }
        assertThat(half / 400).isCloseTo(alive((long) (end / 2), end), within(alive(0, end) * 0.01));
    }

    @Test
    void nothingIsAliveBeforeTheFirstAndWhatLivesGoesOn() {
        count.begin(EPOCH);
        float[] seen = new float[3];
        count.alive(0, EPOCH / 2.0, 1, seen);
        assertThat(seen[0]).isZero();

        count.alive(1L << 40, 1e9, 3, seen);
        assertThat(seen).containsExactly(1, 1, 1);
    }
}
