package dev.loomscope.attach;

/**
 * A JVM of this machine, as it was when the list was made.
 *
 * @param pid its process
 * @param main main class, or the file name of the jar or source it runs; empty where that is not to be seen
 * @param jdk version of its JDK, as {@code 25.0.3}; empty where that is not to be seen
 * @param user whose process it is; empty where that is not to be seen
 * @param agentLive whether Loomscope's agent runs in it already
 * @param refusal why it cannot be attached to and what to do about it, as the rest of a sentence about the process;
 *     empty where nothing speaks against it
 */
public record LocalJvm(long pid, String main, String jdk, String user, boolean agentLive, String refusal) {
    /** Whether attaching is worth trying, or not even needed. */
    public boolean attachable() {
        return agentLive || refusal.isEmpty();
    }
}
