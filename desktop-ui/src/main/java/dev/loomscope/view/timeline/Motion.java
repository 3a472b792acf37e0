package dev.loomscope.view.timeline;

/**
 * Moves the viewport: at once under a dragging hand, in a short glide for everything else, and along with the present while
 * following. All x are logical pixels from the left edge of the lanes; all clocks are steady ones in ns.
 */
final class Motion {
    /** The present stands so many pixels left of the right edge while following. */
    static final int LEAD = 28;

    /** Two thirds of a glide take this long, in ns. */
    private static final double GLIDE = 42e6;

    private static final double FIRST_WINDOW = 10e9;

    private final Playhead playhead = new Playhead();
    private double width = 1000;
    private long origin;
    private long present;
    private Viewport shown = new Viewport(0, FIRST_WINDOW / width);
    private Viewport target = shown;
    private boolean following = true;
    private boolean fitting;
    private boolean sized;
    private long lastClock = Long.MIN_VALUE;

    Viewport viewport() {
        return shown;
    }

    /** What the glide ends at. */
    Viewport target() {
        return target;
    }

    double width() {
        return width;
    }

    /** Where time stands, gliding, in ns since the session's epoch. */
    double position() {
        return playhead.position();
    }

    boolean isFollowing() {
        return following;
    }

    /** Another width; the left edge and the scale stay, and while following the present stays where it was. */
    void resize(double pixels) {
        if (pixels <= 0 || pixels == width) {
            return;
        }
        if (!sized) {
            double scale = target.nsPerPixel() * width / pixels;
            target = new Viewport(target.start(), scale);
            sized = true;
        }
        width = pixels;
        shown = following ? followed(target.nsPerPixel()) : target;
        target = shown;
    }

    /** Begins with another session. */
    void restart(long oldest, long now, long clock) {
        origin = oldest;
        present = now;
        playhead.jumpTo(now, clock);
        target = following ? followed(target.nsPerPixel()) : target;
        shown = target;
    }

    void zoomAt(double x, double factor) {
        fitting = false;
        if (following) {
            target = followed(target.nsPerPixel() * factor);
        } else {
            target = target.zoomedAt(x, factor);
        }
    }

    /** Moves by pixels at once, as a hand that drags; to the left of the present this ends following. */
    void dragBy(double pixels) {
        following = false;
        target = bounded(target.movedBy(pixels));
        shown = target;
    }

    /** Brings a time to the left edge at once. */
    void dragTo(double time) {
        following = false;
        target = bounded(target.movedTo(time));
        shown = target;
    }

    /** Moves by pixels in a glide. */
    void glideBy(double pixels) {
        following = false;
        target = bounded(target.movedBy(pixels));
    }

    /** Shows a stretch of time and stops following. */
    void show(double from, double to) {
        following = false;
        target = Viewport.of(from, to, width);
    }

    /** Shows a viewport at once. */
    void jump(Viewport place) {
        following = false;
        target = place;
        shown = place;
    }

    /** Shows everything that is remembered; while following, from now on all that comes too. */
    void fit() {
        double length = Math.max(playhead.position() - origin, 1e6);
        double scale = length / Math.max(1, width - LEAD);
        fitting = following;
        target = following ? followed(scale) : new Viewport(origin, scale);
    }

    void follow() {
        if (!following) {
            following = true;
            fitting = false;
            target = followed(target.nsPerPixel());
        }
    }

    void hold() {
        following = false;
        target = shown;
    }

    /** Glides to a viewport, or at its scale along with the present. */
    void go(Viewport place, boolean follow) {
        following = follow;
        fitting = false;
        target = follow ? followed(place.nsPerPixel()) : place;
    }

    /**
     * Moves on.
     *
     * @param oldest first remembered time, in ns since the epoch
     * @param now the model's newest time
     * @param flowing whether more events are to come
     * @return whether what is seen changed
     */
    boolean advance(long oldest, long now, long clock, boolean flowing) {
        double before = playhead.position();
        Viewport was = shown;
        origin = oldest;
        present = now;
        playhead.advance(now, clock, flowing);
        long elapsed = lastClock == Long.MIN_VALUE ? 0 : Math.max(0, clock - lastClock);
        lastClock = clock;
        double part = 1 - Math.exp(-elapsed / GLIDE);
        if (following) {
            double all = (playhead.position() - origin) / Math.max(1, width - LEAD);
            target = followed(fitting ? Math.max(all, Viewport.MIN_NS_PER_PIXEL) : target.nsPerPixel());
            shown = followedOnTheWay(shown.xOf(before), part);
        } else {
            shown = shown.isCloseTo(target, width) ? target : shown.towards(target, part, width);
        }
        return !shown.equals(was) || before != playhead.position();
    }

    private Viewport followed(double nsPerPixel) {
        Viewport scaled = new Viewport(0, nsPerPixel);
        double start = playhead.position() - scaled.span(width - LEAD);
        return scaled.movedTo(Math.max(start, Math.min((double) origin, playhead.position())));
    }

    /** Between what is shown and the target, in pixels from the present: both move with it. */
    private Viewport followedOnTheWay(double presentX, double part) {
        double position = playhead.position();
        double aim = target.xOf(position);
        double x = presentX + (aim - presentX) * part;
        double ratio = target.nsPerPixel() / shown.nsPerPixel();
        if (Math.abs(x - aim) < 0.1 && Math.abs(ratio - 1) < 1e-4) {
            return target;
        }
        Viewport scaled = new Viewport(0, shown.nsPerPixel() * Math.pow(ratio, part));
        return scaled.movedTo(position - scaled.span(x));
    }

    /** Keeps some remembered time in sight. */
    private Viewport bounded(Viewport place) {
        double least = origin - place.span(width * 0.8);
        double most = (double) Math.max(present, origin) - place.span(width * 0.2);
        return place.movedTo(Math.clamp(place.start(), Math.min(least, most), Math.max(least, most)));
    }
}
