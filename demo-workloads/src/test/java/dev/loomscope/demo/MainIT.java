package dev.loomscope.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How a demo is started and ended from outside. */
class MainIT {
    private static final int TERMINATED = 128 + 15;

    @Test
    void theListNamesEveryDemo() throws Exception {
        try (ChildDemo child = ChildDemo.start("--list")) {
            assertThat(child.ended(0)).contains("webshop (default)", "stuck-tasks", "pool-saturation");
        }
    }

    @Test
    void wrongUseIsOneLine() throws Exception {
        try (ChildDemo child = ChildDemo.start("nix")) {
            assertThat(child.ended(2))
                    .containsExactly(
                            "loomscope-demos: demo nix is unknown; there are webshop, stuck-tasks, pool-saturation");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"webshop", "stuck-tasks", "pool-saturation"})
    void aSignalEndsItAndItSumsUp(String name) throws Exception {
        try (ChildDemo child = ChildDemo.start(name)) {
            child.await("]").terminate();
            assertThat(child.counts(TERMINATED)).isNotEmpty();
        }
    }

    @Test
    void itEndsWithItsInputWhenItWatchesItsParent() throws Exception {
        try (ChildDemo child = ChildDemo.start("pool-saturation", "--parent-watch")) {
            child.await("]").closeInput();
            assertThat(child.counts(0)).isNotEmpty();
        }
    }
}
