package dev.loomscope.agent.hook;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MarksTest {
    private final long[] places = new long[64];

    @Test
    void aMarkIsThereUntilItIsTaken() {
        assertThat(Marks.put(places, 7, 0)).isTrue();
        assertThat(Marks.put(places, -7, Integer.MAX_VALUE)).isTrue();
        assertThat(Marks.has(places, 7)).isTrue();
        assertThat(Marks.take(places, 7)).isZero();
        assertThat(Marks.take(places, 7)).isEqualTo(-1);
        assertThat(Marks.has(places, 7)).isFalse();
        assertThat(Marks.take(places, -7)).isEqualTo(Integer.MAX_VALUE);
        assertThat(places).containsOnly(0);
    }

    @Test
    void aLaterMarkOfTheSameIdReplacesTheEarlier() {
        Marks.put(places, 7, 1);
        Marks.put(places, 7, 2);
        assertThat(Marks.take(places, 7)).isEqualTo(2);
        assertThat(places).containsOnly(0);
    }

    @Test
    void whereThereIsNoRoomAMarkIsRefusedUnlessAnotherMayGo() {
        long[] few = new long[Marks.WINDOW];
        for (int id = 1; id <= Marks.WINDOW; id++) {
            assertThat(Marks.put(few, id, id)).isTrue();
        }
        assertThat(Marks.put(few, 99, 5)).isFalse();
        Marks.leave(few, 99, 5);
        assertThat(Marks.take(few, 99)).isEqualTo(5);
        long left = 0;
        for (int id = 1; id <= Marks.WINDOW; id++) {
            left += Marks.has(few, id) ? 1 : 0;
        }
        assertThat(left).isEqualTo(Marks.WINDOW - 1);
    }
}
