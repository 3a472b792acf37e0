package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import dev.loomscope.agent.hook.Control;
import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;

/**
 * The installed copies of the hook classes. They are defined in the module java.base, so that every class of the JDK may call
 * them; there they stay until the JVM ends, and a later installation uses them again.
 */
final class HookClasses implements HookNames {
    private final HookCode code;
    private final JdkInternals jdk;
    private final Consumer<Object[]> control;

    private HookClasses(MethodHandles.Lookup lookup, HookCode code, Beside<byte[]> generated)
            throws ReflectiveOperationException, IOException {
        this.code = code;
        Class<?>[] defined = new Class<?>[HookCode.COPIED.length];
        for (int i = 0; i < defined.length; i++) {
            Class<?> earlier = find(HookCode.COPIED[i]);
            defined[i] = earlier == null ? lookup.defineClass(code.take(i)) : earlier;
        }
        // Made beside, it comes last; nothing needs it as long as none is initialised.
        byte[] made = generated.result();
        Class<?> before = find(HookCode.JDK);
        jdk = new JdkInternals(
                (before == null ? lookup.defineClass(code.copy(made)) : before).getConstructor().newInstance());
        for (Class<?> type : defined) {
            Class.forName(type.getName(), true, null);
        }
        control = consumer(defined[defined.length - 1].getConstructor().newInstance());
    }

    /** The class of an earlier installation. */
    private @Nullable Class<?> find(String type) {
        return JdkInternals.find(installed(type).replace('/', '.'));
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Object[]> consumer(Object installed) {
        return (Consumer<Object[]>) installed;
    }

    @Override
    public String installed(String type) {
        return code.installed(type);
    }

    /** What only a class inside java.base may ask of the JVM. */
    JdkInternals jdk() {
        return jdk;
    }

    /** Makes the installed hooks write into the given memory from now on; null makes them dead. */
    void use(@Nullable HookMemory memory) {
        control.accept(memory == null ? new Object[0] : Control.message(memory));
    }

    /** Sends a message of {@link Control}. */
    void configure(Object... message) {
        control.accept(message);
    }

    /** Defines the hook classes, or finds those of an earlier installation. They are dead until {@link #use}. */
    static final class Definition implements Callable<HookClasses> {
        private final Instrumentation instrumentation;
        private final Beside<byte[]> generated;

        /** @param generated makes the code that {@link JdkClass} describes, under the name that it has in the agent */
        Definition(Instrumentation instrumentation, Beside<byte[]> generated) {
            this.instrumentation = instrumentation;
            this.generated = generated;
        }

        @Override
        public HookClasses call() throws ReflectiveOperationException, IOException {
            try (HookCode code = HookCode.open()) {
                Beside<Boolean> copying = Beside.begin("loomscope-code", code);
                openJdk();
                HookClasses defined = new HookClasses(
                        MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup()), code, generated);
                copying.result();
                return defined;
            }
        }

        /** Opens java.lang to the agent and to nobody else. */
        private void openJdk() {
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of("java.lang", Set.of(HookClasses.class.getModule())),
                    Set.of(),
                    Map.of());
        }
    }
}
