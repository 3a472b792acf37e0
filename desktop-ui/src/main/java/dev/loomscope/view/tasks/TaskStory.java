package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.loomscope.model.Failure;
import dev.loomscope.model.Names;
import dev.loomscope.model.Pool;
import dev.loomscope.model.Schedule;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Figures;
import org.jspecify.annotations.Nullable;

/**
 * The life of one task in words: when it came, how long it waited, where it ran, how it ended, and on what stack it was seen.
 *
 * @param facts what is known, in order of time
 * @param stack the latest sample, null where there is none
 * @param seen what the latest sample says, in a sentence; empty where there is none
 * @param failure what ended it, null where nothing did or it was not looked at
 * @param changes how the stack changed from sample to sample, oldest first
 */
public record TaskStory(
        long id, String name, TaskState state, List<Fact> facts, @Nullable StackSample stack, String seen,
        @Nullable Failure failure, List<String> changes) {

    private static final int MOST_CHANGES = 12;

    /** One fact with its name. */
    public record Fact(String name, String value) {}

    /**
     * The story so far.
     *
     * @param now the time that it is told at, in ns since the epoch
     */
    public static TaskStory of(SessionModel model, int row, long now) {
        TaskTable tasks = model.tasks();
        StackSample latest = model.stacks().latest(row);
        return new TaskStory(tasks.id(row), tasks.name(row), tasks.state(row), facts(model, row, now), latest,
                latest == null ? "" : seen(latest, now),
                model.facts().failure(row), changes(model.stacks().of(row)));
    }

    /** A state in one word. */
    public static String word(TaskState state) {
        return switch (state) {
            case SCHEDULED -> "Scheduled";
            case RUNNING -> "Running";
            case WAITING -> "Waiting";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
            case REJECTED -> "Rejected";
            case UNSEEN_END -> "Ended unseen";
            case NOT_FOLLOWED -> "Not followed";
        };
    }

    private static List<Fact> facts(SessionModel model, int row, long now) {
        TaskTable tasks = model.tasks();
        Names names = model.names();
        List<Fact> facts = new ArrayList<>();
        long submitted = tasks.submitted(row);
        long started = tasks.started(row);
        long ended = tasks.ended(row);
        int pool = tasks.pool(row);
        facts.add(new Fact(tasks.adopted(row) ? "First seen" : "Submitted", "at " + Figures.moment(submitted)));
        if (tasks.site(row) != 0) {
            facts.add(new Fact("From", names.site(tasks.site(row))));
        }
        facts.addAll(TaskRelations.origin(model, row));
        if (pool != 0) {
            facts.add(new Fact("Pool", pool == Pool.SCHEDULER ? "virtual threads" : names.pool(pool)));
        }
        if (tasks.adopted(row)) {
            facts.add(new Fact("Waited", "unknown: it ran before watching began"));
        } else if (started >= 0) {
            facts.add(new Fact("Waited", Figures.duration(Math.max(0, started - runnable(model, row)))
                    + (runnable(model, row) > submitted ? " from when it was due" : "") + " before its first run"));
        } else if (tasks.state(row).isLive()) {
            facts.add(new Fact("Waits", runnable(model, row) > now
                    ? "to be due in " + Figures.duration(runnable(model, row) - now)
                    : "for " + Figures.duration(now - runnable(model, row)) + " so far"));
        }
        if (started >= 0) {
            String polls = Figures.counted(tasks.polls(row), "poll");
            String thread = tasks.workerThread(row) == 0 ? "" : ", last on " + names.thread(tasks.workerThread(row));
            facts.add(new Fact("Ran", "from " + Figures.moment(started) + ", " + polls + thread));
        }
        if (tasks.virtualThread(row) != 0) {
            facts.add(new Fact("Virtual thread", "#" + tasks.virtualThread(row)));
        }
        facts.addAll(TaskRelations.waits(model, row, now));
        facts.add(new Fact("Times", times(tasks, row, now)));
        if (ended >= 0) {
            facts.add(new Fact("Ended", end(tasks, names, row, ended)));
        }
        facts.add(new Fact("Kind", tasks.kind(row).label()));
        facts.add(new Fact("Class", names.className(tasks.taskClass(row))));
        return facts;
    }

    /** From when on it could have run. */
    private static long runnable(SessionModel model, int row) {
        Schedule schedule = model.facts().schedule(row);
        long submitted = model.tasks().submitted(row);
        return schedule == null ? submitted : Math.max(submitted, schedule.due());
    }

    private static String times(TaskTable tasks, int row, long now) {
        String text = Figures.duration(tasks.busy(row, now)) + " busy, " + Figures.duration(tasks.scheduled(row, now))
                + " scheduled, " + Figures.duration(tasks.idle(row, now)) + " idle";
        long blocked = tasks.blocked(row, now);
        return blocked > 0 ? text + "; blocked for " + Figures.duration(blocked) + " of busy" : text;
    }

    private static String end(TaskTable tasks, Names names, int row, long ended) {
        String text = word(tasks.state(row)).toLowerCase(Locale.ROOT) + " at " + Figures.moment(ended);
        int exception = tasks.exceptionClass(row);
        return exception == 0 ? text : text + " by " + names.className(exception);
    }

    private static String seen(StackSample sample, long now) {
        StringBuilder text = new StringBuilder(sample.state().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (sample.waitsFor() != null) {
            text.append(", waits for ").append(sample.waitsFor());
        }
        if (sample.owner() != null) {
            text.append(", held by ").append(sample.owner());
        }
        text.append(", on ").append(sample.threadName());
        long ago = now - sample.time();
        return text.append(ago < 200_000_000 ? ", seen just now" : ", seen " + Figures.duration(ago) + " ago")
                .toString();
    }

    /** Samples with the same top of stack in a row make one line. */
    private static List<String> changes(List<StackSample> samples) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < samples.size()) {
            int to = from;
            while (to + 1 < samples.size() && samples.get(to + 1).top().equals(samples.get(from).top())) {
                to++;
            }
            StackSample first = samples.get(from);
            String times = to == from ? "once"
                    : to - from + 1 + " times until " + Figures.moment(samples.get(to).time());
            lines.add(Figures.moment(first.time()) + "  " + (first.top().isEmpty() ? "no stack" : first.top()) + "  "
                    + times);
            from = to + 1;
        }
        return lines.size() <= MOST_CHANGES ? lines : lines.subList(lines.size() - MOST_CHANGES, lines.size());
    }

    /** The whole story as text, for the clipboard. */
    public String text() {
        StringBuilder text = new StringBuilder("Task #").append(id).append("  ").append(name).append("  ")
                .append(word(state)).append('\n');
        for (Fact fact : facts) {
            text.append(fact.name()).append(": ").append(fact.value()).append('\n');
        }
        if (failure != null) {
            text.append("Failed with: ").append(failure.exceptionClass())
                    .append(failure.message().isEmpty() ? "" : ": " + failure.message()).append('\n');
            failure.frames().forEach(frame -> text.append("    at ").append(frame).append('\n'));
        }
        if (stack != null) {
            text.append("Stack: ").append(seen).append('\n');
            stack.frames().forEach(frame -> text.append("    at ").append(frame).append('\n'));
        }
        if (changes.size() > 1) {
            text.append("Changes:\n");
            changes.forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }
}
