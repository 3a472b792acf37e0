package dev.loomscope.view.timeline;

/** The shapes of a band in a header: an area over time, and how high it rises at most, in words. */
final class BandShape {
    private BandShape() {}

    /** One column of an area: pale below, a stronger line at its top that reaches up or down to the column before. */
    static void area(
            Pixels pixels, int x, int bottom, float height, float before, int color, int opacity, int line) {
        if (height <= 0 && before <= 0) {
            return;
        }
        float crest = bottom - height;
        int first = (int) Math.floor(crest);
        int last = Math.max(first + line, (int) Math.floor(bottom - before));
        pixels.blendColumn(x, first + line, bottom, color, opacity);
        if (before > height) {
            int from = (int) Math.floor(bottom - before);
            pixels.blendColumn(x, from, Math.min(bottom, first + line), color, 190);
        } else {
            int part = Math.round((first + 1 - crest) * 190);
            pixels.blend(x, first, color, Math.max(opacity, part));
            pixels.blendColumn(x, first + 1, Math.min(bottom, last), color, 190);
        }
    }

    /** Says at the left what is the most in sight. */
    static void paintPeak(Surface surface, Pixels clip, String text, int color, int top, int bottom) {
        Typeface small = surface.fonts().small();
        float width = small.widthOf(text);
        int x = clip.left + surface.px(6);
        if (width + surface.px(40) > clip.right - clip.left) {
            return;
        }
        int middle = top + (bottom - top) / 2;
        clip.fillRound(x, middle - surface.px(7), x + Math.round(width) + surface.px(10), middle + surface.px(7),
                4 * surface.scale(), surface.palette().raised(), 215);
        small.write(clip, text, x + surface.px(5), surface.baseline(small, middle - surface.px(7),
                middle + surface.px(7)), width + 2, color, 256);
    }
}
