package dev.loomscope.agent.instrument;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.hook.Control;

/**
 * The hooks in executors of the application: of those classes that are loaded already, and of those to come. No class is
 * held, and none is loaded.
 */
final class ExecutorClasses {
    private static final String NAME = "Executor.execute(application)";
    private static final long SMALL_HEAP = 64L << 20;

    private final Instrumentation instrumentation;
    private final ExecutorTransformer transformer;

    private ExecutorClasses(Instrumentation instrumentation, ExecutorTransformer transformer) {
        this.instrumentation = instrumentation;
        this.transformer = transformer;
    }

    static ExecutorClasses install(Instrumentation instrumentation, HookClasses hooks) {
        int room = Runtime.getRuntime().maxMemory() < SMALL_HEAP ? 1 : 16;
        hooks.configure(Control.EXECUTORS, ExecutorTransformer.MOST, 2048 * room, 128 * room);
        ExecutorTransformer transformer = new ExecutorTransformer(hooks, new Telling(hooks));
        ExecutorClasses classes = new ExecutorClasses(instrumentation, transformer);
        instrumentation.addTransformer(transformer, true);
        try {
            classes.changeLoaded();
        } catch (RuntimeException | LinkageError e) {
            transformer.failed("", e);
        }
        return classes;
    }

    /** Where the JDK starts a platform thread: an executor that does so for a task hands it on. */
    static HookPoint threadStart() {
        return new HookPoints("ExecutorHooks").named(
                "Thread.start(executor)",
                "java/lang/Thread",
                "start",
                "()V",
                Place.ENTER,
                "threadStarting",
                "(Ljava/lang/Object;)V",
                Step.THIS);
    }

    private void changeLoaded() {
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        List<Class<?>> executors = new ArrayList<>();
        for (Class<?> type : loaded) {
            if (Executor.class.isAssignableFrom(type)
                    && !ThreadPoolExecutor.class.isAssignableFrom(type)
                    && !ForkJoinPool.class.isAssignableFrom(type)
                    && isOurs(type)) {
                executors.add(type);
            }
        }
        if (executors.isEmpty()) {
            return;
        }
        // Executors first: what is beside them is looked at because of them.
        new Retransformation(executors, instrumentation, transformer).call();
        new Retransformation(relatives(executors, loaded), instrumentation, transformer).call();
        transformer.found(Thread.getAllStackTraces().values());
    }

    private boolean isOurs(Class<?> type) {
        return !type.isArray()
                && !type.isHidden()
                && ExecutorTransformer.isOfTheApplication(type.getClassLoader(), type.getName().replace('.', '/'))
                && instrumentation.isModifiableClass(type);
    }

    /** What executors extend, what is nested in them, and what stands beside them and seems to have to do with it. */
    private List<Class<?>> relatives(List<Class<?>> executors, Class<?>[] loaded) {
        Set<Class<?>> known = new HashSet<>(executors);
        Set<String> packages = new HashSet<>();
        List<Class<?>> relatives = new ArrayList<>();
        for (Class<?> executor : executors) {
            packages.add(executor.getPackageName());
            for (Class<?> type = executor.getSuperclass(); type != null && isOurs(type); type = type.getSuperclass()) {
                if (known.add(type)) {
                    relatives.add(type);
                }
            }
        }
        for (Class<?> type : loaded) {
            boolean beside = packages.contains(type.getPackageName()) && !type.isInterface() && isOurs(type);
            if (beside && known.add(type)) {
                relatives.add(type);
            }
        }
        return relatives;
    }

    /** Whether a class, by its name, is an executor that has workers, or is nested in one. */
    boolean isWorkers(String className) {
        return transformer.isWorkers(className);
    }

    HookStatus status() {
        Map<String, String> failures = transformer.failures();
        int changed = transformer.changed().size();
        if (failures.isEmpty()) {
            return new HookStatus(NAME, "live", "classes=" + changed);
        }
        Map.Entry<String, String> one = failures.entrySet().iterator().next();
        String why = "classes=" + changed + " failed=" + failures.size() + ", as " + one.getKey() + ": "
                + one.getValue();
        return new HookStatus(NAME, changed == 0 ? "failed" : "live", why);
    }

    /** Takes the hooks out again. */
    void remove() {
        instrumentation.removeTransformer(transformer);
        Set<String> changed = transformer.changed();
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (changed.contains(type.getName().replace('.', '/')) && isOurs(type)) {
                types.add(type);
            }
        }
        new Retransformation(types, instrumentation, transformer).call();
    }

    /** Tells the hooks. */
    private static final class Telling implements ExecutorFamilies.Expectations {
        private final HookClasses hooks;

        Telling(HookClasses hooks) {
            this.hooks = hooks;
        }

        @Override
        public void expect(int type, int tasks) {
            hooks.configure(Control.EXECUTOR_TYPE, type, tasks);
        }
    }
}
