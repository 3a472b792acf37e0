package dev.loomscope.view.timeline;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Moves for as long as keys are held down: a tap is a step, a key that stays down goes on at an even pace until it is let go.
 * Ways that do not contradict each other may be held at once.
 */
final class Steering {
    /** Where a key leads. */
    enum Way {
        EARLIER,
        LATER,
        CLOSER,
        FARTHER,
        UP,
        DOWN
    }

    /** Held for so long, a key is more than a tap; in ns. */
    static final long TAP = 180_000_000L;

    static final double STEP = 0.18;
    static final double ZOOM = 1.5;
    private static final double ROWS = 66;

    /** A pause between frames, such as a busy machine makes, moves no farther than this; in ns. */
    private static final long LONGEST_FRAME = 60_000_000L;

    private static final double WIDTHS_A_SECOND = 1.3;
    private static final double ZOOM_A_SECOND = 2.4;
    private static final double ROWS_A_SECOND = 1000;

    private final Sight sight;
    private final DoubleSupplier anchor;
    private final Map<Way, Long> since = new EnumMap<>(Way.class);
    private long lastClock = Long.MIN_VALUE;

    /** @param anchor where a zoom stays in place, in logical pixels from the left edge of the lanes */
    Steering(Sight sight, DoubleSupplier anchor) {
        this.sight = sight;
        this.anchor = anchor;
    }

    /** A key goes down. */
    void begin(Way way, long clock) {
        since.put(way, clock);
        move(way, STEP * sight.width(), ZOOM, ROWS, clock);
    }

    /** The key is let go. */
    void end(Way way) {
        since.remove(way);
    }

    /** Moves on to a frame. */
    void advance(long clock) {
        double seconds = lastClock == Long.MIN_VALUE ? 0 : Math.clamp(clock - lastClock, 0, LONGEST_FRAME) / 1e9;
        lastClock = clock;
        since.forEach((way, begin) -> {
            if (clock - begin > TAP) {
                move(way, WIDTHS_A_SECOND * sight.width() * seconds, Math.exp(ZOOM_A_SECOND * seconds),
                        ROWS_A_SECOND * seconds, clock);
            }
        });
    }

    private void move(Way way, double pixels, double zoom, double rows, long clock) {
        switch (way) {
            case EARLIER -> sight.glideBy(-pixels, clock);
            case LATER -> sight.glideBy(pixels, clock);
            case CLOSER -> sight.zoomAt(anchor.getAsDouble(), 1 / zoom, clock);
            case FARTHER -> sight.zoomAt(anchor.getAsDouble(), zoom, clock);
            case UP -> sight.scrollBy(-rows, clock);
            case DOWN -> sight.scrollBy(rows, clock);
        }
    }
}
