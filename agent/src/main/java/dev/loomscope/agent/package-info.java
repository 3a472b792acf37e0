/** The agent's entry and what holds its parts together. */
@NullMarked
package dev.loomscope.agent;

import org.jspecify.annotations.NullMarked;
