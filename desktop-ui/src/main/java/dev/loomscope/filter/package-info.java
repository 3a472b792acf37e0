/** The language that tasks are filtered and found with: words, what they mean for a row, and what completes them. */
@NullMarked
package dev.loomscope.filter;

import org.jspecify.annotations.NullMarked;
