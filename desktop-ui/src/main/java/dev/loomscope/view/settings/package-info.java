/** What is remembered from one start to the next. */
@NullMarked
package dev.loomscope.view.settings;

import org.jspecify.annotations.NullMarked;
