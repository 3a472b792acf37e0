/** The bar that moves a recorded session through time. */
@NullMarked
package dev.loomscope.view.replay;

import org.jspecify.annotations.NullMarked;
