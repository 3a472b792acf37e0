/** A thumbnail service with too few threads for what comes in. */
@NullMarked
package dev.loomscope.demo.saturation;

import org.jspecify.annotations.NullMarked;
