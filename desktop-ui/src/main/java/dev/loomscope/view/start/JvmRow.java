package dev.loomscope.view.start;

/**
 * A JVM that could be watched.
 *
 * @param main what it runs; empty where that is not to be seen
 * @param jdk version of its JDK; empty where that is not to be seen
 * @param live whether the agent is in it already
 * @param refusal why it cannot be attached to, as the rest of a sentence about it; empty where nothing speaks against it
 */
public record JvmRow(long pid, String main, String jdk, boolean live, String refusal) {
    private static final String ENDED = "has ended";

    /** The same after its end. */
    JvmRow ended() {
        return new JvmRow(pid, main, jdk, false, ENDED);
    }

    boolean isEnded() {
        return refusal.equals(ENDED);
    }

    /** Whether a click on it makes sense. */
    public boolean attachable() {
        return live || refusal.isEmpty();
    }

    /** Whether it could be watched if it were started with the agent in it. */
    boolean needsOption() {
        return !attachable() && refusal.contains("-javaagent:");
    }
}
