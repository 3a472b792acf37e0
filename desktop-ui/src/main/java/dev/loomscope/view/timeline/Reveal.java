package dev.loomscope.view.timeline;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;

/** Brings tasks and findings into sight: their time and their lane. */
final class Reveal {
    private final Sight sight;
    private final RowScroll rows;
    private final Selection selection;

    Reveal(Sight sight, RowScroll rows, Selection selection) {
        this.sight = sight;
        this.rows = rows;
        this.selection = selection;
    }

    /** A task's run; time moves only where it has to. */
    void task(SessionModel session, int taskRow, long clock) {
        TaskTable tasks = session.tasks();
        long start = tasks.started(taskRow);
        if (start < 0) {
            return;
        }
        long end = tasks.ended(taskRow) < 0 ? session.now() : tasks.ended(taskRow);
        Viewport now = sight.viewport();
        double length = end - start;
        double pixels = length / now.nsPerPixel();
        boolean outside = start < now.timeAt(0) || end > now.timeAt(sight.width());
        if (pixels > sight.width() * 0.9 || pixels < 3) {
            around((double) start, (double) end, clock);
        } else if (outside) {
            double half = now.span(sight.width()) / 2;
            double middle = start + length / 2;
            sight.show(middle - half, middle + half, clock);
        }
        lane(session, taskRow);
    }

    /** All of the chosen task's life, from submit to end; false where none is chosen that ran. */
    boolean selected(SessionModel session, long clock) {
        TaskTable tasks = session.tasks();
        int row = selection.task();
        if (row < 0 || tasks.started(row) < 0) {
            return false;
        }
        double from = Math.min(tasks.submitted(row), tasks.started(row));
        double to = tasks.ended(row) < 0 ? sight.position() : tasks.ended(row);
        double room = Math.max((to - from) * 0.08, 1_000);
        sight.show(from - room, to + room, clock);
        lane(session, row);
        return true;
    }

    /** Chooses the next task of the chosen one's class, or the one before, and brings it into sight. */
    void neighbour(SessionModel session, boolean next, long clock) {
        int row = selection.neighbour(session.tasks(), next);
        if (row >= 0) {
            selection.choose(row);
            task(session, row, clock);
        }
    }

    /** A stretch of time, with some of what is around it. */
    void around(double from, double to, long clock) {
        double room = Math.max((to - from) * 2, 20_000);
        sight.show(from - room, to + room, clock);
    }

    /** Where a finding belongs: its time, and its first task or its pool. */
    void finding(SessionModel session, Finding finding, long clock) {
        rows.refresh(session.lanes());
        Mark mark = Mark.of(finding, session);
        long to = Math.min(finding.to(), session.now());
        double length = Math.max(to - finding.from(), 1_000_000);
        sight.show(finding.from() - length * 0.15, to + length * 0.15, clock);
        if (!mark.stretches().isEmpty()) {
            Mark.Stretch first = mark.stretches().getFirst();
            selection.choose(first.taskRow());
            rows.reveal(session.lanes().lane(first.lane()), session.lanes());
        } else if (finding.pool() != null) {
            rows.revealGroup(finding.pool());
        }
    }

    private void lane(SessionModel session, int taskRow) {
        Lane lane = Mark.laneOf(session.lanes(), session.tasks().workerThread(taskRow));
        if (lane != null) {
            rows.reveal(lane, session.lanes());
        }
    }
}
