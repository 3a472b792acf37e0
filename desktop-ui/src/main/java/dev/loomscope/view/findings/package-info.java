/** The list of what is wrong. */
@NullMarked
package dev.loomscope.view.findings;

import org.jspecify.annotations.NullMarked;
