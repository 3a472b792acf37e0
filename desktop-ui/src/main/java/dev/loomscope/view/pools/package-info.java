/** Pools as cards: workers, queue, waits, saturation over time. */
@NullMarked
package dev.loomscope.view.pools;

import org.jspecify.annotations.NullMarked;
