package dev.loomscope.view.lanes;

import dev.loomscope.filter.RowSet;

/**
 * The tasks that rows are narrowed to.
 *
 * @param filter what they are chosen by; equal as long as that is the same
 * @param rows those that it chooses at present
 */
public record Wanted(Object filter, RowSet rows) {}
