package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

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

    @Test
    void asManyAsAreOpenHoweverManyThereWere() {
        FloatingTasks tasks = new FloatingTasks();
        Random random = new Random(7);
        Map<Integer, Integer> truth = new HashMap<>();
        for (int i = 0; i < 300_000; i++) {
            int key = random.nextInt(20_000);
            int by = random.nextInt(3) == 0 ? 1 : -Integer.signum(truth.getOrDefault(key, -1));
            truth.merge(key, by, (one, other) -> one + other == 0 ? null : one + other);
            if (by > 0) {
                tasks.started(key);
            } else {
                tasks.ended(key);
            }
        }
        int open = truth.values().stream().mapToInt(count -> Math.max(0, count)).sum();
        assertThat(open).isPositive();
        assertThat(tasks.size()).isEqualTo(open);
        tasks.clear();
        assertThat(tasks.size()).isZero();
    }

    @Test
    void moreThanFindRoomAreForgotten() {
        FloatingTasks tasks = new FloatingTasks();
        for (int key = 1; key <= 100_000; key++) {
            tasks.started(key);
        }
        assertThat(tasks.size()).isBetween(1, 100_000);
        tasks.clear();
        tasks.started(7);
        assertThat(tasks.size()).isOne();
    }
}
