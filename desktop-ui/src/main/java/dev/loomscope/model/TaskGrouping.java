package dev.loomscope.model;

import org.jspecify.annotations.Nullable;

/** What puts tasks together. */
public enum TaskGrouping {
    /** The pool that they were submitted to. */
    POOL("No pool"),
    /** Virtual threads, by their class. */
    VIRTUAL_BY_CLASS("No class"),
    /** Virtual threads, by the task that started them. */
    VIRTUAL_BY_PARENT("Started by no task"),
    /** Where in the code they were submitted; their class where that is not known. */
    SITE("No site"),
    /** The first of their ancestors that is known. */
    TREE("Submitted by no task"),
    /** The call of invokeAll, the scope, the executor that they belong to. */
    SCOPE("In no scope"),
    /** The trace that was current where they were submitted. */
    TRACE("In no trace");

    private final String none;

    TaskGrouping(String none) {
        this.none = none;
    }

    /** Whether a task is shown at all. */
    boolean takes(TaskTable tasks, int row) {
        return (this != VIRTUAL_BY_CLASS && this != VIRTUAL_BY_PARENT) || tasks.virtualThread(row) != 0;
    }

    /** The key of a task's group. */
    TaskKey key(SessionModel model, int row) {
        TaskTable tasks = model.tasks();
        return switch (this) {
            case POOL -> new TaskKey(tasks.pool(row), 0);
            case VIRTUAL_BY_CLASS -> new TaskKey(tasks.taskClass(row), 0);
            case VIRTUAL_BY_PARENT -> orNone(tasks.parent(row));
            case SITE -> site(tasks, row);
            case TREE -> orNone(tasks.parent(row));
            case SCOPE -> scope(model.facts().group(row));
            case TRACE -> trace(tasks.trace(row));
        };
    }

    private static TaskKey orNone(int row) {
        return row < 0 ? TaskKey.NONE : new TaskKey(row, 0);
    }

    private static TaskKey site(TaskTable tasks, int row) {
        int site = tasks.site(row);
        return site == 0 ? new TaskKey(tasks.taskClass(row), 1) : new TaskKey(site, 0);
    }

    private static TaskKey scope(@Nullable TaskGroup group) {
        return group == null ? TaskKey.NONE : new TaskKey(group.key(), group.begun());
    }

    private static TaskKey trace(@Nullable TraceId trace) {
        return trace == null ? TaskKey.NONE : new TaskKey(trace.high(), trace.low());
    }

    /** What a group is called, told by its key and its first task. */
    String name(SessionModel model, TaskKey key, int row) {
        if (key.equals(TaskKey.NONE)) {
            return none;
        }
        Names names = model.names();
        return switch (this) {
            case POOL -> names.pool((int) key.first());
            case VIRTUAL_BY_CLASS -> names.simpleClassName((int) key.first());
            case VIRTUAL_BY_PARENT, TREE -> task(model.tasks(), (int) key.first());
            case SITE -> key.second() == 1 ? names.simpleClassName((int) key.first())
                    : shortSite(names.site((int) key.first()));
            case SCOPE -> scopeName(model, row);
            case TRACE -> traceName(model.tasks(), row);
        };
    }

    private static String task(TaskTable tasks, int row) {
        return tasks.name(row) + "  #" + tasks.id(row);
    }

    /** {@code com.acme.Orders.submit(Orders.java:12)} is {@code Orders.java:12 submit}. */
    private static String shortSite(String site) {
        int open = site.indexOf('(');
        if (open < 0 || !site.endsWith(")")) {
            return site;
        }
        String method = site.substring(site.lastIndexOf('.', open) + 1, open);
        return site.substring(open + 1, site.length() - 1) + "  " + method;
    }

    private static String scopeName(SessionModel model, int row) {
        TaskGroup group = model.facts().group(row);
        if (group == null) {
            return "task scope";
        }
        String words = group.kind() == TaskGroup.Kind.EXECUTOR ? "executor" : group.kind().words();
        return group.opener() < 0 ? words : words + "  " + task(model.tasks(), group.opener());
    }

    private static String traceName(TaskTable tasks, int row) {
        TraceId trace = tasks.trace(row);
        return trace == null ? "trace" : trace.trace().substring(0, 12) + "  " + tasks.name(row);
    }

    /** Id of the pool that a group is of, {@link TrackGroup#NO_POOL} for other groups. */
    int pool(TaskKey key) {
        return this == POOL ? (int) key.first() : TrackGroup.NO_POOL;
    }
}
