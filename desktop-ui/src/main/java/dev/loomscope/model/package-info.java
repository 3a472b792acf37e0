/**
 * What a watched JVM did and does: tasks, lanes with their spans, pools, stacks, in columnar arrays.
 *
 * <p>One thread writes, the session's, through {@link dev.loomscope.model.SessionModel#apply}; any thread reads, without
 * locks. Times are ns since the stream's epoch. A reader that wants one consistent picture reads
 * {@link dev.loomscope.model.SessionModel#now} once and passes it on.
 */
@NullMarked
package dev.loomscope.model;

import org.jspecify.annotations.NullMarked;
