package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.Loss;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LostTimeTest {
    private static final List<
            Loss> LOSSES = List.of(new Loss("task", "", 10, 100, 200), new Loss("task", "", 5, 210, 300),
                    new Loss("virtual-thread", "", 1, 305, 310), new Loss("task", "", 7, 5_000, 6_000));

    @Test
    void fromNearEachIsToldByItself() {
        assertThat(LostTime.of(LOSSES, 0, 10_000, 1)).extracting(LostTime::words).containsExactly(
                "10 events of pools lost", "5 events of pools lost", "1 event of virtual threads lost",
                "7 events of pools lost");
    }

    @Test
    void fromFarTheyAreOneWithAllTheirEvents() {
        assertThat(LostTime.of(LOSSES, 0, 10_000, 50)).containsExactly(new LostTime("", 16, 100, 310),
                new LostTime("task", 7, 5_000, 6_000));
        assertThat(LostTime.of(LOSSES, 0, 10_000, 50).getFirst().words()).isEqualTo("16 events lost");
    }

    @Test
    void whatIsOutOfSightIsLeftOut() {
        assertThat(LostTime.of(LOSSES, 320, 4_000, 50)).isEmpty();
        assertThat(LostTime.of(LOSSES, 250, 4_000, 1)).hasSize(2);
    }
}
