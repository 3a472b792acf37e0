package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** What sort of task something is; a task has the most specific kind that fits. */
public enum TaskKind {
    EXECUTOR(0, "executor"),
    SCHEDULED(1, "scheduled"),
    VIRTUAL_THREAD(2, "virtual-thread"),
    FORK_JOIN(3, "fork-join"),
    COMPLETABLE_FUTURE(4, "completable-future"),
    STRUCTURED(5, "structured"),
    THREAD(6, "thread"),
    /** No task: a worker of a pool, or a thread by which the JDK serves itself. It counts nowhere. */
    WORKER(7, "worker");

    /** Its place among the kinds, from 0. */
    final int index;

    private final String label;

    TaskKind(int index, String label) {
        this.index = index;
        this.label = label;
    }

    /** The kind of a label; null where it is none that is known here. */
    static @Nullable TaskKind of(String label) {
        for (TaskKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }

    /** The kind's stable name in reports, exports and on the screen. */
    public String label() {
        return label;
    }
}
