package dev.loomscope.view.timeline;

import java.util.Arrays;

/**
 * A picture as rows of opaque 0xAARRGGBB pixels, and the few ways to paint on it. Everything is cut off at a clip rectangle.
 * Sizes and places are whole device pixels; {@code right} and {@code bottom} lie just outside. Parts of it may be painted by
 * several threads at once, each through its own {@link #region}.
 */
final class Pixels {
    final int[] argb;
    final int width;
    final int height;
    final int left;
    final int top;
    final int right;
    final int bottom;

    Pixels(int[] argb, int width, int height) {
        this(argb, width, height, 0, 0, width, height);
    }

    private Pixels(int[] argb, int width, int height, int left, int top, int right, int bottom) {
        if ((long) width * height > argb.length) {
            throw new IllegalArgumentException("width=" + width + " height=" + height + " length=" + argb.length);
        }
        this.argb = argb;
        this.width = width;
        this.height = height;
        this.left = left;
        this.top = top;
        this.right = right;
        this.bottom = bottom;
    }

    /** The same picture, clipped further. */
    Pixels region(int newLeft, int newTop, int newRight, int newBottom) {
        int l = Math.max(left, newLeft);
        int t = Math.max(top, newTop);
        return new Pixels(
                argb, width, height, l, t, Math.max(l, Math.min(right, newRight)),
                Math.max(t, Math.min(bottom, newBottom)));
    }

    boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    int at(int x, int y) {
        return argb[y * width + x];
    }

    void fill(int x0, int y0, int x1, int y1, int color) {
        int l = Math.max(left, x0);
        int r = Math.min(right, x1);
        if (l >= r) {
            return;
        }
        for (int y = Math.max(top, y0), end = Math.min(bottom, y1); y < end; y++) {
            Arrays.fill(argb, y * width + l, y * width + r, color);
        }
    }

    /** As {@link #fill}, so opaque: 0 leaves what is there, 256 covers it. */
    void blend(int x0, int y0, int x1, int y1, int color, int opacity) {
        if (opacity >= 256) {
            fill(x0, y0, x1, y1, color);
            return;
        }
        if (opacity <= 0) {
            return;
        }
        int l = Math.max(left, x0);
        int r = Math.min(right, x1);
        for (int y = Math.max(top, y0), end = Math.min(bottom, y1); y < end; y++) {
            for (int i = y * width + l, last = y * width + r; i < last; i++) {
                argb[i] = over(argb[i], color, opacity);
            }
        }
    }

    /** As the other {@code blend}, for a single column. */
    void blendColumn(int x, int y0, int y1, int color, int opacity) {
        if (x < left || x >= right) {
            return;
        }
        int i = Math.max(top, y0) * width + x;
        for (int y = Math.max(top, y0), end = Math.min(bottom, y1); y < end; y++, i += width) {
            argb[i] = over(argb[i], color, opacity);
        }
    }

    void blend(int x, int y, int color, int opacity) {
        if (x >= left && x < right && y >= top && y < bottom) {
            int i = y * width + x;
            argb[i] = over(argb[i], color, opacity);
        }
    }

    /** A filled rectangle with edges anywhere: pixels it covers in part are blended by that part. */
    void fillSoft(double x0, int y0, double x1, int y1, int color, int opacity) {
        int first = (int) Math.floor(x0);
        int last = (int) Math.floor(x1);
        if (first == last) {
            blend(first, y0, first + 1, y1, color, (int) Math.round((x1 - x0) * opacity));
            return;
        }
        blend(first, y0, first + 1, y1, color, (int) Math.round((first + 1 - x0) * opacity));
        blend(first + 1, y0, last, y1, color, opacity);
        blend(last, y0, last + 1, y1, color, (int) Math.round((x1 - last) * opacity));
    }

