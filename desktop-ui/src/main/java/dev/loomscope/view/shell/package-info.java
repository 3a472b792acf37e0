/** The window: its frame, the sessions open in it, and what they share. */
@NullMarked
package dev.loomscope.view.shell;

import org.jspecify.annotations.NullMarked;
