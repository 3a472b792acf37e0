package dev.loomscope.agent.hook;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandedTest {
    private static final int POOL = 0xFFFF;
    private static final int TYPE = 8191;
    private static final long HOUR = 3_600_000_000_000L;

    @BeforeEach
    void empty() {
        Handed.reset(8);
    }

    @AfterEach
    void forget() {
        Handed.reset(1);
    }

    @Test
    void aTaskIsTakenOnceWithAllThatIsKnownOfIt() {
        assertThat(Handed.add(0x7FFF_FFFF, POOL, TYPE, 0xFFFF, 5 * HOUR, true)).isTrue();
        int at = Handed.find(0x7FFF_FFFF);
        long value = Handed.value(at);
        long info = Handed.info(at);

        assertThat(Handed.pool(value)).isEqualTo(POOL);
        assertThat(Handed.type(value)).isEqualTo(TYPE);
        assertThat(Handed.classSlot(info)).isEqualTo(0xFFFF);
        assertThat(Handed.time(info, 6 * HOUR)).isEqualTo(5 * HOUR);
        assertThat(Handed.isHeld(info)).isTrue();
        assertThat(Handed.take(at, value)).isTrue();
        assertThat(Handed.take(at, value)).isFalse();
        assertThat(Handed.find(0x7FFF_FFFF)).isNegative();
    }

    @Test
    void theSameTaskMayBeThereTwiceAndTheOldestStartsFirst() {
        Handed.add(7, 1, 1, 0, 20, false);
        Handed.add(7, 2, 1, 0, 10, false);

        assertThat(Handed.pool(Handed.value(Handed.find(7)))).isEqualTo(2);
        assertThat(Handed.pool(Handed.value(Handed.find(7, 1)))).isEqualTo(1);
    }

    @Test
    void aFullBucketHasNoRoomButInPlaceOfWhatIsHeldOrOld() {
        for (int key = 1; key <= 8; key++) {
            assertThat(Handed.add(key, 1, 1, 0, key, key == 3)).isTrue();
        }
        assertThat(Handed.add(9, 1, 1, 0, 9, false)).isTrue();
        assertThat(Handed.find(3)).isNegative();
        assertThat(Handed.add(10, 1, 1, 0, 10, false)).isFalse();
        assertThat(Handed.add(11, 1, 1, 0, 2 + HOUR, false)).isTrue();
        assertThat(Handed.find(1)).isNegative();
        assertThat(Handed.find(2)).isNotNegative();
    }

    @Test
    void timesAreRightAfterDaysToo() {
        long day = 24 * HOUR;
        for (long begun = 0; begun < 40 * day; begun += 5 * HOUR) {
            empty();
            Handed.add(7, 1, 1, 0, begun, true);
            long info = Handed.info(Handed.find(7));
            assertThat(Handed.time(info, begun - 1)).isEqualTo(begun);
            assertThat(Handed.time(info, begun)).isEqualTo(begun);
            assertThat(Handed.time(info, begun + day)).isEqualTo(begun);
        }
    }

    @Test
    void theOldestStartsFirstAfterDaysToo() {
        for (long begun = 0; begun < 20 * 24 * HOUR; begun += HOUR) {
            empty();
            Handed.add(7, 1, 1, 0, begun + HOUR, false);
            Handed.add(7, 2, 1, 0, begun, false);
            assertThat(Handed.pool(Handed.value(Handed.find(7)))).isEqualTo(2);
            assertThat(Handed.time(Handed.info(Handed.find(7, 1)), begun + HOUR)).isEqualTo(begun + HOUR);
        }
    }

    @Test
    void whatIsNotOldDoesNotGiveWayAfterDaysEither() {
        long begun = 40 * HOUR;
        for (int key = 1; key <= 8; key++) {
            assertThat(Handed.add(key, 1, 1, 0, begun + key, false)).isTrue();
        }
        assertThat(Handed.add(9, 1, 1, 0, begun, false)).isFalse();
        assertThat(Handed.add(9, 1, 1, 0, begun + HOUR, false)).isFalse();
        assertThat(Handed.add(9, 1, 1, 0, begun + HOUR + 2, false)).isTrue();
        assertThat(Handed.find(1)).isNegative();
    }
}
