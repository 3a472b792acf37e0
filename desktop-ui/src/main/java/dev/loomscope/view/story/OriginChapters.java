package dev.loomscope.view.story;

import java.util.List;
import java.util.Optional;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.Pool;
import dev.loomscope.model.PoolSeries;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Moments;

/** Where a task came from, and how long and behind what it waited before its first run. */
final class OriginChapters {
    private static final int MOST_BEFORE = 3;

    private final SessionModel model;
    private final TaskTable tasks;
    private final int row;
    private final long now;
    private final Moments moments;

    OriginChapters(SessionModel model, int row, long now, Moments moments) {
        this.model = model;
        this.tasks = model.tasks();
        this.row = row;
        this.now = now;
        this.moments = moments;
    }

    void submit(List<Chapter> chapters) {
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.SUBMIT, tasks.adopted(row) ? "First seen" : "Submitted")
                .at(tasks.submitted(row));
        if (tasks.site(row) != 0) {
            draft.fact("From", model.names().site(tasks.site(row)));
        }
        int parent = tasks.parent(row);
        if (parent >= 0) {
            draft.fact("Submitted by", tasks, parent);
        }
        if (tasks.pool(row) != 0) {
            draft.fact("Pool", model.names().pool(tasks.pool(row)));
        }
        Schedule schedule = model.facts().schedule(row);
        if (schedule != null) {
            draft.fact("Due", "at " + moments.of(schedule.due()) + ", "
                    + Figures.duration(Math.max(0, schedule.delay())) + " after it was submitted");
        }
        chapters.add(draft.done());
    }

    void queue(List<Chapter> chapters) {
        long began = QueueWait.begin(model, row);
        long started = tasks.started(row);
        boolean waitsYet = started < 0 && tasks.state(row).isLive();
        if (tasks.adopted(row)) {
            chapters.add(new ChapterDraft(Chapter.Subject.QUEUE, "Waited")
                    .fact("Waited", "unknown: it ran before watching began").done());
            return;
        }
        if (started < 0 && !waitsYet) {
            return;
        }
        if (waitsYet && began > now) {
            chapters.add(new ChapterDraft(Chapter.Subject.QUEUE, "To run later").at(began)
                    .figure(Figures.duration(began - now))
                    .fact("Waits", "to be due in " + Figures.duration(began - now)).done());
            return;
        }
        long until = waitsYet ? now : started;
        long length = Math.max(0, until - began);
        String words = Figures.duration(length);
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.QUEUE, waitsYet ? "Waits to run" : "Waited to run")
                .at(began).figure(words);
        boolean late = began > tasks.submitted(row);
        if (late || waitsYet) {
            draft.fact(waitsYet ? "Waits" : "Waited", waitsYet ? "for " + words + " so far"
                    : words + " from when it was due");
        }
        int queue = queueAt(began);
        if (queue > 0) {
            draft.fact("Queue", Figures.counted(queue, "task") + " in it when it came");
        }
        behind(draft, began, until);
        chapters.add(draft.done());
    }

    /** As it was sampled last before a time; below 0 where it is not known. */
    private int queueAt(long time) {
        Optional<Pool> pool = model.pool(tasks.pool(row));
        if (pool.isEmpty()) {
            return -1;
        }
        PoolSeries series = pool.get().series();
        int behind = series.indexAt(time + 1);
        return behind <= series.oldest() ? -1 : series.queue(behind - 1);
    }

    private void behind(ChapterDraft draft, long from, long to) {
        RanBefore before = RanBefore.of(model, row, from, to);
        if (before.tasks().isEmpty()) {
            return;
        }
        List<RanBefore.Task> most = before.tasks().subList(0, Math.min(MOST_BEFORE, before.tasks().size()));
        int others = before.tasks().size() - most.size();
        draft.fact("Behind", Figures.counted(before.tasks().size(), "task") + " that ran there meanwhile"
                + (before.complete() ? "" : ", and more") + (others > 0 ? "; longest of them" : ""));
        for (RanBefore.Task task : most) {
            draft.link(tasks, task.row(), Figures.duration(task.ns()));
        }
    }
}
