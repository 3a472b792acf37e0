package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.TaskPolls;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;
import org.jspecify.annotations.Nullable;

/**
 * What other tasks have to do with a task within a stretch of time: who submitted it, who woke it each time, whom it waits for.
 * Immutable; found off the toolkit's thread, as it looks through the lanes of all carriers.
 *
 * @param first lane of its first run, null where it has not run
 */
record Links(int task, @Nullable Lane first, List<Link> all) {
    static final Links NONE = new Links(-1, null, List.of());

    /** More than these nobody can follow with the eye: of the wakes, those that were followed by the longest delay stay. */
    private static final int MOST = 48;

    static Links of(SessionModel model, int task, long from, long to) {
        if (task < 0 || !model.tasks().known(task)) {
            return NONE;
        }
        List<Link> links = new ArrayList<>();
        long started = model.tasks().started(task);
        Lane first = started < 0 ? null : laneOf(model, task, started);
        submitted(model, task, first, links);
        List<TaskPolls.Poll> woken = TaskPolls.of(model, task, from, to).polls().stream()
                .filter(poll -> poll.waker() >= 0 && !poll.goesOn())
                .sorted(Comparator.comparingLong(TaskPolls.Poll::ready).reversed()).limit(MOST).toList();
        for (TaskPolls.Poll poll : woken) {
            long wake = poll.start() - poll.ready();
            Lane waker = laneOf(model, poll.waker(), wake);
            if (waker != null) {
                links.add(new Link(Link.Kind.WAKE, poll.waker(), waker, wake, poll.lane(), poll.start()));
            }
        }
        for (Wait wait : model.waits().history(task)) {
            waits(model, task, wait, links);
        }
        Wait present = model.waits().ofTask(model.tasks(), task);
        if (present != null) {
            waits(model, task, present, links);
        }
        return new Links(task, first, List.copyOf(links));
    }

    private static void submitted(SessionModel model, int task, @Nullable Lane to, List<Link> links) {
        TaskTable tasks = model.tasks();
        int parent = tasks.parent(task);
        long started = tasks.started(task);
        if (parent < 0 || to == null || tasks.adopted(task)) {
            return;
        }
        Lane from = laneOf(model, parent, tasks.submitted(task));
        if (from != null) {
            links.add(new Link(Link.Kind.SUBMIT, parent, from, tasks.submitted(task), to, started));
        }
    }

    private static void waits(SessionModel model, int task, Wait wait, List<Link> links) {
        Lane from = laneOf(model, task, wait.from());
        if (from == null) {
            return;
        }
        if (wait.future() >= 0) {
            Lane to = laneOf(model, wait.future(), wait.from());
            if (to != null) {
                links.add(new Link(Link.Kind.WAIT, wait.future(), from, wait.from(), to, wait.from()));
            }
            return;
        }
        Lane owner = wait.owner() == 0 ? null : model.lanes().ofThread(wait.owner());
        if (owner != null) {
            SpanCursor cursor = new SpanCursor();
            int other = owner.spanAt(wait.from(), cursor) ? cursor.taskRow() : -1;
            links.add(new Link(Link.Kind.WAIT, other, from, wait.from(), owner, wait.from()));
        }
    }

    /** Where a task ran at a time, or where it ran last as far as that is known. */
    private static @Nullable Lane laneOf(SessionModel model, int task, long time) {
        List<TaskPolls.Poll> polls = TaskPolls.of(model, task, time - 1, time + 1).polls();
        return polls.isEmpty() ? model.lanes().ofThread(model.tasks().workerThread(task)) : polls.getFirst().lane();
    }
}
