package dev.loomscope.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Collection;

import dev.loomscope.agent.Stacks;

/** Changes classes that are loaded already, or back: all at once, which is one stop of the application. */
final class Retransformation {
    private Retransformation() {}

    /** Is told which classes could not be changed. */
    interface Failures {
        /**
         * A class could not be changed.
         *
         * @param className with slashes
         */
        void failed(String className, Throwable why);
    }

    /** Where all at once fails each goes by itself. */
    static void of(Collection<Class<?>> types, Instrumentation instrumentation, Failures failures) {
        if (types.isEmpty()) {
            return;
        }
        try {
            Stacks.retransform(instrumentation, types.toArray(new Class<?>[0]));
            return;
        } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
            // One of them; which one is seen now.
        }
        for (Class<?> type : types) {
            try {
                Stacks.retransform(instrumentation, type);
            } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                failures.failed(type.getName().replace('.', '/'), e);
            }
        }
    }
}
