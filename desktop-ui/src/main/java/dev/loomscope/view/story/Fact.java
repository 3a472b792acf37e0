package dev.loomscope.view.story;

/** One fact with its name. */
public record Fact(String name, String value) {}
