package dev.loomscope.demo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DemosTest {
    @Test
    void everyDemoIsFoundByItsOwnNameAndRaisesSomething() {
        assertThat(Demos.ALL).extracting(Demo::name).doesNotHaveDuplicates();
        assertThat(Demos.ALL).allSatisfy(demo -> {
            assertThat(Demos.named(demo.name())).isSameAs(demo);
            assertThat(demo.findings()).isNotEmpty();
            assertThat(demo.story()).endsWith(".");
        });
    }

    @Test
    void anUnknownNameSaysWhichThereAre() {
        assertThatThrownBy(() -> Demos.named("nix")).hasMessageContaining("nix").hasMessageContaining("stuck-tasks");
    }
}
