package dev.loomscope.view.settings;

import java.util.List;

/** All that is remembered, but for the thresholds of findings. */
public final class Keys {
    /** Letters and all else, in percent of their usual size. */
    public static final Key<Long> SIZE = Key.whole("size-percent", 100, 80, 160);

    /** The look: as the system has it, or one of ours. */
    public static final Key<Appearance> THEME = Key.choice("theme", Appearance.DARK);

    /** Whether times are told as the clock stood, and not since watching began. */
    public static final Key<Boolean> CLOCK = Key.flag("time-by-the-clock", false);

    /** What the history of a session may take, in MiB. */
    public static final Key<Long> MEMORY = Key.whole("memory-mib", 1024, 64, 1 << 20);

    /** Whether to ask before a session that is being recorded is closed. */
    public static final Key<Boolean> ASK_RECORDING = Key.flag("ask-before-closing-recorded", true);

    /** Whether to ask before a window with several sessions is closed. */
    public static final Key<Boolean> ASK_SEVERAL = Key.flag("ask-before-closing-several", true);

    /** The window: x, y, width, height; empty before there was one. */
    public static final Key<List<String>> WINDOW = Key.list("window", 4);

    public static final Key<Boolean> MAXIMIZED = Key.flag("window-maximized", false);

    /** The view that a session opens with. */
    public static final Key<String> VIEW = Key.text("view", "timeline");

    /** Part of the height that the timeline has above the table. */
    public static final Key<Double> TIMELINE_PART = Key.number("split-timeline", 0.58, 0.05, 0.95);

    /** Part of the width that the timeline and the table have where the story of a task stands beside both. */
    public static final Key<Double> STORY_PART = Key.number("split-story", 0.6, 0.05, 0.95);

    /** Whether the story of a task stands beside the timeline, as high as the window. */
    public static final Key<Boolean> STORY_ASIDE = Key.flag("story-beside-timeline", false);

    /** Part of the width that the table has beside the details of a task. */
    public static final Key<Double> TABLE_PART = Key.number("split-table", 0.62, 0.05, 0.95);

    /** Part of the width that the list of pools has. */
    public static final Key<Double> POOLS_PART = Key.number("split-pools", 0.34, 0.05, 0.95);

    /** The table's columns, as they write themselves; empty before anybody changed them. */
    public static final Key<String> COLUMNS = Key.text("columns", "");

    /** Filters that were used, the last one first. */
    public static final Key<List<String>> FILTERS = Key.list("filters", 30);

    /** How the timeline arranges its lanes, by the arrangement's word. */
    public static final Key<String> ARRANGEMENT = Key.text("arrangement", "");

    /** How pools are sorted, by the order's word. */
    public static final Key<String> POOL_SORT = Key.text("pool-sort", "worst");

    /** Recordings that were opened, the last one first. */
    public static final Key<List<String>> RECORDINGS = Key.list("recent-recordings", 12);

    /** Programs that were attached to, the last one first. */
    public static final Key<List<String>> PROGRAMS = Key.list("recent-programs", 12);

    private Keys() {}
}
