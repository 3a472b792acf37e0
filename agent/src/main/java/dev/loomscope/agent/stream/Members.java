package dev.loomscope.agent.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

import dev.loomscope.protocol.EventsWriter;

/**
 * Which live threads belong to a group: to an executor that starts one for each task, or to a scope. Who comes later is told so
 * behind their starts. Belongs to the drain.
 */
final class Members {
    private static final int MOST = 1 << 14;

    private final Map<Long, Member> members = new HashMap<>();

    /** @param kind of {@link dev.loomscope.protocol.GroupKind} */
    private record Member(long group, long kind, int groupClass) {}

    /** MEMBER. */
    void joined(long thread, long group, long kind, int groupClass) {
        if (members.size() < MOST) {
            members.put(thread, new Member(group, kind, groupClass));
        }
    }

    /** A thread ended. */
    void left(long thread) {
        members.remove(thread);
    }

    /** Forgets threads that are not live: of one that ended soon, the end may have been read before. */
    void retain(LongPredicate isLive) {
        members.keySet().removeIf(thread -> !isLive.test(thread));
    }

    /** Writes what a thread belongs to, if to anything; its start stands before, in the same run. */
    void write(long thread, long time, EventsWriter out, SlotNames classes) {
        Member member = members.get(thread);
        if (member != null) {
            int type = classes.define(member.groupClass, out);
            out.member(time, member.group, member.kind, thread, type);
        }
    }

    /** Class slots were freed. */
    void forgetClasses(boolean[] freed) {
        members.replaceAll((thread, member) -> freed[member.groupClass]
                ? new Member(member.group, member.kind, 0)
                : member);
    }
}
