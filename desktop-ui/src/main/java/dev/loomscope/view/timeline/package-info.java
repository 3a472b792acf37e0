/**
 * The timeline: lanes of spans over time. What is seen (which time, which rows, what is selected) is the view model
 * {@code TimelineModel}; how it looks is painted into one buffer of pixels by plain Java; {@code TimelineView} shows that
 * buffer and takes the pointer and the keys.
 */
@NullMarked
package dev.loomscope.view.timeline;

import org.jspecify.annotations.NullMarked;