    /** A filled rectangle with rounded corners, smooth at their edges. */
    void fillRound(int x0, int y0, int x1, int y1, double radius, int color, int opacity) {
        double r = Math.min(radius, Math.min(x1 - x0, y1 - y0) / 2.0);
        int corner = (int) Math.ceil(r);
        if (corner <= 0) {
            blend(x0, y0, x1, y1, color, opacity);
            return;
        }
        blend(x0, y0 + corner, x1, y1 - corner, color, opacity);
        blend(x0 + corner, y0, x1 - corner, y0 + corner, color, opacity);
        blend(x0 + corner, y1 - corner, x1 - corner, y1, color, opacity);
        for (int dy = 0; dy < corner; dy++) {
            for (int dx = 0; dx < corner; dx++) {
                int part = (int) Math.round(opacity * cornerCoverage(r, r, dx, dy));
                blend(x0 + dx, y0 + dy, color, part);
                blend(x1 - 1 - dx, y0 + dy, color, part);
                blend(x0 + dx, y1 - 1 - dy, color, part);
                blend(x1 - 1 - dx, y1 - 1 - dy, color, part);
            }
        }
    }

    /** The outline of a rounded rectangle, inside its bounds. */
    void strokeRound(int x0, int y0, int x1, int y1, double radius, int thickness, int color, int opacity) {
        double r = Math.min(radius, Math.min(x1 - x0, y1 - y0) / 2.0);
        int corner = (int) Math.ceil(r);
        blend(x0 + corner, y0, x1 - corner, y0 + thickness, color, opacity);
        blend(x0 + corner, y1 - thickness, x1 - corner, y1, color, opacity);
        blend(x0, y0 + corner, x0 + thickness, y1 - corner, color, opacity);
        blend(x1 - thickness, y0 + corner, x1, y1 - corner, color, opacity);
        for (int dy = 0; dy < corner; dy++) {
            for (int dx = 0; dx < corner; dx++) {
                double ring = cornerCoverage(r, r, dx, dy) - cornerCoverage(r, r - thickness, dx, dy);
                int part = (int) Math.round(opacity * Math.max(0, ring));
                blend(x0 + dx, y0 + dy, color, part);
                blend(x1 - 1 - dx, y0 + dy, color, part);
                blend(x0 + dx, y1 - 1 - dy, color, part);
                blend(x1 - 1 - dx, y1 - 1 - dy, color, part);
            }
        }
    }

