package dev.loomscope.agent.sample;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;

import dev.loomscope.agent.Stacks;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.Ids;
import dev.loomscope.agent.hook.Marks;
import dev.loomscope.agent.sample.Facts.AdoptedThread;
import dev.loomscope.protocol.TaskKinds;
import org.jspecify.annotations.Nullable;

/**
 * Finds the platform threads that are tasks and were started before the hooks came, by the rules by which the hooks know
 * them. Of a worker whose pool's factory wrapped it the stack tells. A thread that is found gets its mark, so that the hooks
 * tell its end.
 */
final class StartedThreads {
    private static final String CONCURRENT = "java.util.concurrent.";
    private static final int DEPTH = 6;
    private static final String[] SUBTASKS = {CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl",
            CONCURRENT + "StructuredTaskScope$SubtaskImpl"};
    private static final String[] PER_TASK = {CONCURRENT + "ThreadPerTaskExecutor$TaskRunner",
            CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture"};

    private final HookMemory memory;
    private final Map<Class<?>, VarHandle> wrappers = new HashMap<>();
    private final List<Class<?>> subtasks = new ArrayList<>();
    private final List<Class<?>> perTask = new ArrayList<>();
    private final @Nullable VarHandle callable = JdkDoors.field(FutureTask.class, "callable");

    StartedThreads(HookMemory memory) {
        this.memory = memory;
        wrapper(CONCURRENT + "Executors$RunnableAdapter");
        for (String name : SUBTASKS) {
            wrapper(name);
            add(subtasks, name);
        }
        wrapper(PER_TASK[0]);
        for (String name : PER_TASK) {
            add(perTask, name);
        }
    }

    private void wrapper(String name) {
        Class<?> type = JdkDoors.type(name);
        VarHandle task = JdkDoors.field(type, "task");
        if (type != null && task != null) {
            wrappers.put(type, task);
        }
    }

    private static void add(List<Class<?>> types, String name) {
        Class<?> type = JdkDoors.type(name);
        if (type != null) {
            types.add(type);
        }
    }

    /** The thread as a task, and marked as such; null where it is none, or the hooks saw it starting. */
    @Nullable
    AdoptedThread find(Thread thread, @Nullable Object body) {
        int id = (int) ThreadFacts.id(thread);
        if (!isTask(thread, body) || Marks.has(memory.threads(), id) || isWorker(thread)) {
            return null;
        }
        Object task = body == null ? thread : innermost(body);
        int kind = body != null && subtasks.contains(body.getClass()) ? TaskKinds.STRUCTURED : TaskKinds.THREAD;
        if (!Marks.put(memory.threads(), id, 0)) {
            return null;
        }
        if (!thread.isAlive()) {
            Marks.take(memory.threads(), id);
            return null;
        }
        return new AdoptedThread(thread, Ids.ofClass(memory, task.getClass(), kind));
    }

    private boolean isTask(Thread thread, @Nullable Object body) {
        Class<?> own = thread.getClass();
        ThreadGroup group = thread.getThreadGroup();
        if (group == null
                || group.getParent() == null
                || thread instanceof ForkJoinWorkerThread
                || !(own.equals(Thread.class) || isApplications(own))) {
            return false;
        }
        if (body == null) {
            // The JVM's own, and those of native code, run nothing of Java's.
            return !own.equals(Thread.class);
        }
        Class<?> type = body.getClass();
        return perTask.contains(type) || subtasks.contains(type) || isApplications(innermost(body).getClass());
    }

    private static boolean isApplications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader != null && !loader.equals(ClassLoader.getPlatformClassLoader());
    }

    private static boolean isWorker(Thread thread) {
        for (StackTraceElement frame : Stacks.of(thread)) {
            if (WorkerFrames.isWorkers(frame)) {
                return true;
            }
        }
        return false;
    }

    private Object innermost(Object body) {
        Object outer = body;
        for (int depth = 0; depth < DEPTH; depth++) {
            VarHandle field = outer instanceof FutureTask<?> ? callable : wrappers.get(outer.getClass());
            Object inner = field == null ? null : field.get(outer);
            if (inner == null) {
                break;
            }
            outer = inner;
        }
        return outer;
    }
}
