package dev.loomscope.model;

/**
 * Events that found no room, and are missing here.
 *
 * @param category what sort of events, such as {@code task} or {@code virtual-thread}
 * @param where {@code ring} where they found none in the watched JVM, {@code client} where this reader was too slow
 * @param from begin of the time in which they were lost, in ns since the epoch
 * @param to end of it
 */
public record Loss(String category, String where, long count, long from, long to) {}
