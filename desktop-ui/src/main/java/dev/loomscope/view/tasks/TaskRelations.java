package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.insight.WaitGraph;
import dev.loomscope.insight.WaitWords;
import dev.loomscope.model.LeaveReason;
import dev.loomscope.model.Names;
import dev.loomscope.model.Pin;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskFacts;
import dev.loomscope.model.TaskGroup;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.TraceId;
import dev.loomscope.model.Wait;
import dev.loomscope.view.tasks.TaskStory.Fact;
import dev.loomscope.view.theme.Figures;

/** How a task stands to others, in words: who submitted it, what it belongs to, what it waits for, who waits for it. */
final class TaskRelations {
    private static final int MOST_WAITERS = 4;

    private final SessionModel model;
    private final TaskTable tasks;
    private final TaskFacts facts;
    private final int row;
    private final long now;
    private final List<Fact> out = new ArrayList<>();

    private TaskRelations(SessionModel model, int row, long now) {
        this.model = model;
        this.tasks = model.tasks();
        this.facts = model.facts();
        this.row = row;
        this.now = now;
    }

    /** What is known of where it comes from. */
    static List<Fact> origin(SessionModel model, int row) {
        TaskRelations relations = new TaskRelations(model, row, 0);
        relations.parent();
        relations.group();
        relations.schedule();
        relations.trace();
        return relations.out;
    }

    /** What is known of what it waits for, and who waits for it. */
    static List<Fact> waits(SessionModel model, int row, long now) {
        TaskRelations relations = new TaskRelations(model, row, now);
        relations.present();
        relations.before();
        relations.future();
        relations.pins();
        return relations.out;
    }

    private void add(String name, String value) {
        out.add(new Fact(name, value));
    }

    private String task(int other) {
        return tasks.known(other) ? "#" + tasks.id(other) + " " + tasks.name(other) : "#" + tasks.id(other);
    }

    private void parent() {
        int parent = tasks.parent(row);
        if (parent >= 0) {
            add("Submitted by", task(parent));
        }
    }

    private void group() {
        TaskGroup group = facts.group(row);
        if (group != null) {
            String name = group.ofClass() == 0 ? "" : " " + model.names().simpleClassName(group.ofClass());
            String opener = group.opener() < 0 ? "" : ", begun by " + task(group.opener());
            add("Group",
                    "one of " + Figures.counted(group.size(), "task") + " of " + article(group.kind()) + name + opener);
        }
    }

    private static String article(TaskGroup.Kind kind) {
        return switch (kind) {
            case INVOKE_ALL, INVOKE_ANY -> "a call of " + kind.words();
            case SCOPE -> "a " + kind.words();
            case EXECUTOR -> "an " + kind.words();
        };
    }

    private void schedule() {
        Schedule schedule = facts.schedule(row);
        if (schedule == null) {
            return;
        }
        add("Due", "at " + Figures.moment(schedule.due()) + ", " + Figures.duration(Math.max(0, schedule.delay()))
                + " after it was submitted");
        if (schedule.isPeriodic()) {
            String every = (schedule.betweenRuns() ? " of a series with " : " of a series, one every ")
                    + Figures.duration(schedule.period()) + (schedule.betweenRuns() ? " between its runs" : "");
            String previous = schedule.previous() < 0 ? "" : ", after #" + tasks.id(schedule.previous());
            String next = schedule.next() < 0 ? "" : ", before #" + tasks.id(schedule.next());
            add("Series", "run " + Figures.count(schedule.run()) + every + previous + next);
        }
    }

    private void trace() {
        TraceId trace = tasks.trace(row);
        if (trace != null) {
            add("Trace", trace.trace() + ", span " + trace.spanId());
        }
    }

    private void present() {
        if (!tasks.state(row).isLive()) {
            return;
        }
        Wait wait = model.waits().ofTask(tasks, row);
        if (wait != null) {
            add("Waits", WaitWords.of(model, wait) + ", for " + Figures.duration(Math.max(0, now - wait.from()))
                    + (wait.exact() ? "" : " at least"));
            WaitGraph.Path path = WaitGraph.ofTask(model, row);
            if (path.steps().size() > 1) {
                add("And in turn", String.join("\n",
                        WaitWords.lines(model, path).subList(1, path.steps().size() + 1)));
            }
        } else if (tasks.state(row) == TaskState.WAITING && tasks.virtualThread(row) != 0
                && tasks.leaveReason(row) != LeaveReason.UNKNOWN) {
            add("Waits", "off its carrier: " + tasks.leaveReason(row).words());
        }
    }

    private void before() {
        List<Wait> waits = model.waits().history(row);
        if (!waits.isEmpty()) {
            Wait last = waits.getLast();
            String more = waits.size() > 1 ? "; " + (waits.size() - 1) + " more before" : "";
            add("Waited last", WaitWords.of(model, last) + ", for " + Figures.duration(last.to() - last.from())
                    + " until " + Figures.moment(last.to()) + more);
        }
    }

    private void future() {
        long key = facts.future(row);
        if (key != 0) {
            add("Completes", "the future @" + Long.toHexString(key));
        }
        List<String> waiters = new ArrayList<>();
        int all = 0;
        for (Wait wait : model.waits().all()) {
            if (wait.future() == row && wait.kind() == Wait.Kind.FUTURE) {
                all++;
                if (waiters.size() < MOST_WAITERS) {
                    waiters.add(wait.row() >= 0 ? task(wait.row()) : thread(wait.thread()));
                }
            }
        }
        if (all > 0) {
            add("Awaited by", String.join(", ", waiters)
                    + (all > waiters.size() ? " and " + (all - waiters.size()) + " more" : ""));
        }
        TaskState state = tasks.state(row);
        if (state == TaskState.FAILED || state == TaskState.CANCELLED) {
            if (tasks.asked(row)) {
                add("Asked", "yes: somebody asked its future and was told");
            } else if (key != 0 || facts.schedule(row) != null) {
                add("Asked", "not so far: nobody asked its future");
            }
        }
    }

    private String thread(long id) {
        Names names = model.names();
        return names.thread(id);
    }

    private void pins() {
        List<Pin> pins = facts.pins(row);
        if (pins.isEmpty()) {
            return;
        }
        Pin last = pins.getLast();
        boolean live = last.to() < 0 && tasks.state(row).isLive();
        long longest = 0;
        for (Pin pin : pins) {
            longest = pin.to() < 0 && !live ? longest : Math.max(longest, pin.length(now));
        }
        add("Pinned", (live ? "now, " : "") + Figures.counted(pins.size(), "time") + ", for up to "
                + Figures.duration(longest) + ", " + last.reason().words());
    }
}
