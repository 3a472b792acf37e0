/** What is done beside the window's thread, so that the window never waits for it. */
@NullMarked
package dev.loomscope.view.beside;

import org.jspecify.annotations.NullMarked;
