package dev.loomscope.model;

import dev.loomscope.protocol.TaskFamily;

/** The kinds of pools, and what each says of its tasks. */
final class PoolKind {
    static final String THREAD_POOL = "thread-pool";
    static final String SCHEDULED = "scheduled";
    static final String VIRTUAL_THREADS = "virtual-threads";
    static final String FORK_JOIN = "fork-join";
    static final String BY_HAND = "threads";

    private PoolKind() {}

    /** By the name of its class. */
    static String ofClass(String name) {
        if (name.contains("Scheduled") || name.startsWith("java.util.Timer")) {
            return SCHEDULED;
        }
        return name.contains("ForkJoinPool") ? FORK_JOIN : THREAD_POOL;
    }

    static TaskKind ofTasks(String kind) {
        return switch (kind) {
            case SCHEDULED -> TaskKind.SCHEDULED;
            case FORK_JOIN -> TaskKind.FORK_JOIN;
            case BY_HAND -> TaskKind.THREAD;
            case VIRTUAL_THREADS -> TaskKind.VIRTUAL_THREAD;
            default -> TaskKind.EXECUTOR;
        };
    }

    /** The {@link TaskFamily} of a pool's tasks. */
    static int family(TaskKind tasks) {
        return switch (tasks) {
            case FORK_JOIN -> TaskFamily.FORK_JOIN;
            case VIRTUAL_THREAD -> TaskFamily.VIRTUAL_THREAD;
            default -> TaskFamily.POOL;
        };
    }
}
