package dev.loomscope.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Collection;
import java.util.concurrent.Callable;

import dev.loomscope.agent.Stacks;

/** Changes classes that are loaded already, or back: all at once, which is one stop of the application. */
final class Retransformation implements Callable<Boolean> {
    private final Collection<Class<?>> types;
    private final Instrumentation instrumentation;
    private final Failures failures;

    /** Is told which classes could not be changed. */
    interface Failures {
        /**
         * A class could not be changed.
         *
         * @param className with slashes
         */
        void failed(String className, Throwable why);
    }

    Retransformation(Collection<Class<?>> types, Instrumentation instrumentation, Failures failures) {
        this.types = types;
        this.instrumentation = instrumentation;
        this.failures = failures;
    }

    /** Where all at once fails each goes by itself. */
    @Override
    public Boolean call() {
        if (types.isEmpty()) {
            return true;
        }
        try {
            Stacks.retransform(instrumentation, types.toArray(new Class<?>[0]));
            return true;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
            // One of them; which one is seen now.
        }
        boolean done = true;
        for (Class<?> type : types) {
            try {
                Stacks.retransform(instrumentation, type);
            } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                failures.failed(type.getName().replace('.', '/'), e);
                done = false;
            }
        }
        return done;
    }
}
