package dev.loomscope.insight;

import dev.loomscope.filter.TaskFilter;

/**
 * Which tasks somebody wants to hear of.
 *
 * @param text the filter as it was typed
 */
public record WantedTasks(String text, TaskFilter filter) {}
