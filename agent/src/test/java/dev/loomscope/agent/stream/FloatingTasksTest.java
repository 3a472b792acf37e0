package dev.loomscope.agent.stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FloatingTasksTest {
    @Test
    void anEndThatIsReadBeforeItsStartBelongsToIt() {
        FloatingTasks tasks = new FloatingTasks();
        tasks.ended(7);
        assertThat(tasks.size()).isZero();
        tasks.started(8);
        assertThat(tasks.size()).isOne();
        tasks.started(7);
        assertThat(tasks.size()).isOne();
        tasks.started(8);
        assertThat(tasks.size()).isEqualTo(2);
        tasks.ended(8);
        tasks.ended(8);
        assertThat(tasks.size()).isZero();
    }
}
