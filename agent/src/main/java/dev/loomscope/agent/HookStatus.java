package dev.loomscope.agent;

/**
 * How the installation of one hook went.
 *
 * @param name the hook, as {@code Class.method}
 * @param state {@code live}, {@code absent} (this JDK has no such method) or {@code failed}
 * @param why one line where it is not live, was not tried, or says how far it reaches; otherwise empty
 */
public record HookStatus(String name, String state, String why) {}
