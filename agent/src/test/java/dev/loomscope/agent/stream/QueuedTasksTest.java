package dev.loomscope.agent.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueuedTasksTest {
    @Test
    void tasksOfOneKeyAreTakenInTheOrderOfTheirSubmitsPoolByPool() {
        QueuedTasks tasks = new QueuedTasks(1 << 4);
        for (int time = 1; time <= 6; time++) {
            tasks.add(7, time % 2, 0, time, 0);
        }
        assertThat(tasks.time(tasks.oldest(7, 0))).isEqualTo(2);
        assertThat(tasks.time(tasks.newest(7, 0))).isEqualTo(6);
        assertThat(tasks.time(tasks.oldest(7, 1))).isEqualTo(1);
        assertThat(tasks.time(tasks.oldest(7))).isEqualTo(1);
        tasks.remove(tasks.newest(7, 0));
        tasks.remove(tasks.oldest(7, 0));
        assertThat(tasks.time(tasks.newest(7, 0))).isEqualTo(4);
        tasks.removeOfPools(new long[] {0, 4});
        assertThat(tasks.time(tasks.oldest(7, 1))).isEqualTo(5);
        assertThat(tasks.oldest(8)).isNegative();
        assertThat(tasks.size()).isEqualTo(2);
    }

    @Test
    void whatFindsNoRoomIsNumbered() {
        QueuedTasks tasks = new QueuedTasks(4);
        for (int key = 0; key < 10; key++) {
            tasks.add(key, 1, 0, key, 0);
        }
        assertThat(tasks.size()).isEqualTo(4);
        assertThat(tasks.unlisted()).isEqualTo(6);
        tasks.unlist(pool -> pool == 1);
        assertThat(tasks.size()).isZero();
        assertThat(tasks.unlisted()).isEqualTo(10);
        tasks.changeUnlisted(-20);
        assertThat(tasks.unlisted()).isZero();
    }

    /** Against queues of a library, with few keys, so that each comes often. */
    @Test
    void itIsAQueueForEachKey() {
        QueuedTasks tasks = new QueuedTasks(1 << 8);
        Map<Integer, ArrayDeque<Long>> queues = new HashMap<>();
        Random random = new Random(1);
        int size = 0;
        for (long time = 1; time < 100_000; time++) {
            int key = random.nextInt(20) << 20;
            ArrayDeque<Long> queue = queues.computeIfAbsent(key, any -> new ArrayDeque<>());
            if (random.nextBoolean() && size < 256) {
                tasks.add(key, 3, 0, time, 0);
                queue.add(time);
                size++;
            } else if (queue.isEmpty()) {
                assertThat(tasks.oldest(key, 3)).isNegative();
            } else {
                int place = random.nextInt(4) == 0 ? tasks.newest(key, 3) : tasks.oldest(key, 3);
                boolean newest = tasks.time(place) != queue.getFirst();
                assertThat(tasks.time(place)).isEqualTo(newest ? queue.removeLast() : queue.removeFirst());
                tasks.remove(place);
                size--;
            }
            assertThat(tasks.size()).isEqualTo(size);
        }
    }
}
