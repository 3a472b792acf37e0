package dev.loomscope.agent.stream;

import java.util.stream.IntStream;

import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long the drain rests, from what came in a cycle. */
class LoadTest {
    private static final int SLOTS = 1 << 8;
    private static final long ELAPSED = 100_000;

    private final TestRings rings = new TestRings(4, SLOTS);
    private final long[] ring = rings.producer(Thread.currentThread()).ring;
    private final Load load = new Load(rings.memory);
    private final Losses[] losses = IntStream.range(0, TaskFamily.COUNT)
            .mapToObj(family -> new Losses(Modes.name(family)))
            .toArray(Losses[]::new);
    private final Modes modes = new Modes(
            rings.memory.modes(), rings.memory.closes(), new StreamClock(rings.epoch), Modes.UNLIMITED);

    /** The rest after a cycle in which three quarters of a ring came. */
    private long rest(boolean inWindow) {
        load.begin(inWindow);
        load.add(0, ring, SLOTS * 3 / 4, 0);
        return load.end(ELAPSED, new long[TaskFamily.COUNT], losses, modes, true);
    }

    @Test
    void whatComesAtOnceMakesRestsShort() {
        assertThat(rest(false)).isEqualTo(Rest.SHORTEST);
    }

    @Test
    void whatCameInAWindowThatIsClosedByNowDoesNot() {
        assertThat(rest(true)).isEqualTo(Rest.LONGEST_READ);
    }
}
