package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

import dev.loomscope.agent.DaemonThread;

/** What can be done for an {@link Installation} on other processors, before it is known how it is to be. */
public final class Preparation {
    private final Instrumentation instrumentation;
    private final Beside<HookClasses> hooks;

    private Preparation(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        Beside<byte[]> generated = Beside.begin("loomscope-generation", new HookRehearsal());
        hooks = Beside.begin("loomscope-hooks", new HookClasses.Definition(instrumentation, generated));
        Preloading.begin();
    }

    public static Preparation begin(Instrumentation instrumentation) {
        return new Preparation(instrumentation);
    }

    /** Begins to load what is needed to change executors of the application; returns at once. */
    public static void rehearse() {
        DaemonThread.of("loomscope-rehearsal", new ExecutorRehearsal()).start();
    }

    Instrumentation instrumentation() {
        return instrumentation;
    }

    /** The hook classes, as soon as they are defined. */
    HookClasses hooks() throws ReflectiveOperationException, IOException {
        return hooks.result();
    }
}
