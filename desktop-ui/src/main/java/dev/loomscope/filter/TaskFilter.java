package dev.loomscope.filter;

import java.util.List;

/** Which tasks are wanted: those for which all terms of one of the alternatives hold. Immutable. */
public record TaskFilter(List<List<Term>> alternatives) {
    /** Wants every task. */
    public static final TaskFilter ALL = new TaskFilter(List.of());

    public TaskFilter {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Whether every task is wanted. */
    public boolean isAll() {
        return alternatives.isEmpty();
    }
}
