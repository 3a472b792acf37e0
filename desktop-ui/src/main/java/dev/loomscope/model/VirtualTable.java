package dev.loomscope.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The virtual threads of which more may be heard: those that live, and those that ended not long ago. Session thread only. */
final class VirtualTable {
    private final Names names;
    private final LongMap<VirtualTask> byId = new LongMap<>();
    private final ArrayDeque<VirtualTask> ended = new ArrayDeque<>();

    VirtualTable(Names names) {
        this.names = names;
    }

    @Nullable
    VirtualTask get(long id) {
        return byId.get(id);
    }

    void add(VirtualTask v) {
        byId.put(v.id, v);
    }

    void remove(VirtualTask v) {
        byId.remove(v.id);
    }

    /** All of them, as they are now. */
    List<VirtualTask> all() {
        List<VirtualTask> all = new ArrayList<>();
        byId.forEach(all::add);
        return all;
    }

    /** A thread is over; it is remembered for a while. */
    void ended(VirtualTask v, long time) {
        v.over = true;
        v.ended = time;
        ended.add(v);
    }

    /** Forgets what ended before a time. */
    void expire(long before) {
        for (VirtualTask v = ended.peek(); v != null && v.ended < before; v = ended.peek()) {
            ended.remove();
            if (byId.get(v.id) == v) {
                byId.remove(v.id);
            }
            if (v.track == null) {
                names.forgetThread(v.id);
            }
        }
    }
}
