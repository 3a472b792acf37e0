package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.HookMemory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestTest {
    private final HookMemory memory = HookMemory.of(1, new long[1][], 8, 8, 1, 0);
    private final Modes modes = new Modes(memory.modes(), memory.closes(), new StreamClock(0), Modes.UNLIMITED);
    private final Rest rest = new Rest();

    /** So many ns of cycles, each as long as it is told to rest; the last rest. */
    private long run(long length, Filling filling) {
        long pause = rest.length(modes, true);
        for (long now = 0; now < length; now += pause) {
            rest.cycle(pause, filling.of(now, pause), false);
            pause = rest.length(modes, true);
        }
        return pause;
    }

    private interface Filling {
        double of(long from, long length);
    }

    @Test
    void itIsLongWhereLittleComes() {
        assertThat(run(1_000_000_000, (from, length) -> 1e-11 * length)).isEqualTo(Rest.LONGEST_READ);
        assertThat(rest.length(modes, false)).isEqualTo(Rest.LONGEST_UNREAD);
    }

    @Test
    void whatComesEvenlyFillsAQuarter() {
        assertThat(run(1_000_000_000, (from, length) -> 1e-7 * length)).isBetween(2_400_000L, 2_600_000L);
    }

    /** Two fifths of a ring at once every 20 ms is read whole; four fifths of one are cut into pieces for as long as they come. */
    @Test
    void whatComesAtOnceAndFitsDoesNotShortenIt() {
        assertThat(run(1_000_000_000, (from, length) -> burst(from, length, 0.4))).isEqualTo(Rest.LONGEST_READ);
        assertThat(run(1_000_000_000, (from, length) -> burst(from, length, 0.8))).isLessThan(1_000_000);
        assertThat(run(10_000_000_000L, (from, length) -> 0)).isEqualTo(Rest.LONGEST_READ);
    }

    /** So much of a ring in half a millisecond, fifty times a second. */
    private static double burst(long from, long length, double size) {
        long period = 20_000_000;
        double burst = 500_000;
        double filled = 0;
        for (long start = from / period * period; start < from + length; start += period) {
            double overlap = Math.min(from + length, start + burst) - Math.max(from, start);
            filled = Math.max(filled, size * Math.max(0, overlap) / burst);
        }
        return filled;
    }
}
