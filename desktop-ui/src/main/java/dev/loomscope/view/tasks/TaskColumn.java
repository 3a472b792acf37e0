package dev.loomscope.view.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The columns of the task table, in their first order. */
public enum TaskColumn {
    ID("ID", 68, true),
    STATE("State", 104, false),
    NAME("Name", 140, false),
    SHARES("Busy / sched / idle", 128, false),
    TOTAL("Total", 72, true),
    WAIT("Wait", 72, true),
    BUSY("Busy", 72, true),
    SCHEDULED("Sched", 72, true),
    IDLE("Idle", 72, true),
    POLLS("Polls", 56, true),
    SITE("Site", 165, false),
    POOL("Pool", 106, false),
    KIND("Kind", 132, false),
    SUBMITTED("Submitted", 96, true);

    private final String title;
    private final double width;
    private final boolean figure;

    TaskColumn(String title, double width, boolean figure) {
        this.title = title;
        this.width = width;
        this.figure = figure;
    }

    /** As it is remembered. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TaskColumn> of(String word) {
        return Arrays.stream(values()).filter(column -> column.word().equals(word)).findFirst();
    }

    /** What stands in the header. */
    public String title() {
        return title;
    }

    /** First width in px. */
    public double width() {
        return width;
    }

    /** Whether it holds figures, which stand to the right in a fixed width. */
    public boolean isFigure() {
        return figure;
    }

    /** Whether the first click on its header wants the largest on top. */
    public boolean fallsFirst() {
        return figure || this == SHARES;
    }
}
