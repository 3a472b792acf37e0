package dev.loomscope.model;

/**
 * What tells a task of a session from the others in whichever model of it: one that was read from later on has other rows and
 * ids.
 *
 * @param submitted in ns since the epoch
 * @param virtualThread its thread id, 0 where it is none
 * @param name see {@link TaskTable#name}
 */
public record TaskIdentity(long submitted, long virtualThread, String name) {}
