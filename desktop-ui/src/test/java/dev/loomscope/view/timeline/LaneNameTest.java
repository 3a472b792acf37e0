package dev.loomscope.view.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LaneNameTest {
    @Test
    void carriersAreCalledByTheirNumber() {
        assertThat(LaneName.carrier("ForkJoinPool-1-worker-12")).isEqualTo("carrier-12");
        assertThat(LaneName.carrier("my-carrier")).isEqualTo("my-carrier");
    }
}
