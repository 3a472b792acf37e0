package dev.loomscope.filter;

/**
 * What may be meant by what somebody begins to type.
 *
 * @param label what stands in the list
 * @param about what it is, or how often it occurs
 * @param text the whole filter with it
 * @param caret where typing goes on
 */
public record Proposal(String label, String about, String text, int caret) {}
