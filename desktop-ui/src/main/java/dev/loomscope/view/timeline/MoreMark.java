package dev.loomscope.view.timeline;

/** The three dots at the end of a row's name, which open its menu. */
final class MoreMark {
    /** Logical pixels from the right edge of the gutter that belong to it. */
    static final int WIDTH = 24;

    private MoreMark() {}

    /** Paints it to the left of a place; returns where it begins. */
    static int paint(Surface surface, Pixels pixels, int right, int middle, int color) {
        double r = 1.3 * surface.scale();
        for (int dot = 0; dot < 3; dot++) {
            int x = right - surface.px(2 + 5 * dot);
            int side = Math.max(2, (int) Math.round(2 * r));
            pixels.fillRound(x - side, middle - side / 2, x, middle - side / 2 + side, r, color, 256);
        }
        return right - surface.px(WIDTH - 4);
    }

    /** Whether a place in the gutter is on it, in logical pixels. */
    static boolean hit(double x) {
        return x >= Surface.GUTTER - WIDTH - 4 && x < Surface.GUTTER;
    }
}
