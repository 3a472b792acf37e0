/** The story of one task: where it came from, what it waited for, where it ran, who woke it, how it ended, what came of it. */
@NullMarked
package dev.loomscope.view.story;

import org.jspecify.annotations.NullMarked;
