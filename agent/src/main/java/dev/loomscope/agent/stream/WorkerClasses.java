package dev.loomscope.agent.stream;

import java.util.function.Predicate;

import dev.loomscope.protocol.TaskKinds;

/**
 * Tells by their class the threads that are no tasks: workers of pools, and those by which the JDK serves itself. Of an executor
 * of the application's whose code runs one Runnable after the other, what is nested in it is a worker.
 */
final class WorkerClasses {
    /** Of the JDK, and of Tomcat, whose pool is a copy of it. */
    private static final String POOLS = ".ThreadPoolExecutor$Worker";

    /** What the factories of Tomcat and Netty put around a worker, which others carry along under names of their own. */
    private static final String[] WRAPPERS = {".TaskThread$WrappingRunnable", ".FastThreadLocalRunnable"};

    private static final String POLLERS = "sun.nio.ch.Poller$";

    private final Predicate<String> ofExecutors;

    /** @param ofExecutors whether a class, by its name, belongs to an executor of the application that has workers */
    WorkerClasses(Predicate<String> ofExecutors) {
        this.ofExecutors = ofExecutors;
    }

    /** The label of the tasks of a class that the hooks took for tasks of a kind of {@link TaskKinds}. */
    String label(String className, int kind) {
        return TaskKinds.label(isWorkers(className, kind) ? TaskKinds.WORKER : kind);
    }

    private boolean isWorkers(String className, int kind) {
        if (kind == TaskKinds.EXECUTOR) {
            return className.endsWith(POOLS) || className.startsWith(POLLERS);
        }
        if (kind != TaskKinds.THREAD) {
            return false;
        }
        for (String wrapper : WRAPPERS) {
            if (className.endsWith(wrapper)) {
                return true;
            }
        }
        return className.endsWith(POOLS) || ofExecutors.test(className);
    }
}
