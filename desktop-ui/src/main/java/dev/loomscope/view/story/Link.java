package dev.loomscope.view.story;

/** Where a story leads to. */
public sealed interface Link {
    /** What stands on it. */
    String label();

    /**
     * Another task.
     *
     * @param about a figure that belongs to it; empty where there is none
     */
    record ToTask(long id, String label, String about) implements Link {}

    /** All tasks that a filter wants. */
    record ToTasks(String label, String filter) implements Link {}

    /** A text for the clipboard. */
    record Copy(String label, String text) implements Link {}
}
