package dev.loomscope.filter;

import dev.loomscope.model.Names;
import dev.loomscope.model.TaskGroup;

/** What a group of tasks is called: its sort, its class, and what tells it from others, such as {@code task scope Shop@1f}. */
public final class GroupName {
    private GroupName() {}

    public static String of(TaskGroup group, Names names) {
        return group.kind().words() + " " + own(group, names);
    }

    /** Without its sort. */
    public static String own(TaskGroup group, Names names) {
        return (group.ofClass() == 0 ? "" : names.simpleClassName(group.ofClass()))
                + "@" + Long.toHexString(group.key());
    }
}
