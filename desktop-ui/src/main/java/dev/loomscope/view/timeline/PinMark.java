package dev.loomscope.view.timeline;

/** The little pin before a row that stands above all others. */
final class PinMark {
    private PinMark() {}

    static void paint(Surface surface, Pixels pixels, int x, int y, int color) {
        double s = surface.scale();
        int r = surface.px(2.5);
        pixels.fillRound(x - r, y - surface.px(4.5), x + r, y + surface.px(0.5), r, color, 256);
        pixels.line(x - 3.5 * s, y + 0.5 * s, x + 3.5 * s, y + 0.5 * s, 1.3 * s, color, 256);
        pixels.line(x, y + 0.5 * s, x, y + 5 * s, 1.2 * s, color, 256);
    }
}
