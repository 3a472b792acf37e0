package dev.loomscope.view.lanes;

/** In which order the rows of a group stand. */
public enum TrackOrder {
    /** Threads by name, tasks as they were packed. */
    USUAL("As usual"),
    NAME("By name"),
    FIRST_SEEN("By first seen"),
    BUSY("Busiest first");

    private final String words;

    TrackOrder(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
