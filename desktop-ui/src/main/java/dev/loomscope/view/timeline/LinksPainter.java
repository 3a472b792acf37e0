package dev.loomscope.view.timeline;

import dev.loomscope.view.theme.Palette;

/**
 * Paints the links of the chosen task: thin curves from where something was caused to where it took effect, with a head there
 * and a dot at the end that leads to the other task. What comes from far is fainter.
 */
final class LinksPainter {
    /** Logical pixels. */
    private static final double NEAR = 260;

    private static final double FAR = 1400;
    private static final double HEAD = 6;
    private static final double DOT = 2.6;

    private LinksPainter() {}

    static void paint(Surface surface, TimelineModel model) {
        Hover hover = model.hover();
        Link hovered = hover == null ? null : hover.link();
        for (PlacedLinks.Placed placed : PlacedLinks.of(model)) {
            paint(surface, model, placed, placed.link().equals(hovered));
        }
    }

    private static void paint(Surface surface, TimelineModel model, PlacedLinks.Placed placed, boolean hovered) {
        Pixels area = surface.rowsArea();
        double scale = surface.scale();
        double x0 = area.left + placed.x0() * scale;
        double x1 = area.left + placed.x1() * scale;
        double y0 = area.top + placed.y0() * scale;
        double y1 = area.top + placed.y1() * scale;
        int color = hue(surface.palette(), placed.link().kind());
        double far = Math.clamp((placed.length() - NEAR) / (FAR - NEAR), 0, 1);
        int opacity = hovered ? 256 : (int) Math.round(230 - 150 * far);
        double thickness = (hovered ? 2.2 : 1.3) * scale;
        boolean rightwards = x1 - x0 > 2 * HEAD * scale;
        double end = rightwards ? x1 - HEAD * scale * 0.6 : x1;
        area.curve(x0, y0, end, y1, thickness, color, opacity);
        head(area, x1, y1, rightwards ? 0 : Math.signum(y1 - y0), HEAD * scale, color, opacity);
        boolean far1 = placed.link().kind() == Link.Kind.WAIT;
        if (placed.link().other() >= 0 && (far1 ? placed.toIn(model.width()) : placed.fromIn(model.width()))) {
            double r = (hovered ? DOT + 1.4 : DOT) * scale;
            double x = far1 ? x1 : x0;
            double y = far1 ? y1 : y0;
            int side = (int) Math.round(2 * r);
            int left = (int) Math.round(x - r);
            int top = (int) Math.round(y - r);
            area.fillRound(left - surface.line(), top - surface.line(), left + side + surface.line(),
                    top + side + surface.line(), r + surface.line(), surface.palette().surface(), 200);
            area.fillRound(left, top, left + side, top + side, r, color, 256);
        }
    }

    /** A small filled triangle with its tip at a place, to the right, or down or up. */
    private static void head(Pixels area, double x, double y, double down, double length, int color, int opacity) {
        int steps = (int) Math.ceil(length);
        for (int i = 0; i < steps; i++) {
            double half = (i + 0.5) * 0.5;
            if (down == 0) {
                area.blendColumnSoft((int) Math.floor(x) - 1 - i, y - half, y + half, color, opacity);
            } else {
                int row = (int) Math.floor(y - down * (i + 0.5));
                area.fillSoft(x - half, row, x + half, row + 1, color, opacity);
            }
        }
    }

    private static int hue(Palette palette, Link.Kind kind) {
        return switch (kind) {
            case SUBMIT -> palette.runnable();
            case WAKE -> palette.accent();
            case WAIT -> palette.blocked();
        };
    }
}
