package dev.loomscope.agent;

import java.lang.instrument.Instrumentation;

import org.jspecify.annotations.Nullable;

/** Where the JVM enters the agent: at start-up with {@code -javaagent}, or later through attach. */
public final class AgentEntry {

    private AgentEntry() {}

    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {}

    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {}
}
