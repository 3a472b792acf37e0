package dev.loomscope.model;

/**
 * What a group of tasks has in common, in terms of its {@link TaskGrouping}.
 *
 * @param first an id, a row, or the first half of something longer
 * @param second the second half, 0 where there is none
 */
record TaskKey(long first, long second) {
    /** Of tasks that have nothing of the kind in common. */
    static final TaskKey NONE = new TaskKey(Long.MIN_VALUE, 0);
}
