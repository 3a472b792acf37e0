package dev.loomscope.view.timeline;

/**
 * Fine diagonal lines on what was blocked, so that it differs from all else by more than its hue. They fall to the right, while
 * the hatching of what was not followed or got lost rises.
 *
 * @param period device pixels from line to line
 * @param thickness of a line, in device pixels
 * @param origin where a line begins at the left of the picture, so that the lines move with time
 */
record Ribs(int period, int thickness, int origin, int color) {
    private static final double PERIOD = 5;

    static Ribs of(LaneScene scene) {
        int period = period(scene.scale());
        long moved = (long) Math.floor(scene.start() / scene.nsPerPixel());
        return new Ribs(period, thickness(scene.scale()), (int) Math.floorMod(-moved, (long) period),
                scene.shades().rib());
    }

    /** Of a span that is drawn by itself: the lines keep their place on it. */
    static Ribs of(LaneScene scene, double start) {
        int period = period(scene.scale());
        return new Ribs(period, thickness(scene.scale()), (int) Math.floorMod(Math.round(start), (long) period),
                scene.shades().rib());
    }

    /** For a sample of the texture. */
    static Ribs of(double scale, Shades shades) {
        return new Ribs(period(scale), thickness(scale), 0, shades.rib());
    }

    private static int period(double scale) {
        return (int) Math.round(PERIOD * scale);
    }

    private static int thickness(double scale) {
        return Math.max(1, (int) Math.round(scale));
    }

    /** Lines within a rectangle; x counts from the left of the picture. */
    void area(Pixels pixels, int x0, int y0, int x1, int y1, int opacity) {
        int left = Math.max(pixels.left, x0);
        int right = Math.min(pixels.right, x1);
        int end = Math.min(pixels.bottom, y1);
        for (int y = Math.max(pixels.top, y0); y < end; y++) {
            int at = y * pixels.width;
            int first = left - Math.floorMod(left - pixels.left - origin - (y - y0), period);
            for (int line = first; line < right; line += period) {
                for (int x = Math.max(line, left); x < Math.min(line + thickness, right); x++) {
                    pixels.argb[at + x] = Pixels.over(pixels.argb[at + x], color, opacity);
                }
            }
        }
    }

    /** Where lines cross a single column of pixels that stands on {@code y1}. */
    void column(Pixels pixels, int x, int y0, int y1, float strength) {
        int opacity = (int) (256 * strength);
        int top = Math.max(pixels.top, y0);
        int end = Math.min(pixels.bottom, y1);
        int phase = x - pixels.left - origin;
        for (int line = 0; line < thickness; line++) {
            for (int y = top + Math.floorMod(y1 + phase - line - top, period); y < end; y += period) {
                int at = y * pixels.width + x;
                pixels.argb[at] = Pixels.over(pixels.argb[at], color, opacity);
            }
        }
    }
}
