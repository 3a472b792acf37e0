/** What the window looks like: colours, fonts, style sheets. */
@NullMarked
package dev.loomscope.view.theme;

import org.jspecify.annotations.NullMarked;
