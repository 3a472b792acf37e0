package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;

/**
 * A finding where it belongs on the timeline: on a pool's header, on a stretch of lanes, or both.
 *
 * @param stretches what it is about on lanes; empty where it is about a whole pool
 */
record Mark(Finding finding, List<Stretch> stretches) {

    /**
     * A part of a lane.
     *
     * @param taskRow row of the task, -1 where the thread as such is meant
     */
    record Stretch(int lane, int taskRow, long from, long to) {}

    /** A finding of a session, placed; of a long list of tasks the first ones are. */
    static Mark of(Finding finding, SessionModel session) {
        List<Stretch> stretches = new ArrayList<>();
        TaskTable tasks = session.tasks();
        for (long id : finding.tasks()) {
            int row = tasks.row(id);
            Lane lane = row < 0 ? null : session.lanes().ofThread(tasks.workerThread(row));
            if (lane == null || tasks.started(row) < 0) {
                continue;
            }
            long end = tasks.ended(row);
            stretches.add(new Stretch(lane.id(), row, tasks.started(row), end < 0 ? Long.MAX_VALUE : end));
            if (stretches.size() == 100) {
                break;
            }
        }
        return new Mark(finding, List.copyOf(stretches));
    }

    boolean isSevere() {
        return finding.severity() == Severity.CRITICAL;
    }

    /** Whether it is about the pool as a whole. */
    boolean marksPool(int pool) {
        Integer own = finding.pool();
        return own != null && own == pool && stretches.isEmpty();
    }
}
