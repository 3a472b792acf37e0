/** Periodic facts: pools, states and stacks of threads inside long tasks, what was live when watching began. */
@NullMarked
package dev.loomscope.agent.sample;

import org.jspecify.annotations.NullMarked;
