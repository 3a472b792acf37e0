package dev.loomscope.view.story;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** A {@link Chapter} that is being written. */
final class ChapterDraft {
    private final Chapter.Subject subject;
    private final String title;
    private final List<Fact> facts = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private List<String> code = List.of();
    private long time = -1;
    private String figure = "";
    private @Nullable Spread spread;

    ChapterDraft(Chapter.Subject subject, String title) {
        this.subject = subject;
        this.title = title;
    }

    ChapterDraft at(long when) {
        time = when;
        return this;
    }

    ChapterDraft figure(String counts) {
        figure = counts;
        return this;
    }

    ChapterDraft fact(String name, String value) {
        facts.add(new Fact(name, value, null));
        return this;
    }

    /** A fact that is another task. */
    ChapterDraft fact(String name, TaskTable tasks, int row) {
        String task = name(tasks, row);
        facts.add(new Fact(name, task, new Link.ToTask(tasks.id(row), task, "")));
        return this;
    }

    /** Leads to another task. */
    ChapterDraft link(TaskTable tasks, int row, String about) {
        if (row >= 0) {
            links.add(new Link.ToTask(tasks.id(row), name(tasks, row), about));
        }
        return this;
    }

    ChapterDraft link(Link link) {
        links.add(link);
        return this;
    }

    ChapterDraft spread(@Nullable Spread of) {
        spread = of;
        return this;
    }

    ChapterDraft code(List<String> lines) {
        code = lines;
        return this;
    }

    boolean isEmpty() {
        return facts.isEmpty() && links.isEmpty() && code.isEmpty() && spread == null;
    }

    Chapter done() {
        return new Chapter(subject, title, time, figure, facts, links, spread, code);
    }

    /** A task by its id and its name. */
    static String name(TaskTable tasks, int row) {
        return tasks.known(row) ? "#" + tasks.id(row) + " " + tasks.name(row) : "#" + tasks.id(row);
    }
}
