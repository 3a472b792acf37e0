package dev.loomscope.agent.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
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
    void whatIsQueuedHereAndNotInThePoolIsMissingKeyByKey() {
        QueuedTasks tasks = new QueuedTasks(1 << 4);
        for (int time = 1; time <= 3; time++) {
            tasks.add(7, 1, 0, time, 0);
            tasks.add(8, 1, 0, time, 0);
            tasks.add(9, 2, 0, time, 0);
        }
        assertThat(LostTasks.count(tasks, 3, 3)).containsExactly(0, 4, 2);
        assertThat(LostTasks.missing(tasks, Map.of(1, new int[] {-5, 7, 8, 8, 8}, 2, new int[0]), 4))
                .isEqualTo(Map.of(1, Map.of(7, 2), 2, Map.of(9, 3)));
    }

    /** Rings are read one after the other: what a thread submitted last need not stand last. */
    @Test
    void whatIsRefusedIsWhatItsThreadSubmittedLastByThen() {
        QueuedTasks tasks = new QueuedTasks(16);
        tasks.add(7, 1, 0, 10, 1);
        tasks.add(7, 1, 0, 20, 2);
        tasks.add(7, 1, 0, 30, 2);
        tasks.add(7, 1, 0, 15, 1);
        assertThat(tasks.time(tasks.newest(7, 1, 2, 21))).isEqualTo(20);
        assertThat(tasks.time(tasks.newest(7, 1, 2, 30))).isEqualTo(30);
        assertThat(tasks.time(tasks.newest(7, 1, 1, 12))).isEqualTo(10);
        assertThat(tasks.time(tasks.newest(7, 1, 3, 40))).as("of a thread that went on on another carrier")
                .isEqualTo(15);
        assertThat(tasks.newest(8, 1, 1, 40)).isNegative();
    }

    /** A periodic task whose first submit was not seen: it is submitted anew while it runs. */
    @Test
    void whatBeganEarlierIsNotWhatWasSubmittedLater() {
        QueuedTasks tasks = new QueuedTasks(1 << 4);
        tasks.add(7, 1, 0, 20, 1);
        assertThat(tasks.taken(7, 1, 19, 1)).isNegative();
        assertThat(tasks.time(tasks.taken(7, 1, 20, 1))).isEqualTo(20);
        assertThat(tasks.taken(8, 1, 30, 1)).isNegative();
    }

    @Test
    void aStartTakesWhatWasSubmittedBeforeItByWhicheverThread() {
        QueuedTasks tasks = new QueuedTasks(16);
        tasks.add(7, 1, 2, 13, 1);
        tasks.add(7, 1, 2, 15, 1);
        tasks.add(7, 1, 2, 11, 2);
        assertThat(tasks.time(tasks.taken(7, 1, 12, 1))).isEqualTo(11);
        assertThat(tasks.time(tasks.taken(7, 1, 14, 1))).isEqualTo(13);
    }

    @Test
    void anEarlierStartThatIsReadBehindALaterOneTakesWhatThatLeft() {
        QueuedTasks tasks = new QueuedTasks(16);
        tasks.add(7, 1, 2, 11, 2);
        tasks.add(7, 1, 2, 13, 1);
        assertThat(tasks.taken(7, 1, 10, 2)).isNegative();
        assertThat(tasks.time(tasks.taken(7, 1, 10, 1))).isEqualTo(11);
        tasks.remove(tasks.taken(7, 1, 14, 2));
        assertThat(tasks.time(tasks.taken(7, 1, 12, 1))).isEqualTo(13);
        assertThat(tasks.taken(7, 2, 12, 1)).isNegative();
    }

    @Test
    void whicheverOtherTasksStartedMeanwhile() {
        QueuedTasks tasks = new QueuedTasks(16);
        tasks.add(7, 1, 2, 11, 2);
        tasks.add(7, 1, 2, 13, 1);
        tasks.remove(tasks.taken(7, 1, 14, 2));
        for (int key = 8; key < 10_000; key++) {
            tasks.add(key, 1, 2, 11, 2);
            tasks.remove(tasks.taken(key, 1, 14, 2));
        }
        assertThat(tasks.time(tasks.taken(7, 1, 12, 1))).isEqualTo(13);
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

    /** One Runnable in two pools, of which one never takes it: what the other takes is found without a look at that. */
    @Test
    void whatOnePoolLeavesQueuedCostsAnotherNothing() {
        int places = 1 << 12;
        long[] steps = new long[1];
        int[] pools = new int[places];
        PlaceQueues queues = new PlaceQueues(places, place -> {
            steps[0]++;
            return 7L << 16 | pools[place];
        }, 16);
        for (int i = 0; i < places / 2; i++) {
            queues.add(queues.take());
        }
        steps[0] = 0;
        int rounds = 1000;
        for (int i = 0; i < rounds; i++) {
            int place = queues.take();
            pools[place] = 1;
            queues.add(place);
            assertThat(queues.first(7L << 16 | 1)).isEqualTo(place);
            queues.remove(place);
        }
        assertThat(steps[0]).isLessThanOrEqualTo(rounds * 10L);
    }

    /** Against queues of a library: keys that share hashes, each in several pools, taken from either end. */
    @Test
    void itIsAQueueForEachKeyInEachPool() {
        QueuedTasks tasks = new QueuedTasks(1 << 6);
        Map<List<Integer>, ArrayDeque<Long>> queues = new HashMap<>();
        Random random = new Random(2);
        for (long time = 1; time < 100_000; time++) {
            int key = random.nextInt(12);
            int pool = random.nextInt(3);
            ArrayDeque<Long> queue = queues.computeIfAbsent(List.of(key, pool), any -> new ArrayDeque<>());
            if (random.nextBoolean() && tasks.size() < 1 << 6) {
                tasks.add(key, pool, 0, time, 0);
                queue.add(time);
            } else if (!queue.isEmpty()) {
                assertThat(tasks.time(tasks.newest(key, pool))).isEqualTo(queue.getLast());
                assertThat(tasks.time(tasks.oldest(key, pool))).isEqualTo(queue.getFirst());
                boolean newest = random.nextInt(4) == 0;
                tasks.remove(newest ? tasks.newest(key, pool) : tasks.oldest(key, pool));
                if (newest) {
                    queue.removeLast();
                } else {
                    queue.removeFirst();
                }
            }
            long first = Long.MAX_VALUE;
            for (int each = 0; each < 3; each++) {
                ArrayDeque<Long> other = queues.getOrDefault(List.of(key, each), new ArrayDeque<>());
                first = Math.min(first, other.isEmpty() ? Long.MAX_VALUE : other.getFirst());
            }
            int oldest = tasks.oldest(key);
            assertThat(oldest < 0 ? Long.MAX_VALUE : tasks.time(oldest)).isEqualTo(first);
        }
    }
}
