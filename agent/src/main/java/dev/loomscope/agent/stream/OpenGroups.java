package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;

/**
 * Calls of invokeAll and invokeAny that platform threads are inside of, for those who come later. Of a virtual thread it is not
 * kept: it may have changed its carrier since. Belongs to the drain.
 */
final class OpenGroups {
    private final WatchedThreads threads;
    private final Map<Integer, Group> groups = new HashMap<>();

    private record Group(long thread, long key, long kind, int groupClass, long time) {}

    OpenGroups(WatchedThreads threads) {
        this.threads = threads;
    }

    /** GROUP_BEGIN, on the thread of a row. */
    void begun(int row, long key, long kind, int groupClass, long time) {
        if (threads.mounted(row) == 0) {
            groups.put(row, new Group(threads.id(row), key, kind, groupClass, time));
        }
    }

    /** GROUP_END. */
    void ended(int row, long key) {
        Group group = groups.get(row);
        if (group != null && group.key == key) {
            groups.remove(row);
        }
    }

    /** Writes all of them, into a keyframe; those of threads that are gone are forgotten. */
    void writeAll(EventsWriter out, SlotNames classes, ThreadNames names) {
        groups.entrySet().removeIf(each -> threads.id(each.getKey()) != each.getValue().thread);
        groups.forEach((row, group) -> {
            names.define(row, out);
            out.beginRun(group.thread);
            int type = classes.define(group.groupClass, out);
            out.note(EventKind.GROUP_BEGIN, group.time, group.key, group.kind, 0, type, 0);
        });
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        groups.replaceAll((row, group) -> freed[group.groupClass]
                ? new Group(group.thread, group.key, group.kind, 0, group.time)
                : group);
    }
}
