package dev.loomscope.view.story;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a story.
 *
 * @param time when it happened, in ns since the epoch; below 0 where it did not happen at one time
 * @param figure what counts about it: a duration or a number; empty where there is none
 * @param code frames of a stack or what else is read as code; empty where there is none
 */
public record Chapter(
        Subject subject, String title, long time, String figure, List<Fact> facts, List<Link> links,
        @Nullable Spread spread, List<String> code) {

    /** What it is about; stays while what it tells changes. */
    public enum Subject {
        NOW,
        SUBMIT,
        QUEUE,
        RUN,
        WAITS,
        WAKES,
        END,
        CHILDREN,
        GROUP,
        SERIES,
        TRACE,
        CHANGES,
        TASK
    }

    public Chapter {
        facts = List.copyOf(facts);
        links = List.copyOf(links);
        code = List.copyOf(code);
    }

    /** Whether it has more than its title. */
    public boolean hasBody() {
        return !(facts.isEmpty() && links.isEmpty() && code.isEmpty()) || spread != null;
    }
}
