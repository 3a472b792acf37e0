/** Pools in a list, and the chosen one over time: workers, queue, waits, throughput, and the size it should have. */
@NullMarked
package dev.loomscope.view.pools;

import org.jspecify.annotations.NullMarked;
