package dev.loomscope.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Joins what tells of groups. Session thread only. */
final class Groups {
    private static final int MOST = 1 << 14;

    private final TaskFacts facts;
    private final Map<Long, TaskGroup> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TaskGroup> eldest) {
            return size() > MOST;
        }
    };

    Groups(TaskFacts facts) {
        this.facts = facts;
    }

    /** What runs on a thread submits for a group from now on. */
    void begin(ThreadTrack who, long key, long kind, int ofClass, int opener, long time) {
        who.group = get(key, kind, ofClass, opener, time);
    }

    static void end(ThreadTrack who, long key, long time) {
        TaskGroup group = who.group;
        if (group != null && group.key() == key) {
            group.end(time);
            who.group = null;
        }
    }

    void submitted(TaskGroup group, int row) {
        if (facts.groups.get(row) == null) {
            group.add(row);
            facts.groups.put(row, group);
        }
    }

    void member(int row, long key, long kind, int ofClass, int opener, long time) {
        submitted(get(key, kind, ofClass, opener, time), row);
    }

    private TaskGroup get(long key, long kind, int ofClass, int opener, long time) {
        @Nullable TaskGroup group = byKey.get(key);
        if (group == null || group.ended() >= 0) {
            group = new TaskGroup(key, TaskGroup.Kind.of(kind), ofClass, opener, time);
            byKey.put(key, group);
        }
        return group;
    }
}
