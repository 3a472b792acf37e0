package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.theme.Moments;

/**
 * The life of one task, in chapters: what it does now where it is live, then in order of time, then what belongs to it.
 *
 * @param moments how its times are written
 * @param total ns from submit to end, of which it was busy and scheduled for so long, and blocked for a part of busy
 */
public record TaskStory(
        long id, String name, TaskState state, long total, long busy, long scheduled, long blocked,
        List<Chapter> chapters, Moments moments) {

    /**
     * The story so far. Any thread; of a virtual thread with many polls it takes some ten milliseconds.
     *
     * @param now the time that it is told at, in ns since the epoch
     * @param moments how times are written
     */
    public static TaskStory of(SessionModel model, int row, long now, Moments moments) {
        TaskTable tasks = model.tasks();
        Runs runs = Runs.of(model, row, now);
        List<Chapter> chapters = new ArrayList<>();
        EndChapters end = new EndChapters(model, row, now, moments);
        end.present(chapters);
        OriginChapters origin = new OriginChapters(model, row, now, moments);
        origin.submit(chapters);
        origin.queue(chapters);
        RunChapters ran = new RunChapters(model, row, now, moments, runs);
        ran.run(chapters);
        ran.waits(chapters);
        ran.wakes(chapters);
        end.end(chapters);
        FamilyChapters family = new FamilyChapters(model, row, now);
        family.children(chapters);
        family.group(chapters);
        family.series(chapters);
        family.trace(chapters);
        end.changes(chapters);
        family.task(chapters);
        return new TaskStory(tasks.id(row), tasks.name(row), tasks.state(row), tasks.total(row, now),
                tasks.busy(row, now), tasks.scheduled(row, now), tasks.blocked(row, now), List.copyOf(chapters),
                moments);
    }

    /** Busy, scheduled, idle, and blocked as a part of busy, in words. */
    public String times() {
        String text = Figures.duration(busy) + " busy, " + Figures.duration(scheduled) + " scheduled, "
                + Figures.duration(Math.max(0, total - busy - scheduled)) + " idle";
        return blocked > 0 ? text + "; blocked for " + Figures.duration(blocked) + " of busy" : text;
    }

    /** The value of a fact in any chapter; empty where there is none of that name. */
    public String fact(String named) {
        return chapters.stream().flatMap(chapter -> chapter.facts().stream())
                .filter(fact -> fact.name().equals(named)).map(Fact::value).findFirst().orElse("");
    }

    /** The whole story as text, for the clipboard. */
    public String text() {
        StringBuilder text = new StringBuilder("Task #").append(id).append("  ").append(name).append("  ")
                .append(StatePill.word(state)).append("  ").append(Figures.duration(total)).append("\n")
                .append(times()).append("\n");
        for (Chapter chapter : chapters) {
            text.append('\n').append(chapter.title());
            if (chapter.time() >= 0) {
                text.append("  at ").append(moments.of(chapter.time()));
            }
            if (!chapter.figure().isEmpty()) {
                text.append("  ").append(chapter.figure());
            }
            text.append('\n');
            for (Fact fact : chapter.facts()) {
                text.append("  ").append(fact.name()).append(": ").append(fact.value().replace("\n", "\n    "))
                        .append('\n');
            }
            for (Link link : chapter.links()) {
                if (link instanceof Link.ToTask(_, String label, String about)) {
                    text.append("  - ").append(label).append(about.isEmpty() ? "" : ", " + about).append('\n');
                }
            }
            if (chapter.spread() != null) {
                text.append("  ").append(chapter.spread().text()).append('\n');
            }
            chapter.code().forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }
}
