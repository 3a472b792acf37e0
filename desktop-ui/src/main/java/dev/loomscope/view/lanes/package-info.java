/**
 * What stands where on a timeline: by what rows are put together, in which order, which are folded, pinned or hidden. No
 * controls and no pixels here.
 */
@NullMarked
package dev.loomscope.view.lanes;

import org.jspecify.annotations.NullMarked;
