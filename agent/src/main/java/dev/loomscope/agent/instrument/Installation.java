package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.loomscope.agent.HookStatus;
import dev.loomscope.agent.hook.Control;
import dev.loomscope.agent.hook.HookMemory;
import org.jspecify.annotations.Nullable;

/**
 * The hooks as they stand in this JVM. Installing defines the hook classes, retransforms the JDK's classes to call them, tries
 * each hook on work of its own, and gives them fresh memory; they record from {@link #enable} on. Uninstalling brings the
 * JDK's classes back to what they were and leaves nothing but dead hook classes. Not thread-safe: one owner at a time.
 */
public final class Installation {
    private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";
    private static final String COMPLETABLE_FUTURE = "java.util.concurrent.CompletableFuture";
    private static final String ALTERNATIVE = COMPLETABLE_FUTURE + "$AltResult";
    private static final String FORK_JOIN_POOL = "java.util.concurrent.ForkJoinPool";

    private static final String FUTURE = "java.util.concurrent.FutureTask";

    private final Instrumentation instrumentation;
    private final HookClasses hooks;
    private final HookTransformer transformer;
    private final Set<Class<?>> targets;
    private final ExecutorClasses executors;
    private final HookMemory memory;
    private final List<HookPoint> points;

    /** By the names of the hooks that were tried. */
    private final Map<String, Boolean> called;

    private final SpanWatch spans;

    private Installation(
            Instrumentation instrumentation,
            HookClasses hooks,
            HookTransformer transformer,
            Set<Class<?>> targets,
            ExecutorClasses executors,
            HookMemory memory,
            List<HookPoint> points,
            Map<String, Boolean> called) {
        this.instrumentation = instrumentation;
        this.hooks = hooks;
        this.transformer = transformer;
        this.targets = targets;
        this.executors = executors;
        this.memory = memory;
        this.points = points;
        this.called = called;
        spans = new SpanWatch(instrumentation, hooks);
    }

    /**
     * Installs every hook that this JDK has a place for. When this throws, nothing is left installed.
     *
     * @param ringBytes size of one ring
     * @param early whether the application's threads do not run yet: classes are changed as they are loaded then, which takes a
     *     third of the time of a change afterwards
     * @throws IOException when the agent's own jar cannot be read
     */
    public static Installation install(Preparation preparation, int ringBytes, boolean early)
            throws ReflectiveOperationException, IOException {
        Instrumentation instrumentation = preparation.instrumentation();
        List<HookPoint> points = points();
        // Before any is changed, so that none is while an application's thread loads it.
        Set<Class<?>> targets = early ? Set.of() : TargetClasses.load(points);
        HookClasses hooks = preparation.hooks();
        HookTransformer transformer = new HookTransformer(points, hooks);
        ExecutorClasses executors = null;
        instrumentation.addTransformer(transformer, true);
        try {
            if (early) {
                targets = loadChanged(instrumentation, transformer, points);
            }
            new Retransformation(transformer.remaining(targets), instrumentation, transformer).call();
            configure(hooks, transformer);
            SmokeTest test = new SmokeTest(
                    hooks.jdk().isInitialized(VIRTUAL_THREAD),
                    hooks.jdk().isInitialized(FORK_JOIN_POOL),
                    hooks.jdk().isInitialized(COMPLETABLE_FUTURE));
            hooks.use(test.memory());
            Beside<Map<String, Boolean>> trial = Beside.begin("loomscope-trial", test);
            executors = ExecutorClasses.install(instrumentation, hooks);
            HookMemory memory = Memory.allocate(ringBytes);
            Map<String, Boolean> called = trial.result();
            hooks.use(memory);
            return new Installation(
                    instrumentation, hooks, transformer, targets, executors, memory, points, called);
        } catch (IOException | ReflectiveOperationException | RuntimeException | Error e) {
            if (executors != null) {
                executors.remove();
            }
            remove(instrumentation, hooks, transformer, TargetClasses.load(points));
            throw e;
        }
    }

    private static List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(GroupHookPoints.all());
        points.addAll(TimerHookPoints.olderPresent() ? TimerHookPoints.withOlder() : TimerHookPoints.all());
        points.addAll(ThreadHookPoints.all());
        points.addAll(VirtualWaitHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(DelayHookPoints.all());
        points.addAll(FutureHookPoints.all());
        points.add(ExecutorClasses.threadStart());
        if (OldFrames.present()) {
            points.addAll(OldFrames.hookPoints());
        }
        return points;
    }

    /** What the hooks write into. */
    public HookMemory memory() {
        return memory;
    }

