package dev.loomscope.agent.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinWorkerThread;

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
    private static final String[] SUBTASKS = {CONCURRENT + "StructuredTaskScopeImpl$SubtaskImpl",
            CONCURRENT + "StructuredTaskScope$SubtaskImpl"};
    private static final String[] PER_TASK = {CONCURRENT + "ThreadPerTaskExecutor$TaskRunner",
            CONCURRENT + "ThreadPerTaskExecutor$ThreadBoundFuture"};

    private final HookMemory memory;
    private final InnerTasks inner;
    private final List<Class<?>> subtasks = new ArrayList<>();
    private final List<Class<?>> perTask = new ArrayList<>();

    StartedThreads(HookMemory memory, InnerTasks inner) {
        this.memory = memory;
        this.inner = inner;
        for (String name : SUBTASKS) {
            add(subtasks, name);
        }
        for (String name : PER_TASK) {
            add(perTask, name);
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
        Object task = body == null ? thread : inner.innermost(body);
        int kind = body != null && isSubtask(body) ? TaskKinds.STRUCTURED : TaskKinds.THREAD;
        if (!Marks.put(memory.threads(), id, 0)) {
            return null;
        }
        if (!thread.isAlive()) {
            Marks.take(memory.threads(), id);
            return null;
        }
        return new AdoptedThread(thread, Ids.ofClass(memory, task.getClass(), kind));
    }

    /** The slot of the class of what a virtual thread runs; 0 where that is not known. */
    int classOfVirtual(@Nullable Object body) {
        Object task = body == null ? null : inner.inner(body);
        if (task == null) {
            return 0;
        }
        int kind = isSubtask(task) ? TaskKinds.STRUCTURED : TaskKinds.EXECUTOR;
        return Ids.ofClass(memory, inner.innermost(task).getClass(), kind);
    }

    private boolean isSubtask(Object body) {
        return subtasks.contains(body.getClass());
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
        return perTask.contains(type) || isSubtask(body) || isApplications(inner.innermost(body).getClass());
    }

    private static boolean isApplications(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        // What the application's loader may say of equality is not asked.
        return loader != null && !ClassLoader.getPlatformClassLoader().equals(loader);
    }

    private static boolean isWorker(Thread thread) {
        for (StackTraceElement frame : Stacks.of(thread)) {
            if (WorkerFrames.isWorkers(frame)) {
                return true;
            }
        }
        return false;
    }
}