    /** A straight line of the given thickness with smooth edges. */
    void line(double x0, double y0, double x1, double y1, double thickness, int color, int opacity) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = Math.max(1e-6, Math.hypot(dx, dy));
        double half = thickness / 2;
        int l = Math.max(left, (int) Math.floor(Math.min(x0, x1) - half - 1));
        int r = Math.min(right, (int) Math.ceil(Math.max(x0, x1) + half + 1));
        int t = Math.max(top, (int) Math.floor(Math.min(y0, y1) - half - 1));
        int b = Math.min(bottom, (int) Math.ceil(Math.max(y0, y1) + half + 1));
        boolean steep = Math.abs(dy) > Math.abs(dx);
        double reach = (half + 1) * length / Math.max(1e-6, steep ? Math.abs(dy) : Math.abs(dx));
        for (int i = steep ? t : l; i < (steep ? b : r); i++) {
            double along = steep ? (dy == 0 ? 0 : (i + 0.5 - y0) / dy) : (dx == 0 ? 0 : (i + 0.5 - x0) / dx);
            double middle = steep ? x0 + dx * Math.clamp(along, 0, 1) : y0 + dy * Math.clamp(along, 0, 1);
            int from = Math.max(steep ? l : t, (int) Math.floor(middle - reach));
            int to = Math.min(steep ? r : b, (int) Math.ceil(middle + reach));
            for (int j = from; j < to; j++) {
                double px = (steep ? j : i) + 0.5;
                double py = (steep ? i : j) + 0.5;
                double part = Math.clamp(((px - x0) * dx + (py - y0) * dy) / (length * length), 0, 1);
                double distance = Math.hypot(px - x0 - part * dx, py - y0 - part * dy);
                int coverage = (int) Math.round(opacity * Math.clamp(half + 0.5 - distance, 0, 1));
                blend((int) px, (int) py, color, coverage);
            }
        }
    }

    /** A stretch of a column with ends anywhere: pixels it covers in part are blended by that part. */
    void blendColumnSoft(int x, double y0, double y1, int color, int opacity) {
        int first = (int) Math.floor(y0);
        int last = (int) Math.floor(y1);
        if (first == last) {
            blend(x, first, color, (int) Math.round((y1 - y0) * opacity));
            return;
        }
        blend(x, first, color, (int) Math.round((first + 1 - y0) * opacity));
        blendColumn(x, first + 1, last, color, opacity);
        blend(x, last, color, (int) Math.round((y1 - last) * opacity));
    }

    /**
     * A thin line from left to right, or the other way, that begins and ends level and swings from one height to the other in
     * between. No pixel is painted twice, so that it can be faint.
     */
    void curve(double x0, double y0, double x1, double y1, double thickness, int color, int opacity) {
        double from = Math.min(x0, x1);
        double length = Math.max(x0, x1) - from;
        double begin = x0 <= x1 ? y0 : y1;
        double swing = x0 <= x1 ? y1 - y0 : y0 - y1;
        if (length < 1.5) {
            int y = (int) Math.round(Math.min(y0, y1));
            fillSoft(x0 - thickness / 2, y, x0 + thickness / 2, (int) Math.round(Math.max(y0, y1)), color, opacity);
            return;
        }
        int end = Math.min(right, (int) Math.ceil(from + length));
        for (int x = Math.max(left, (int) Math.floor(from)); x < end; x++) {
            double part = Math.clamp((x + 0.5 - from) / length, 0, 1);
            double y = begin + swing * part * part * (3 - 2 * part);
            double slope = 6 * part * (1 - part) * swing / length;
            double half = thickness * Math.sqrt(1 + slope * slope) / 2;
            blendColumnSoft(x, Math.max(y - half, top - 2.0), Math.min(y + half, bottom + 2.0), color, opacity);
        }
    }

    /** Diagonal stripes, fixed to the picture so that neighbouring pieces join. */
    void hatch(int x0, int y0, int x1, int y1, int period, int thickness, int shift, int color, int opacity) {
        for (int y = Math.max(top, y0), end = Math.min(bottom, y1); y < end; y++) {
            for (int x = Math.max(left, x0), last = Math.min(right, x1); x < last; x++) {
                if (Math.floorMod(x + y - shift, period) < thickness) {
                    int i = y * width + x;
                    argb[i] = over(argb[i], color, opacity);
                }
            }
        }
    }

    /** A blend that goes from one opacity at the left to another at the right. */
    void fade(int x0, int y0, int x1, int y1, int color, int leftOpacity, int rightOpacity) {
        int span = Math.max(1, x1 - x0);
        int l = Math.max(left, x0);
        int r = Math.min(right, x1);
        for (int y = Math.max(top, y0), end = Math.min(bottom, y1); y < end; y++) {
            for (int x = l; x < r; x++) {
                int i = y * width + x;
                argb[i] = over(argb[i], color, leftOpacity + (rightOpacity - leftOpacity) * (x - x0) / span);
            }
        }
    }

    /** Part of {@code color} in the mix over an opaque ground: 0 none, 256 all. */
    static int over(int ground, int color, int opacity) {
        int keep = 256 - opacity;
        int redBlue = ((ground & 0xFF00FF) * keep + (color & 0xFF00FF) * opacity) >>> 8 & 0xFF00FF;
        int green = ((ground & 0x00FF00) * keep + (color & 0x00FF00) * opacity) >>> 8 & 0x00FF00;
        return 0xFF000000 | redBlue | green;
    }

    /** How much of the pixel (dx, dy) from a corner lies in a circle of radius r around the corner's centre. */
    private static double cornerCoverage(double centre, double r, int dx, int dy) {
        double distance = Math.hypot(centre - dx - 0.5, centre - dy - 0.5);
        return Math.clamp(r + 0.5 - distance, 0, 1);
    }
}
