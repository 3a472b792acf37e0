package dev.loomscope.agent.instrument;

import java.util.List;
import java.util.concurrent.Callable;

import dev.loomscope.agent.DaemonThread;

/**
 * Generates the class that {@link JdkClass} describes; and then, while nobody waits for it any more, puts a hook into it and throws
 * that away, so that what this needs of ASM is loaded when it comes to the JDK's classes.
 */
final class HookRehearsal implements Callable<byte[]>, Runnable, HookNames {
    private static final String TYPE = HookCode.SOURCE + HookCode.JDK;

    private byte[] generated = new byte[0];

    @Override
    public byte[] call() {
        generated = JdkClass.generate(TYPE);
        DaemonThread.of("loomscope-rehearsal", this).start();
        return generated;
    }

    @Override
    public void run() {
        try {
            HookPoint.Hook hook = new HookPoint.Hook("Rehearsal", "hook");
            HookPoint point = new HookPoint("rehearsal", TYPE, "applyAsLong", "(", Place.BEFORE_RETURN,
                    List.of(Step.DUP2), hook, "(J)V");
            new HookTransformer(List.of(point), this).transform(TYPE, generated);
        } catch (RuntimeException | LinkageError e) {
            // Whoever changes a class in earnest will say what is wrong.
        }
    }

    @Override
    public String installed(String type) {
        return type;
    }
}