    /** How it went, hook by hook. */
    public List<HookStatus> statuses() {
        Map<String, HookStatus> all = new LinkedHashMap<>();
        for (HookPoint point : points) {
            all.computeIfAbsent(point.name(), name -> status(point));
        }
        List<HookStatus> statuses = new ArrayList<>(all.values());
        statuses.add(executors.status());
        return List.copyOf(statuses);
    }

    /** Whether a class, by its name, belongs to an executor of the application that has workers. */
    public boolean isWorkers(String className) {
        return executors.isWorkers(className);
    }

    /** Sends the hooks a message of {@link Control}. */
    public void tell(Object[] message) {
        hooks.configure(message);
    }

    /** From now on the hooks record. */
    public void enable() {
        memory.enabled()[0] = 1;
        spans.start();
    }

    /** From now on the hooks do nothing; they are still called. */
    public void disable() {
        memory.enabled()[0] = 0;
    }

    /** Takes every hook out again. */
    public void uninstall() {
        disable();
        spans.stop();
        executors.remove();
        remove(instrumentation, hooks, transformer, targets);
    }

    /** Classes are changed as they are loaded, and those that every JVM has from the start on beside that. */
    private static Set<Class<?>> loadChanged(
            Instrumentation instrumentation, HookTransformer transformer, List<HookPoint> points)
            throws ReflectiveOperationException, IOException {
        Class<?> virtualThread = JdkInternals.find(VIRTUAL_THREAD);
        List<Class<?>> present = virtualThread == null ? List.of(Thread.class) : List.of(Thread.class, virtualThread);
        transformer.whenLoaded(true);
        Beside<Boolean> changing = Beside.begin(
                "loomscope-present", new Retransformation(present, instrumentation, transformer));
        Set<Class<?>> targets = TargetClasses.loadBeside(points);
        changing.result();
        transformer.whenLoaded(false);
        return targets;
    }

    private static void configure(HookClasses hooks, HookTransformer transformer) {
        JdkInternals jdk = hooks.jdk();
        JdkStates states = new JdkStates(transformer);
        Class<?> alternative = JdkInternals.find(ALTERNATIVE);
        hooks.configure(Wrappers.message(jdk));
        hooks.configure(
                Control.OUTCOMES,
                jdk.offset(FUTURE, "state"),
                jdk.offset(FUTURE, "outcome"),
                states.outcomes(),
                jdk.offset(COMPLETABLE_FUTURE, "result"),
                alternative == null ? Object.class : alternative,
                jdk.offset(ALTERNATIVE, "ex"));
        hooks.configure(states.forkJoin(jdk));
        hooks.configure(Wrappers.stages(jdk));
        Class<?> virtualThread = JdkInternals.find(VIRTUAL_THREAD);
        hooks.configure(
                Control.INTERNAL_POOLS,
                jdk.offset("java.util.concurrent.ThreadPoolExecutor", "threadFactory"),
                jdk.offset(FORK_JOIN_POOL, "factory"),
                virtualThread == null ? CompletableFuture.class : virtualThread);
        hooks.configure(
                Control.VIRTUAL_THREADS,
                jdk.offset(VIRTUAL_THREAD, "state"),
                jdk.offset(VIRTUAL_THREAD, "cont"),
                jdk.offset("jdk.internal.vm.Continuation", "target"),
                states.virtualThread("NEW"),
                states.virtualThread("STARTED"),
                states.reasons());
        GroupHookPoints.configure(hooks, jdk);
        TimerHookPoints.configure(hooks, jdk, transformer);
        ThreadHookPoints.configure(hooks, jdk);
        DelayHookPoints.configure(hooks, jdk);
        hooks.configure(VirtualWaitHookPoints.message(jdk));
    }

    private static void remove(
            Instrumentation instrumentation, HookClasses hooks, HookTransformer transformer, Set<Class<?>> targets) {
        instrumentation.removeTransformer(transformer);
        new Retransformation(targets, instrumentation, transformer).call();
        hooks.use(null);
    }

    private HookStatus status(HookPoint point) {
        @Nullable String failure = transformer.failure(point.target());
        if (failure != null) {
            return new HookStatus(point.name(), "failed", failure);
        }
        if (!transformer.isInserted(point)) {
            return new HookStatus(point.name(), "absent", "this JDK has no such place");
        }
        Boolean seen = called.get(point.name());
        if (seen == null) {
            return new HookStatus(point.name(), "live", "not tried");
        }
        return seen
                ? new HookStatus(point.name(), "live", "")
                : new HookStatus(point.name(), "failed", "it was not called when it was tried");
    }
}
