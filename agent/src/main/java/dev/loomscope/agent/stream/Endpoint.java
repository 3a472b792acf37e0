package dev.loomscope.agent.stream;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where a client finds the stream.
 *
 * @param file the file that says so to the same user, with the token; null where it could not be written
 */
public record Endpoint(String host, int port, @Nullable Path file) {}
