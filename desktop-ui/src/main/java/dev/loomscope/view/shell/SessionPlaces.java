package dev.loomscope.view.shell;

import dev.loomscope.filter.Completion;
import dev.loomscope.insight.Finding;

/** Goes to what one view speaks of and another one shows. The window's thread owns it. */
public final class SessionPlaces {
    private static final long LEAST_AROUND = 1_000_000L;

    private final SessionViewModel session;

    SessionPlaces(SessionViewModel session) {
        this.session = session;
    }

    /** Goes to the place of a finding: the timeline, its task, its time. */
    public void open(Finding finding) {
        session.findings().opened(finding);
        session.viewProperty().set(ViewName.TIMELINE);
        if (!finding.tasks().isEmpty()) {
            session.tasks().selectedProperty().set(session.model().tasks().row(finding.tasks().getFirst()));
        }
        session.timeline().reveal().finding(finding, System.nanoTime());
    }

    /** Goes to the tasks of a pool. */
    public void openTasksOf(String pool) {
        session.filter().textProperty().set("pool:" + Completion.quoted(pool));
        session.viewProperty().set(ViewName.TASKS);
    }

    /** Goes to a time on the timeline, with some of what was before and after. */
    public void openTime(long time) {
        var timeline = session.timeline();
        long half = Math.max(LEAST_AROUND, (timeline.to() - timeline.from()) / 10);
        timeline.show((double) time - half, (double) time + half, System.nanoTime());
        session.viewProperty().set(ViewName.TIMELINE);
    }
}
