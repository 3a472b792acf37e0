package dev.loomscope.view.tasks;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowSortTest {

    @Test
    void sortsAsAStableComparisonDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            int size = random.nextInt(300);
            int shift = random.nextInt(64);
            long[] keys = random.longs(size).map(key -> key >> shift).toArray();
            int[] rows = IntStream.range(0, size).toArray();
            boolean falling = random.nextBoolean();
            Comparator<Integer> byKey = Comparator.comparingLong(row -> keys[row]);
            int[] expected = IntStream.range(0, size).boxed().sorted(falling ? byKey.reversed() : byKey)
                    .mapToInt(Integer::intValue).toArray();

            assertThat(RowSort.sort(rows, keys.clone(), size, falling)).containsExactly(expected);
        }
    }
}
