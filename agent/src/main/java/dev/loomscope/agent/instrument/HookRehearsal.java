package dev.loomscope.agent.instrument;

import java.util.List;

/** Puts a hook into a class that is thrown away, so that what that needs of ASM is loaded when it comes to the JDK's classes. */
final class HookRehearsal implements Runnable, HookNames {
    private static final String TYPE = "Rehearsal";

    @Override
    public void run() {
        try {
            HookPoint.Hook hook = new HookPoint.Hook(TYPE, "hook");
            HookPoint point = new HookPoint(TYPE, TYPE, "applyAsLong", "(", Place.BEFORE_RETURN, List.of(Step.DUP2),
                    hook, "(J)V");
            new HookTransformer(List.of(point), this).transform(TYPE, JdkClass.generate(TYPE));
        } catch (RuntimeException | LinkageError e) {
            // Whoever changes a class in earnest will say what is wrong.
        }
    }

    @Override
    public String installed(String type) {
        return type;
    }
}
