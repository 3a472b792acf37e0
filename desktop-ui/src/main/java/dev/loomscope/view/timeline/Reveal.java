package dev.loomscope.view.timeline;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Track;

/** Brings tasks and findings into sight: their time and their lane. */
public final class Reveal {
    private final TimelineModel model;
    private final RowScroll rows;

    Reveal(TimelineModel model, RowScroll rows) {
        this.model = model;
        this.rows = rows;
    }

    /** A task's run; time moves only where it has to. */
    public void task(int taskRow, long clock) {
        TaskTable tasks = model.session().tasks();
        long start = begin(taskRow);
        if (start < 0) {
            return;
        }
        long end = tasks.ended(taskRow) < 0 ? model.session().now() : tasks.ended(taskRow);
        Viewport now = model.sight().viewport();
        double length = end - start;
        double pixels = length / now.nsPerPixel();
        boolean outside = start < now.timeAt(0) || end > now.timeAt(model.sight().width());
        if (pixels > model.sight().width() * 0.9 || pixels < 3) {
            around((double) start, (double) end, clock);
        } else if (outside) {
            double half = now.span(model.sight().width()) / 2;
            double middle = start + length / 2;
            model.sight().show(middle - half, middle + half, clock);
        }
        lane(taskRow);
    }

    /** All of the chosen task's life, from submit to end, or all that is remembered where none is chosen that ran. */
    void selectedOrAll(long clock) {
        TaskTable tasks = model.session().tasks();
        int row = model.selection().task();
        if (row < 0 || begin(row) < 0) {
            model.fit(clock);
            return;
        }
        double from = Math.min(tasks.submitted(row), begin(row));
        double to = tasks.ended(row) < 0 ? model.sight().position() : tasks.ended(row);
        double room = Math.max((to - from) * 0.08, 1_000);
        model.sight().show(from - room, to + room, clock);
        lane(row);
    }

    /** When it is first to be seen: that it was submitted shows only on a row of its own; -1 where it is not. */
    private long begin(int taskRow) {
        TaskTable tasks = model.session().tasks();
        return tasks.started(taskRow) < 0 && model.arranged().isOfTasks() ? tasks.submitted(taskRow)
                : tasks.started(taskRow);
    }

    /** Chooses the next task of the chosen one's class, or the one before, and brings it into sight. */
    void neighbour(boolean next, long clock) {
        int row = model.selection().neighbour(model.session().tasks(), next);
        if (row >= 0) {
            model.selection().choose(row);
            task(row, clock);
        }
    }

    /** Goes along a link: chooses the other task and brings the end of the link there into sight. */
    void link(Link link, long clock) {
        model.selection().choose(link.other());
        long time = link.kind() == Link.Kind.WAIT ? link.toTime() : link.fromTime();
        Viewport now = model.viewport();
        if (time < model.from() || time > model.to()) {
            double half = now.span(model.width()) / 2;
            model.show(time - half, time + half, clock);
        }
        Track end = model.arranged().tracks().of(link.other(), link.kind() == Link.Kind.WAIT ? link.to() : link.from());
        if (end != null) {
            model.arranged().tracks().reveal(end);
        }
    }

    /** The chosen stretch of time, if there is one. */
    void range(long clock) {
        TimeRange range = model.selection().range();
        if (range != null) {
            model.show((double) range.from(), (double) range.to(), clock);
        }
    }

    /** A stretch of time, with some of what is around it. */
    void around(double from, double to, long clock) {
        double room = Math.max((to - from) * 2, 20_000);
        model.sight().show(from - room, to + room, clock);
    }

    /** Where a finding belongs: its time, and its first task or its pool. */
    public void finding(Finding finding, long clock) {
        SessionModel session = model.session();
        Mark mark = Mark.of(finding, session);
        long to = Math.min(finding.to(), session.now());
        double length = Math.max(to - finding.from(), 1_000_000);
        model.sight().show(finding.from() - length * 0.15, to + length * 0.15, clock);
        if (!mark.stretches().isEmpty()) {
            Mark.Stretch first = mark.stretches().getFirst();
            model.selection().choose(first.taskRow());
            lane(first.taskRow());
        } else if (finding.pool() != null) {
            rows.revealPool(finding.pool());
        }
    }

    /** Its track, where one shows it. */
    private void lane(int taskRow) {
        Track track = model.arranged().tracks().of(taskRow);
        if (track != null) {
            model.arranged().tracks().reveal(track);
        }
    }
}
