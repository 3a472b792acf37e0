/** How figures are said to people, alike in the window, in reports and on the command line. */
@NullMarked
package dev.loomscope.figures;

import org.jspecify.annotations.NullMarked;
