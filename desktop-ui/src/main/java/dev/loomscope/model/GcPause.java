package dev.loomscope.model;

/**
 * A garbage collection.
 *
 * @param name of the collector
 * @param cause why it ran; empty where unknown
 * @param from in ns since the epoch
 * @param to in ns since the epoch
 * @param stopsAll whether it stopped the application for all that time
 * @param freedBytes what it freed
 */
public record GcPause(String name, String cause, long from, long to, boolean stopsAll, long freedBytes) {}
