package dev.loomscope.command;

/** What a user has to know of the JDK's own warning in a JVM that was attached to. */
final class AgentWarning {
    static final String TEXT = "the JVM has printed the JDK's warning about agents loaded into a running JVM to its standard"
            + " error; started with -XX:+EnableDynamicAgentLoading it does not";

    private AgentWarning() {}
}
