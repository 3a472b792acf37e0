/**
 * Measures what watching costs. A whole process is measured, in a JVM of its own each time, and the ways of being watched
 * take turns within a round, so that what disturbs the machine disturbs all of them alike.
 *
 * <pre>
 *   BenchmarkMain -- starts --> WorkloadMain     a JVM without an agent, with one that does nothing, or with Loomscope's
 *                 <- ready -
 *                                                a DiscardingReader connects, where the stream is to be read
 *                 -- go --->
 *                 <- result -                    wall and CPU time of the tasks, after a warm-up
 * </pre>
 */
@NullMarked
package dev.loomscope.bench;

import org.jspecify.annotations.NullMarked;
