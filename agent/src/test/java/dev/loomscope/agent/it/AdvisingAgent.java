package dev.loomscope.agent.it;

import java.lang.instrument.Instrumentation;

import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * An agent of the application's own that uses Byte Buddy, which writes the class files of the JDK anew in a way of its own. With
 * the argument {@code look} it only says what stands in them.
 */
public final class AdvisingAgent {
    private AdvisingAgent() {}

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        if (arguments.equals("look")) {
            MarkedClasses.look(instrumentation);
            return;
        }
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .ignore(ElementMatchers.none())
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                .type(ElementMatchers.anyOf(MarkedClasses.TARGETS.toArray(new Class<?>[0])))
                .transform((builder, type, loader, module, domain) -> builder.visit(
                        Advice.to(Marking.class)
                                .on(ElementMatchers.isMethod().and(ElementMatchers.not(ElementMatchers.isAbstract())))))
                .installOn(instrumentation);
    }

    /** What comes before and behind the code of a method. */
    static final class Marking {
        private Marking() {}

        @Advice.OnMethodEnter
        static int enter() {
            return MarkedClasses.MARK.length();
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(@Advice.Enter int length) {
            if (length == 0) {
                throw new IllegalStateException();
            }
        }
    }
}
