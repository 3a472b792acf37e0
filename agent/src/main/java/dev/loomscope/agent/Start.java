package dev.loomscope.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * How {@link AgentEntry} starts an agent in another class loader: by an interface of the JDK, as the first call of a method by
 * reflection costs a starting application milliseconds. Takes the arguments of {@link Agent#start} in their order.
 */
public final class Start implements Function<Object[], AutoCloseable> {
    /** For {@link AgentEntry}. */
    public Start() {}

    @Override
    public AutoCloseable apply(Object[] arguments) {
        try {
            return Agent.start(
                    (String) arguments[0],
                    (Instrumentation) arguments[1],
                    (Boolean) arguments[2],
                    (Runnable) arguments[3]);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
