package dev.loomscope.view.story;

import org.jspecify.annotations.Nullable;

/**
 * One fact with its name.
 *
 * @param link where its value leads to; null where it does not
 */
public record Fact(String name, String value, @Nullable Link link) {}
