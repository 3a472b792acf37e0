package dev.loomscope.view.timeline;

/**
 * Which stretch of time is seen: where its left edge lies and how much time a pixel holds. Pixels here are logical ones,
 * counted from the left edge of the lanes.
 *
 * @param start time at the left edge, in ns since the session's epoch; fractions make motion smooth at deep zoom
 * @param nsPerPixel time in one pixel, in ns
 */
record Viewport(double start, double nsPerPixel) {
    static final double MIN_NS_PER_PIXEL = 0.5;
    static final double MAX_NS_PER_PIXEL = 1e12;

    Viewport {
        if (!(nsPerPixel > 0) || !Double.isFinite(start)) {
            throw new IllegalArgumentException("start=" + start + " nsPerPixel=" + nsPerPixel);
        }
        nsPerPixel = Math.clamp(nsPerPixel, MIN_NS_PER_PIXEL, MAX_NS_PER_PIXEL);
    }

    /** Shows {@code from} to {@code to} in so many pixels. */
    static Viewport of(double from, double to, double pixels) {
        double scale = Math.clamp(Math.max(to - from, 1) / Math.max(pixels, 1), MIN_NS_PER_PIXEL, MAX_NS_PER_PIXEL);
        double middle = (from + to) / 2;
        return new Viewport(middle - scale * pixels / 2, scale);
    }

    double timeAt(double x) {
        return start + x * nsPerPixel;
    }

    double xOf(double time) {
        return (time - start) / nsPerPixel;
    }

    double span(double pixels) {
        return pixels * nsPerPixel;
    }

    Viewport movedBy(double pixels) {
        return new Viewport(start + pixels * nsPerPixel, nsPerPixel);
    }

    Viewport movedTo(double newStart) {
        return new Viewport(newStart, nsPerPixel);
    }

    /** Zooms so that the time under {@code x} stays there; a factor below 1 zooms in. */
    Viewport zoomedAt(double x, double factor) {
        double scale = Math.clamp(nsPerPixel * factor, MIN_NS_PER_PIXEL, MAX_NS_PER_PIXEL);
        return new Viewport(timeAt(x) - x * scale, scale);
    }

    /**
     * On the way to another viewport: the scale moves evenly in its logarithm, and the point that both agree on stays where
     * it is, so that a zoom does not swing sideways.
     *
     * @param part 0 is here, 1 is there
     */
    Viewport towards(Viewport there, double part, double pixels) {
        if (part >= 1) {
            return there;
        }
        double ratio = there.nsPerPixel / nsPerPixel;
        if (Math.abs(ratio - 1) < 1e-9) {
            return new Viewport(start + (there.start - start) * part, nsPerPixel);
        }
        double scale = nsPerPixel * Math.pow(ratio, part);
        double share = (scale - nsPerPixel) / (there.nsPerPixel - nsPerPixel);
        return new Viewport(start + (there.start - start) * share, scale);
    }

    /** Whether the eye could not tell them apart. */
    boolean isCloseTo(Viewport other, double pixels) {
        double tolerance = 0.05 * Math.min(nsPerPixel, other.nsPerPixel);
        return Math.abs(start - other.start) < tolerance
                && Math.abs(timeAt(pixels) - other.timeAt(pixels)) < tolerance;
    }
}
