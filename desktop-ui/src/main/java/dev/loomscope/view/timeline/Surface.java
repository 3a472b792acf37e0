package dev.loomscope.view.timeline;

import dev.loomscope.view.theme.Palette;

/**
 * What is painted on, and with what. The parts of the timeline lie on it from top to bottom as title, overview, ruler and rows; at
 * the left of each a gutter for names. All places are device pixels.
 *
 * @param scale device pixels in a logical one
 */
record Surface(Pixels pixels, double scale, Shades shades, Typefaces fonts) {
    /** Widths and heights in logical pixels. */
    static final int GUTTER = 200;

    static final int TITLE = 30;

    static final int OVERVIEW = 34;
    static final int RULER = 24;

    static final int OVERVIEW_BOTTOM = TITLE + OVERVIEW;
    static final int ROWS_TOP = OVERVIEW_BOTTOM + RULER;

    /** Device pixels of a logical length. */
    int px(double logical) {
        return (int) Math.round(logical * scale);
    }

    /** Device pixels of a thin line: at least one. */
    int line() {
        return Math.max(1, (int) Math.floor(scale + 0.25));
    }

    Palette palette() {
        return shades.palette;
    }

    int gutter() {
        return px(GUTTER);
    }

    int overviewBottom() {
        return px(OVERVIEW_BOTTOM);
    }

    int titleBottom() {
        return px(TITLE);
    }

    int rowsTop() {
        return px(ROWS_TOP);
    }

    int width() {
        return pixels.width;
    }

    int height() {
        return pixels.height;
    }

    /** The rows with their names. */
    Pixels belowRuler() {
        return pixels.region(0, rowsTop(), width(), height());
    }

    /** The lanes and headers, without the gutter. */
    Pixels rowsArea() {
        return pixels.region(gutter(), rowsTop(), width(), height());
    }

    Pixels gutterArea() {
        return pixels.region(0, rowsTop(), gutter(), height());
    }

    /** The base line for text in the middle between two rows. */
    int baseline(Typeface face, int top, int bottom) {
        return (int) Math.round((top + bottom + face.capHeight()) / 2.0);
    }
}
