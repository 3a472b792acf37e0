package dev.loomscope.view.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/** The findings of a session, each where it belongs on the timeline. */
final class Marks {
    private List<Finding> findings = List.of();
    private List<Mark> all = List.of();
    private Set<Integer> tasks = Set.of();

    List<Mark> all() {
        return all;
    }

    /** Rows of the tasks that a finding is about. */
    Set<Integer> tasks() {
        return tasks;
    }

    /** Takes up what is wrong; false where that is nothing new. */
    boolean set(List<Finding> now, SessionModel session) {
        if (findings.equals(now)) {
            return false;
        }
        findings = List.copyOf(now);
        place(session);
        return true;
    }

    /** The session went on: tasks moved and ended. */
    void place(SessionModel session) {
        all = findings.stream().map(f -> Mark.of(f, session)).toList();
        Set<Integer> rows = new HashSet<>();
        for (Mark mark : all) {
            for (Mark.Stretch stretch : mark.stretches()) {
                rows.add(stretch.taskRow());
            }
        }
        tasks = Set.copyOf(rows);
    }

    /** The mark on a span, or on a pool's header at a time; null where there is none. */
    @Nullable
    Mark at(Rows.@Nullable Row row, Hover.@Nullable Span span, double time) {
        for (Mark mark : all) {
            if (span != null) {
                for (Mark.Stretch stretch : mark.stretches()) {
                    if (stretch.taskRow() == span.taskRow()) {
                        return mark;
                    }
                }
            } else if (row != null && row.track() == null && mark.marksPool(row.group().pool())
                    && time >= mark.finding().from() && time <= mark.finding().to()) {
                return mark;
            }
        }
        return null;
    }
}
