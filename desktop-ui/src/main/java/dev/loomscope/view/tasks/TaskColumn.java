package dev.loomscope.view.tasks;

/** The columns of the task table, in their first order. */
public enum TaskColumn {
    ID("ID", 70, true),
    STATE("State", 94, false),
    NAME("Name", 160, false),
    SHARES("Busy / sched / idle", 140, false),
    TOTAL("Total", 78, true),
    BUSY("Busy", 76, true),
    SCHEDULED("Sched", 76, true),
    IDLE("Idle", 76, true),
    POLLS("Polls", 58, true),
    SITE("Site", 190, false),
    POOL("Pool", 110, false),
    KIND("Kind", 112, false);

    private final String title;
    private final double width;
    private final boolean figure;

    TaskColumn(String title, double width, boolean figure) {
        this.title = title;
        this.width = width;
        this.figure = figure;
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
