package dev.loomscope.view.pools;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a list of pools is sorted by; idle ones come last in any order. */
public enum PoolSort {
    WORST("Worst", "what is wrong, then saturation, then how busy it is"),
    QUEUE("Queue", "length of the queue"),
    THROUGHPUT("Rate", "tasks ended a second"),
    NAME("Name", "name");

    private final String title;
    private final String about;

    PoolSort(String title, String about) {
        this.title = title;
        this.about = about;
    }

    String about() {
        return about;
    }

    /** What is remembered of it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one with this word. */
    public static Optional<PoolSort> of(String word) {
        return Arrays.stream(values()).filter(sort -> sort.word().equals(word)).findFirst();
    }

    public String title() {
        return title;
    }

    Comparator<PoolFigures> order() {
        Comparator<PoolFigures> order = switch (this) {
            case WORST -> Comparator.comparingInt(PoolFigures::rank).thenComparingDouble(PoolFigures::saturated)
                    .thenComparingDouble(PoolFigures::busy).reversed();
            case QUEUE -> Comparator.comparingInt(PoolFigures::queue).thenComparingInt(PoolFigures::queuePeak)
                    .reversed();
            case THROUGHPUT -> Comparator.comparingDouble(PoolFigures::perSecond).reversed();
            case NAME -> Comparator.comparing(PoolFigures::name, String.CASE_INSENSITIVE_ORDER);
        };
        return Comparator.comparing(PoolFigures::idle).thenComparing(order).thenComparing(PoolFigures::name)
                .thenComparingInt(PoolFigures::id);
    }
}
