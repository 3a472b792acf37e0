/** A report service whose threads wait for a reply that never comes. */
@NullMarked
package dev.loomscope.demo.stuck;

import org.jspecify.annotations.NullMarked;
