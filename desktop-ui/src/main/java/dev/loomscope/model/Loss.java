package dev.loomscope.model;

/**
 * Events that found no room in the watched JVM, and are missing here.
 *
 * @param category what sort of events, such as {@code task} or {@code virtual-thread}
 * @param from begin of the time in which they were lost, in ns since the epoch
 * @param to end of it
 */
public record Loss(String category, long count, long from, long to) {}
