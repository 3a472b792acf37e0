package dev.loomscope.view.lanes;

/** In which order groups stand. */
public enum GroupOrder {
    /** Pools by name, hand-started threads, carriers, idle ones last; groups of tasks as they came. */
    USUAL("As usual"),
    NAME("By name"),
    BUSY("Busiest first"),
    SATURATION("Most saturated first"),
    FIRST_SEEN("By first seen");

    private final String words;

    GroupOrder(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
