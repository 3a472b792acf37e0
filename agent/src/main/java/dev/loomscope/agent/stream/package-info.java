/** Drains the rings, frames the events, and serves them on a socket and into a file. */
@NullMarked
package dev.loomscope.agent.stream;

import org.jspecify.annotations.NullMarked;
