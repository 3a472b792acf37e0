package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.loomscope.figures.Figures;
import dev.loomscope.insight.StackText;
import dev.loomscope.insight.WaitGraph;
import dev.loomscope.insight.WaitWords;
import dev.loomscope.model.Failure;
import dev.loomscope.model.LeaveReason;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.StackSample;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.model.Wait;
import dev.loomscope.view.theme.Moments;
import org.jspecify.annotations.Nullable;

/** What a task does now, or how it ended, and on what stack it was seen. */
final class EndChapters {
    private static final int MOST_CHANGES = 12;
    private static final long JUST_NOW = 200_000_000;

    private final SessionModel model;
    private final TaskTable tasks;
    private final int row;
    private final long now;
    private final Moments moments;
    private final @Nullable StackSample seen;

    EndChapters(SessionModel model, int row, long now, Moments moments) {
        this.model = model;
        this.tasks = model.tasks();
        this.row = row;
        this.now = now;
        this.moments = moments;
        this.seen = model.stacks().latest(row);
    }

    /** What it waits for, and where it hangs. */
    void present(List<Chapter> chapters) {
        if (!tasks.state(row).isLive()) {
            return;
        }
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.NOW, "Now").figure(StatePill.word(tasks.state(row)));
        waits(draft);
        if (seen != null) {
            draft.fact("Seen", sentence(seen)).code(at(seen.frames()));
        }
        if (!draft.isEmpty()) {
            chapters.add(draft.done());
        }
    }

    private void waits(ChapterDraft draft) {
        Wait wait = model.waits().ofTask(tasks, row);
        if (wait != null) {
            draft.fact("Waits", WaitWords.of(model, wait) + ", for "
                    + Figures.duration(Math.max(0, now - wait.from())) + (wait.exact() ? "" : " at least"));
            WaitGraph.Path path = WaitGraph.ofTask(model, row);
            if (path.steps().size() > 1) {
                draft.fact("And in turn", String.join("\n",
                        WaitWords.lines(model, path).subList(1, path.steps().size() + 1)));
                path.steps().stream().skip(1).mapToInt(WaitGraph.Step::row).filter(other -> other >= 0 && other != row)
                        .distinct().forEach(other -> draft.link(tasks, other, ""));
            }
        } else if (tasks.state(row) == TaskState.WAITING && tasks.virtualThread(row) != 0
                && tasks.leaveReason(row) != LeaveReason.UNKNOWN) {
            draft.fact("Waits", "off its carrier: " + tasks.leaveReason(row).words());
        }
    }

    void end(List<Chapter> chapters) {
        TaskState state = tasks.state(row);
        if (state.isLive()) {
            return;
        }
        ChapterDraft draft = new ChapterDraft(Chapter.Subject.END, StatePill.word(state)).at(tasks.ended(row))
                .figure(Figures.duration(tasks.total(row, now)));
        Failure failure = model.facts().failure(row);
        if (failure != null) {
            draft.fact("Failed with", failure.exceptionClass()
                    + (failure.message().isEmpty() ? "" : ": " + failure.message())).code(at(failure.frames()));
        } else if (tasks.exceptionClass(row) != 0) {
            String thrown = model.names().className(tasks.exceptionClass(row));
            draft.fact("Failed with", thrown);
            untold(draft, thrown);
        }
        if (state == TaskState.FAILED || state == TaskState.CANCELLED) {
            if (tasks.asked(row)) {
                draft.fact("Asked", "yes: somebody asked its future and was told");
            } else if (model.facts().future(row) != 0 || model.facts().schedule(row) != null) {
                draft.fact("Asked", "not so far: nobody asked its future");
            }
        }
        chapters.add(draft.done());
    }

    /** Of many exceptions of a class only some are read, which tell of the others too: those of the same class of tasks. */
    private void untold(ChapterDraft draft, String thrown) {
        int[] nearest = {-1};
        model.facts().eachFailure((other, of) -> {
            boolean alike = other.exceptionClass().equals(thrown) && tasks.known(of)
                    && tasks.taskClass(of) == tasks.taskClass(row);
            if (alike && (nearest[0] < 0 || Math.abs(of - row) < Math.abs(nearest[0] - row))) {
                nearest[0] = of;
            }
        });
        Failure other = nearest[0] < 0 ? null : model.facts().failure(nearest[0]);
        String others = other == null || other.message().isEmpty() ? ""
                : "; that of #" + tasks.id(nearest[0]) + " is: " + other.message();
        draft.fact("Message", "not read: of many exceptions of a class only some are" + others)
                .link(tasks, nearest[0], "failed so too");
    }

    private static List<String> at(List<String> frames) {
        return frames.stream().map(StackText::line).toList();
    }

    /** How its stack changed; of one that is over also where it was seen last. */
    void changes(List<Chapter> chapters) {
        if (seen == null) {
            return;
        }
        if (!tasks.state(row).isLive()) {
            chapters.add(new ChapterDraft(Chapter.Subject.NOW, "Last seen stack").at(seen.time())
                    .fact("Seen", sentence(seen)).code(at(seen.frames())).done());
        }
        List<String> lines = lines(model.stacks().of(row));
        if (lines.size() > 1) {
            chapters.add(new ChapterDraft(Chapter.Subject.CHANGES, "Top of stack over time").code(lines).done());
        }
    }

    private String sentence(StackSample sample) {
        StringBuilder text = new StringBuilder(sample.state().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (sample.waitsFor() != null) {
            text.append(", waits for ").append(WaitWords.brief(sample.waitsFor()));
        }
        if (sample.owner() != null) {
            text.append(", held by ").append(sample.owner());
        }
        text.append(", on ").append(sample.threadName());
        long ago = now - sample.time();
        return text.append(ago < JUST_NOW ? ", just now" : ", " + Figures.duration(ago) + " ago").toString();
    }

    /** Samples with the same top of stack in a row make one line. */
    private List<String> lines(List<StackSample> samples) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < samples.size()) {
            int to = from;
            while (to + 1 < samples.size() && samples.get(to + 1).top().equals(samples.get(from).top())) {
                to++;
            }
            StackSample first = samples.get(from);
            String times = to == from ? "once"
                    : to - from + 1 + " times until " + moments.of(samples.get(to).time());
            lines.add(moments.of(first.time()) + "  " + (first.top().isEmpty() ? "no stack" : first.top()) + "  "
                    + times);
            from = to + 1;
        }
        return lines.size() <= MOST_CHANGES ? lines : lines.subList(lines.size() - MOST_CHANGES, lines.size());
    }
}
