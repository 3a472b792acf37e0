package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Loads the JDK's classes that get hooks, and those that hooks ask about; at a start, when each is changed as it is loaded and the
 * application waits for all of them, on several processors.
 */
final class TargetClasses implements Callable<Boolean> {
    /** The largest: they take longest, so they are not to be the last. */
    private static final List<String> FIRST = List.of(
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.ForkJoinTask");

    /** They must not have to be loaded in the middle of a hook. */
    private static final List<String> ASKED_FOR = List.of(
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CancellationException",
            "java.util.concurrent.CompletionException",
            "java.util.concurrent.CompletableFuture$AsynchronousCompletionTask",
            "java.util.concurrent.CountedCompleter",
            "java.util.concurrent.RecursiveTask",
            "java.util.concurrent.RecursiveAction",
            "java.util.concurrent.ForkJoinWorkerThread",
            "java.util.concurrent.ScheduledFuture",
            "java.util.ArrayList",
            "java.lang.IllegalThreadStateException",
            "java.util.concurrent.Executor",
            "java.util.concurrent.ForkJoinPool",
            "java.util.concurrent.RejectedExecutionException");

    private final String[] names;
    private final int targets;
    private final @Nullable Class<?>[] found;
    private final AtomicInteger next = new AtomicInteger();

    private TargetClasses(List<HookPoint> points) {
        Set<String> all = new LinkedHashSet<>(FIRST);
        for (HookPoint point : points) {
            all.add(point.target().replace('/', '.'));
        }
        targets = all.size();
        all.addAll(ASKED_FOR);
        names = all.toArray(new String[0]);
        found = new Class<?>[names.length];
    }

    /** The classes that get hooks, as far as this JDK has them. */
    static Set<Class<?>> load(List<HookPoint> points) {
        TargetClasses classes = new TargetClasses(points);
        classes.call();
        return classes.loaded();
    }

    /** As {@link #load}, on several processors. */
    static Set<Class<?>> loadBeside(List<HookPoint> points) throws ReflectiveOperationException, IOException {
        TargetClasses classes = new TargetClasses(points);
        Beside<Boolean> second = Beside.begin("loomscope-targets-2", classes);
        Beside<Boolean> third = Beside.begin("loomscope-targets-3", classes);
        classes.call();
        second.result();
        third.result();
        return classes.loaded();
    }

    private Set<Class<?>> loaded() {
        Set<Class<?>> loaded = new LinkedHashSet<>();
        for (int i = 0; i < targets; i++) {
            Class<?> target = found[i];
            if (target != null) {
                loaded.add(target);
            }
        }
        return loaded;
    }

    /** Loads whichever is next, until none is left. */
    @Override
    public Boolean call() {
        for (int i = next.getAndIncrement(); i < names.length; i = next.getAndIncrement()) {
            found[i] = JdkInternals.find(names[i]);
        }
        return true;
    }
}
