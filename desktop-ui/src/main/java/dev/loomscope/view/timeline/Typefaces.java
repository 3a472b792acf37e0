package dev.loomscope.view.timeline;

/**
 * The type that the timeline is written in.
 *
 * @param text names on spans and of lanes
 * @param strong names of pools
 * @param small remarks
 * @param mono figures
 */
record Typefaces(Typeface text, Typeface strong, Typeface small, Typeface mono) {}
