package dev.loomscope.model;

/** Is shown spans one by one. */
@FunctionalInterface
public interface SpanVisitor {
    /**
     * One span.
     *
     * @param start in ns since the epoch
     * @param end in ns since the epoch; of an open span the model's present
     * @param taskRow row of its task in the {@link TaskTable}, which may have been forgotten already
     * @return whether to go on
     */
    boolean span(long start, long end, SpanState state, int taskRow);
}
