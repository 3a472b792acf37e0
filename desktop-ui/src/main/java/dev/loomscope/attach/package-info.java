/** The JVMs of this machine, and how the agent gets into one of them and out again. */
@NullMarked
package dev.loomscope.attach;

import org.jspecify.annotations.NullMarked;
