package dev.loomscope.view.timeline;

/**
 * Where the viewer is.
 *
 * @param rows logical pixels of rows above what is in sight
 * @param following whether the present is kept in sight; of the viewport then only the scale counts
 */
record Place(Viewport viewport, double rows, boolean following) {}
