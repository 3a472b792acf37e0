package dev.loomscope.view.timeline;

import java.util.Arrays;

import dev.loomscope.model.SpanState;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.BeforeEach;

/** A lane of 100 pixels by 10, a pixel a microsecond where nothing else is said. */
abstract class LanePicture {
    static final int WIDTH = 100;
    static final int TOP = 1;
    static final int BOTTOM = 11;
    static final int MIDDLE = 6;
    static final long MICRO = 1_000;

    final Shades shades = new Shades(Palette.DARK);
    final SmallSession session = new SmallSession();
    final Raster raster = new Raster();
    final Pixels pixels = new Pixels(new int[WIDTH * 12], WIDTH, 12);

    final int running = shades.solid(SpanState.RUNNING);
    final int waiting = shades.solid(SpanState.WAITING);
    final int blocked = shades.solid(SpanState.BLOCKED);

    @BeforeEach
    void ground() {
        Arrays.fill(pixels.argb, shades.track);
    }

    void paint(double start, double nsPerPixel, int selected) {
        long now = session.model.now();
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM,
                new LaneScene(start, nsPerPixel, 1, now, now, selected, shades));
    }

    void paint() {
        paint(0, MICRO, -1);
    }

    static int red(int argb) {
        return argb >> 16 & 0xFF;
    }

    static int green(int argb) {
        return argb >> 8 & 0xFF;
    }
}
