/** A stretch of time that was chosen: what tasks did in it. */
@NullMarked
package dev.loomscope.view.range;

import org.jspecify.annotations.NullMarked;
