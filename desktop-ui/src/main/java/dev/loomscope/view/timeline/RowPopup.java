package dev.loomscope.view.timeline;

/** What can be opened about rows. */
enum RowPopup {
    NONE,
    /** What can be done to the row that is meant. */
    ROW,
    /** How rows are arranged. */
    ARRANGEMENT,
    /** What is hidden. */
    HIDDEN
}
