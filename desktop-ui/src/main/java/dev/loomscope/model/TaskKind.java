package dev.loomscope.model;

/** What sort of task something is; a task has the most specific kind that fits. */
public enum TaskKind {
    EXECUTOR("executor"),
    SCHEDULED("scheduled"),
    VIRTUAL_THREAD("virtual-thread"),
    FORK_JOIN("fork-join"),
    COMPLETABLE_FUTURE("completable-future"),
    STRUCTURED("structured"),
    THREAD("thread");

    private final String label;

    TaskKind(String label) {
        this.label = label;
    }

    /** The kind's stable name in reports, exports and on the screen. */
    public String label() {
        return label;
    }
}
