package dev.loomscope.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.loomscope.model.QueueWait;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/** A figure of a task that a filter compares: a duration, a count, or a moment. */
public enum Figure {
    TOTAL(Unit.DURATION, "from submit to end"),
    BUSY(Unit.DURATION, "on a thread"),
    SCHEDULED(Unit.DURATION, "runnable and not running"),
    IDLE(Unit.DURATION, "neither running nor runnable"),
    BLOCKED(Unit.DURATION, "busy with its thread blocked"),
    WAIT(Unit.DURATION, "before its first run"),
    POLLS(Unit.COUNT, "runs on a thread"),
    SUBMITTED(Unit.MOMENT, "when it was submitted, from the session's begin"),
    STARTED(Unit.MOMENT, "when it first ran, from the session's begin"),
    ENDED(Unit.MOMENT, "when it ended, from the session's begin");

    /** How its values are written. */
    public enum Unit {
        DURATION,
        COUNT,
        MOMENT
    }

    private final Unit unit;
    private final String about;

    Figure(Unit unit, String about) {
        this.unit = unit;
        this.about = about;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in few words. */
    public String about() {
        return about;
    }

    public Unit unit() {
        return unit;
    }

    /** The figure of a row; below 0 where there is none, which no comparison holds for. */
    long of(SessionModel model, int row, long now) {
        TaskTable tasks = model.tasks();
        return switch (this) {
            case TOTAL -> tasks.total(row, now);
            case BUSY -> tasks.busy(row, now);
            case SCHEDULED -> tasks.scheduled(row, now);
            case IDLE -> tasks.idle(row, now);
            case BLOCKED -> tasks.blocked(row, now);
            case WAIT -> QueueWait.of(model, row, now);
            case POLLS -> tasks.polls(row);
            case SUBMITTED -> tasks.submitted(row);
            case STARTED -> tasks.started(row);
            case ENDED -> tasks.ended(row);
        };
    }

    static @Nullable Figure of(String word) {
        if (word.equalsIgnoreCase("sched")) {
            return SCHEDULED;
        }
        for (Figure figure : values()) {
            if (figure.word().equalsIgnoreCase(word)) {
                return figure;
            }
        }
        return null;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Figure::word).toList();
    }
}
