/** The filter of a session and the search in it: the field, what completes it, the rows that match. */
@NullMarked
package dev.loomscope.view.filter;

import org.jspecify.annotations.NullMarked;
