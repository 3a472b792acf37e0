package dev.loomscope.agent;

import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

import dev.loomscope.agent.sample.ThreadFacts;

/**
 * Stacks of single threads, and the retransformation of classes: never at the same time. HotSpot first notes the methods on a
 * thread's stack and then names them; where a class is redefined in between, a method may be gone by then, and the JVM crashes
 * (seen on JDK 25.0.3, in {@code java_lang_StackTraceElement::create}). Other agents' redefinitions are beyond our reach.
 */
public final class Stacks {
    private static final Object EXCLUSION = new Object();

    private Stacks() {}

    /** The stack of a thread, top first; empty where it has none. */
    public static StackTraceElement[] of(Thread thread) {
        synchronized (EXCLUSION) {
            return ThreadFacts.stack(thread);
        }
    }

    /** Retransforms classes while no stack is being taken. */
    public static void retransform(Instrumentation instrumentation, Class<?>... classes)
            throws UnmodifiableClassException {
        synchronized (EXCLUSION) {
            instrumentation.retransformClasses(classes);
        }
    }
}
