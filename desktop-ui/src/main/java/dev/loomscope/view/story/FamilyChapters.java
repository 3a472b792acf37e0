package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.filter.GroupName;
import dev.loomscope.filter.RowSearch;
import dev.loomscope.filter.RowSet;
import dev.loomscope.filter.TaskFilter;
import dev.loomscope.filter.Term;
import dev.loomscope.model.Names;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGroup;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.TraceId;
import dev.loomscope.model.Wait;

/** What belongs to a task: its children, those beside it, the other runs of its series, its trace; and what it is. */
final class FamilyChapters {
    private static final int MOST_LINKS = 5;
    private static final int MOST_WAITERS = 4;

    private final SessionModel model;
    private final TaskTable tasks;
    private final Names names;
    private final int row;
    private final long now;

    FamilyChapters(SessionModel model, int row, long now) {
        this.model = model;
        this.tasks = model.tasks();
        this.names = model.names();
        this.row = row;
        this.now = now;
    }

    void children(List<Chapter> chapters) {
        long id = tasks.id(row);
        TaskFilter filter = new TaskFilter(List.of(List.of(new Term.Related(Term.Relative.CHILD, List.of(id)))));
        RowSet children = RowSearch.find(filter, model, now, 0);
        if (children.count() == 0) {
            return;
        }
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.CHILDREN, "Children")
                .figure(Figures.count(children.count()));
        int[] rows = children.rows();
        for (int i = 0; i < Math.min(MOST_LINKS, rows.length); i++) {
            draft.link(tasks, rows[i], Figures.duration(tasks.total(rows[i], now)));
        }
        draft.link(new Link.ToTasks("all", "parent:" + id)).link(new Link.ToTasks("all that came of it", "root:" + id));
        chapters.add(draft.done());
    }

    void group(List<Chapter> chapters) {
        TaskGroup group = model.facts().group(row);
        if (group == null) {
            return;
        }
        String name = group.ofClass() == 0 ? "" : " " + names.simpleClassName(group.ofClass());
        String opener = group.opener() < 0 ? "" : ", begun by " + ChapterDraft.name(tasks, group.opener());
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.GROUP, "Beside it").at(group.begun())
                .figure(Figures.count(group.size()))
                .fact("Group", "one of " + Figures.counted(group.size(), "task") + " of " + article(group.kind()) + name
                        + opener)
                .link(tasks, group.opener(), "began it");
        int shown = 0;
        for (int other : group.rows()) {
            if (other != row && shown++ < MOST_LINKS) {
                draft.link(tasks, other, Figures.duration(tasks.total(other, now)));
            }
        }
        String own = GroupName.own(group, names);
        chapters.add(draft.link(new Link.ToTasks("all", "group:\"*" + own + '"')).done());
    }

    private static String article(TaskGroup.Kind kind) {
        return switch (kind) {
            case INVOKE_ALL, INVOKE_ANY -> "a call of " + kind.words();
            case SCOPE -> "a " + kind.words();
            case EXECUTOR -> "an " + kind.words();
        };
    }

    void series(List<Chapter> chapters) {
        Schedule schedule = model.facts().schedule(row);
        if (schedule == null || !schedule.isPeriodic()) {
            return;
        }
        String every = (schedule.betweenRuns() ? " of a series with " : " of a series, one every ")
                + Figures.duration(schedule.period()) + (schedule.betweenRuns() ? " between its runs" : "");
        String previous = schedule.previous() < 0 ? "" : ", after #" + tasks.id(schedule.previous());
        String next = schedule.next() < 0 ? "" : ", before #" + tasks.id(schedule.next());
        chapters.add(new ChapterDraft(Chapter.Subject.SERIES, "Series").figure("run " + Figures.count(schedule.run()))
                .fact("Series", "run " + Figures.count(schedule.run()) + every + previous + next)
                .link(tasks, schedule.previous(), "the run before").link(tasks, schedule.next(), "the next run")
                .done());
    }

    void trace(List<Chapter> chapters) {
        TraceId trace = tasks.trace(row);
        if (trace != null) {
            chapters.add(new ChapterDraft(Chapter.Subject.TRACE, "OpenTelemetry")
                    .fact("Trace", trace.trace() + ", span " + trace.spanId())
                    .link(new Link.Copy("copy the trace id", trace.trace()))
                    .link(new Link.ToTasks("all of this trace", "trace:" + trace.trace())).done());
        }
    }

    void task(List<Chapter> chapters) {
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.TASK, "Task");
        draft.fact("Kind", tasks.kind(row).label()).fact("Class", names.className(tasks.taskClass(row)));
        long key = model.facts().future(row);
        if (key != 0) {
            draft.fact("Completes", "the future @" + Long.toHexString(key));
        }
        awaited(draft);
        chapters.add(draft.done());
    }

    private void awaited(ChapterDraft draft) {
        List<String> waiters = new ArrayList<>();
        int all = 0;
        for (Wait wait : model.waits().all()) {
            if (wait.future() == row && wait.kind() == Wait.Kind.FUTURE) {
                all++;
                if (waiters.size() < MOST_WAITERS) {
                    waiters.add(wait.row() >= 0 ? ChapterDraft.name(tasks, wait.row()) : names.thread(wait.thread()));
                    draft.link(tasks, wait.row(), "waits for it");
                }
            }
        }
        if (all > 0) {
            draft.fact("Awaited by", String.join(", ", waiters)
                    + (all > waiters.size() ? " and " + (all - waiters.size()) + " more" : ""));
        }
    }
}
