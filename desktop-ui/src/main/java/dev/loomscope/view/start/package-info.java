/** The start screen: JVMs of this machine, recordings, demos. */
@NullMarked
package dev.loomscope.view.start;

import org.jspecify.annotations.NullMarked;
