package dev.loomscope.view.timeline;

import java.util.Arrays;
import java.util.List;

import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.Pin;
import dev.loomscope.model.SpanState;
import dev.loomscope.protocol.WorkerState;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lanes of 100 pixels by 10, a pixel a microsecond. */
class RasterTest {
    private static final int WIDTH = 100;
    private static final int TOP = 1;
    private static final int BOTTOM = 11;
    private static final int MIDDLE = 6;
    private static final long MICRO = 1_000;

    private final Shades shades = new Shades(Palette.DARK);
    private final SmallSession session = new SmallSession();
    private final Raster raster = new Raster();
    private final Pixels pixels = new Pixels(new int[WIDTH * 12], WIDTH, 12);

    private final int running = shades.solid(SpanState.RUNNING);
    private final int waiting = shades.solid(SpanState.WAITING);
    private final int blocked = shades.solid(SpanState.BLOCKED);

    @BeforeEach
    void ground() {
        Arrays.fill(pixels.argb, shades.track);
    }

    private void paint(double start, double nsPerPixel, int selected) {
        long now = session.model.now();
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM,
                new LaneScene(start, nsPerPixel, 1, now, now, selected, shades));
    }

    private void paint() {
        paint(0, MICRO, -1);
    }

    @Test
    void aWideSpanIsABlockWithRoundCornersAndAGapBehindIt() throws Exception {
        session.worker(0).task(10 * MICRO, 30 * MICRO).until(100 * MICRO);
        paint();

        assertThat(pixels.at(9, MIDDLE)).isEqualTo(shades.track);
        for (int x = 10; x < 29; x++) {
            assertThat(pixels.at(x, MIDDLE)).as("x=%d", x).isEqualTo(running);
        }
        assertThat(pixels.at(29, MIDDLE)).isEqualTo(shades.track);
        assertThat(pixels.at(20, TOP)).isEqualTo(shades.lit(SpanState.RUNNING));
        assertThat(pixels.at(20, BOTTOM - 1)).isEqualTo(running);
        assertThat(pixels.at(10, TOP)).isNotEqualTo(shades.lit(SpanState.RUNNING));
        assertThat(pixels.at(20, TOP - 1)).isEqualTo(shades.track);
        assertThat(pixels.at(20, BOTTOM)).isEqualTo(shades.track);
    }

    @Test
    void edgesOfABlockAreShadedByWhatTheyCover() throws Exception {
        session.worker(0).task(10 * MICRO + 500, 30 * MICRO).until(100 * MICRO);
        paint();

        assertThat(pixels.at(10, MIDDLE)).isEqualTo(Pixels.over(shades.track, running, 128));
        assertThat(pixels.at(11, MIDDLE)).isEqualTo(running);
    }

    @Test
    void piecesOfATaskJoinWithoutAGap() throws Exception {
        session.worker(0).task(10 * MICRO, 20 * MICRO, WorkerState.WAITING, 40 * MICRO).until(100 * MICRO);
        paint();

        assertThat(pixels.at(19, MIDDLE)).isEqualTo(running);
        assertThat(pixels.at(20, MIDDLE)).isEqualTo(waiting);
        assertThat(pixels.at(38, MIDDLE)).isEqualTo(waiting);
        assertThat(pixels.at(39, MIDDLE)).isEqualTo(shades.track);
    }

    @Test
    void aShortSpanIsAColumnAsStrongAsItIsLong() throws Exception {
        session.worker(0).task(50 * MICRO, 50 * MICRO + 400).until(100 * MICRO);
        paint();

        assertThat(pixels.at(50, MIDDLE)).isEqualTo(shades.of(0, Raster.strength(0.4f, 0)));
        assertThat(pixels.at(49, MIDDLE)).isEqualTo(shades.track);
        assertThat(pixels.at(51, MIDDLE)).isEqualTo(shades.track);
    }

    @Test
    void oneBlockedMicrosecondInTenMillisecondsStaysVisible() throws Exception {
        session.worker(0);
        for (int i = 0; i < 1000; i++) {
            long start = i * 100 * MICRO;
            if (i == 505) {
                session.task(start, start + 98 * MICRO, WorkerState.BLOCKED, start + 99 * MICRO);
            } else {
                session.task(start, start + 99 * MICRO);
            }
        }
        session.until(100_000 * MICRO);
        paint(0, 1_000 * MICRO, -1);

        int atTheFault = pixels.at(50, BOTTOM - 1);
        assertThat(atTheFault).isEqualTo(shades.of(2, Raster.strength(0.99f, 1)));
        assertThat(pixels.at(50, BOTTOM - 2)).isEqualTo(atTheFault);
        assertThat(pixels.at(50, TOP)).isEqualTo(shades.of(0, Raster.strength(0.99f, 1)));
        assertThat(red(pixels.at(10, BOTTOM - 1))).isLessThan(red(atTheFault) / 2);
    }

    @Test
    void oneBlockedMicrosecondAndOneFailedInTwentyMinutesStayVisible() throws Exception {
        session.worker(0);
        for (int i = 0; i < 20_000; i++) {
            long start = i * 60_000 * MICRO;
            long end = start + 60_000 * MICRO;
            if (i == 5100) {
                session.task(start, end - MICRO, WorkerState.BLOCKED, end);
            } else if (i == 15_100) {
                session.task(start, end - MICRO).failedTask(end - MICRO, end);
            } else {
                session.task(start, end);
            }
        }
        session.until(1_200_000_000 * MICRO);
        long now = session.model.now();
        LaneTiles tiles = new LaneTiles(session.lane(0));
        for (int frame = 0; frame < 3; frame++) {
            raster.paint(pixels, session.lane(0), tiles, TOP, BOTTOM,
                    new LaneScene(0, now / (double) WIDTH, 1, now, now, -1, shades));
            for (int x = 0; x < WIDTH; x++) {
                boolean stopped = x >= 24 && x < 28;
                boolean broken = x >= 72 && x < 76;
                assertThat(pixels.at(x, BOTTOM - 1)).as("foot, frame=%d x=%d", frame, x)
                        .isEqualTo(stopped ? blocked : running);
                assertThat(pixels.at(x, TOP)).as("roof, frame=%d x=%d", frame, x)
                        .isEqualTo(broken ? shades.solid(SpanState.FAILED) : running);
                assertThat(pixels.at(x, MIDDLE)).as("frame=%d x=%d", frame, x).isEqualTo(running);
            }
        }
    }

    @Test
    void aDenseStretchIsOneQuietShade() throws Exception {
        session.worker(0);
        for (int i = 0; i < 2000; i++) {
            long start = i * 500L;
            session.task(start, start + (i % 4 == 0 ? 100 : 300));
        }
        session.until(1000 * MICRO);
        paint(100 * MICRO, 5 * MICRO, -1);

        int shade = pixels.at(30, MIDDLE);
        for (int x = 20; x < 80; x++) {
            assertThat(Math.abs(green(pixels.at(x, MIDDLE)) - green(shade))).as("x=%d", x).isLessThan(6);
        }
        assertThat(shade).isNotEqualTo(shades.track);
    }

    @Test
    void aBlockThatJoinsABandLeavesTheBandWhole() throws Exception {
        session.worker(0);
        for (int i = 0; i < 400; i++) {
            session.task(i * 250L, i * 250L + 249);
        }
        session.task(100 * MICRO, 150 * MICRO);
        for (int i = 0; i < 400; i++) {
            session.task(150 * MICRO + i * 250L, 150 * MICRO + i * 250L + 249);
        }
        session.until(300 * MICRO);
        paint(75 * MICRO, MICRO, -1);

        for (int x = 5; x < 95; x++) {
            for (int y : new int[] {TOP, TOP + 1, BOTTOM - 1}) {
                assertThat(green(pixels.at(x, y))).as("x=%d y=%d", x, y).isGreaterThan(green(running) - 8);
            }
        }
    }

    @Test
    void anOpenSpanGrowsToThePresent() throws Exception {
        session.worker(0).open(40 * MICRO).until(60 * MICRO);
        paint();
        assertThat(pixels.at(57, MIDDLE)).isEqualTo(running);
        assertThat(pixels.at(59, MIDDLE)).isEqualTo(shades.lit(SpanState.RUNNING));
        assertThat(pixels.at(60, MIDDLE)).isEqualTo(shades.track);

        session.until(90 * MICRO);
        paint();
        assertThat(pixels.at(87, MIDDLE)).isEqualTo(running);
        assertThat(pixels.at(89, MIDDLE)).isEqualTo(shades.lit(SpanState.RUNNING));
    }

    @Test
    void anOpenSpanIsDrawnOnToTheGlidingEdge() throws Exception {
        session.worker(0).open(40 * MICRO).until(60 * MICRO);
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM,
                new LaneScene(0, MICRO, 1, 60 * MICRO, 75 * MICRO, -1, shades));

        assertThat(pixels.at(72, MIDDLE)).isEqualTo(running);
        assertThat(pixels.at(74, MIDDLE)).isEqualTo(shades.lit(SpanState.RUNNING));
        assertThat(pixels.at(75, MIDDLE)).isEqualTo(shades.track);
    }

    @Test
    void nothingIsDrawnBeyondTheEdge() throws Exception {
        session.worker(0).task(10 * MICRO, 90 * MICRO).until(100 * MICRO);
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM,
                new LaneScene(0, MICRO, 1, 100 * MICRO, 50 * MICRO, -1, shades));

        assertThat(pixels.at(49, MIDDLE)).isEqualTo(running);
        assertThat(pixels.at(50, MIDDLE)).isEqualTo(shades.track);
    }

    @Test
    void whileATaskIsChosenTheOthersStepBack() throws Exception {
        session.worker(0).task(10 * MICRO, 30 * MICRO).task(40 * MICRO, 60 * MICRO).until(100 * MICRO);
        paint(0, MICRO, 1);

        assertThat(pixels.at(50, MIDDLE)).isEqualTo(running);
        assertThat(green(pixels.at(20, MIDDLE))).isLessThan(green(running) / 2 + 10);
    }

    @Test
    void aFailedRunEndsTornAndInItsOwnColour() throws Exception {
        session.worker(0).failedTask(10 * MICRO, 30 * MICRO).until(100 * MICRO);
        paint();

        int failed = shades.solid(SpanState.FAILED);
        int[] whole = {25, 27, 29, 27, 25};
        for (int y = TOP + 1; y < BOTTOM - 1; y++) {
            int end = whole[(y - TOP) % 5];
            for (int x = 12; x < end; x++) {
                assertThat(pixels.at(x, y)).as("x=%d y=%d", x, y).isEqualTo(failed);
            }
            for (int x = end + 1; x < 35; x++) {
                assertThat(pixels.at(x, y)).as("x=%d y=%d", x, y).isEqualTo(shades.track);
            }
        }
    }

    @Test
    void wideTasksAreOfferedForNames() throws Exception {
        session.worker(0).task(10 * MICRO, 30 * MICRO).task(40 * MICRO, 90 * MICRO).until(100 * MICRO);
        paint();

        assertThat(raster.labels()).containsExactly(new Raster.Label(40, 89, TOP, BOTTOM, 1));
    }

    @Test
    void whatAFilterDoesNotWantStepsBackBehindWhatItWants() throws Exception {
        session.worker(0).task(10 * MICRO, 30 * MICRO).task(50 * MICRO, 70 * MICRO).until(100 * MICRO);
        long now = session.model.now();
        LaneScene scene = new LaneScene(0, MICRO, 1, now, now, -1, shades);
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM, scene.ground());
        int back = pixels.at(20, MIDDLE);
        assertThat(back).isNotEqualTo(shades.track).isEqualTo(pixels.at(60, MIDDLE))
                .isEqualTo(Pixels.over(shades.track, running, scene.ground().opacity(0)));
        assertThat(raster.isEmpty()).isFalse();

        raster.paint(pixels, new FilteredTrack(session.lane(0), row -> row == 1), null, TOP, BOTTOM, scene);
        assertThat(pixels.at(20, MIDDLE)).isEqualTo(back);
        assertThat(pixels.at(60, MIDDLE)).isEqualTo(running);
        assertThat(raster.isEmpty()).isFalse();
        raster.paint(pixels, new FilteredTrack(session.lane(0), _ -> false), null, TOP, BOTTOM, scene);
        assertThat(raster.isEmpty()).isTrue();
    }

    @Test
    void aBlockedSpanIsRibbed() throws Exception {
        session.worker(0).task(10 * MICRO, 20 * MICRO, WorkerState.BLOCKED, 40 * MICRO).until(100 * MICRO);
        paint();

        for (int y = TOP + 2; y < BOTTOM - 2; y++) {
            for (int x = 20; x < 38; x++) {
                boolean line = (x - 20 - (y - TOP)) % 5 == 0;
                assertThat(pixels.at(x, y)).as("x=%d y=%d", x, y).isEqualTo(line ? shades.rib() : blocked);
            }
            assertThat(pixels.at(19, y)).isEqualTo(running);
        }
    }

    @Test
    void theLinesOfABlockedSpanMoveWithIt() throws Exception {
        session.worker(0).task(10 * MICRO, 20 * MICRO, WorkerState.BLOCKED, 40 * MICRO).until(100 * MICRO);
        paint();
        int[] before = pixels.argb.clone();
        ground();
        paint(3 * MICRO, MICRO, -1);
        for (int x = 20; x < 38; x++) {
            assertThat(pixels.at(x - 3, MIDDLE)).as("x=%d", x).isEqualTo(before[MIDDLE * WIDTH + x]);
        }
    }

    @Test
    void aDenseBlockedBandIsRibbedToo() throws Exception {
        session.worker(0);
        for (int i = 0; i < 2000; i++) {
            long start = i * 500L;
            session.task(start, start + 50, WorkerState.BLOCKED, start + 450);
        }
        session.until(1000 * MICRO);
        paint(100 * MICRO, 5 * MICRO, -1);
        for (int y = BOTTOM - 6; y < BOTTOM - 1; y++) {
            int lines = 0;
            for (int x = 30; x < 70; x++) {
                lines += red(pixels.at(x, y)) > red(blocked) - 40 && green(pixels.at(x, y)) > green(blocked) ? 1 : 0;
            }
            assertThat(lines).as("y=%d", y).isEqualTo(8);
        }
    }

    @Test
    void ofALaneThatHasLittleToDoEvenFailuresTakeLittleOfTheHeight() throws Exception {
        session.worker(0);
        for (int i = 0; i < 1000; i++) {
            session.failedTask(i * 1000L, i * 1000L + 20);
        }
        session.until(1000 * MICRO);
        paint(100 * MICRO, 5 * MICRO, -1);
        for (int x = 20; x < 80; x++) {
            assertThat(pixels.at(x, TOP)).as("x=%d", x).isEqualTo(shades.of(3, 0.75f));
            assertThat(pixels.at(x, TOP + 1)).as("x=%d", x).isEqualTo(shades.of(3, 0.75f));
            for (int y = TOP + 2; y < BOTTOM; y++) {
                assertThat(red(pixels.at(x, y))).as("x=%d y=%d", x, y).isLessThan(red(shades.of(3, 0.4f)));
            }
        }
    }

    @Test
    void aPinnedStretchIsRiveted() throws Exception {
        session.worker(0).task(10 * MICRO, 60 * MICRO).until(100 * MICRO);
        long now = session.model.now();
        LaneScene scene = new LaneScene(0, MICRO, 1, now, now, -1, shades)
                .with(row -> List.of(new Pin(Pin.Reason.NATIVE, 20 * MICRO, 40 * MICRO)));
        raster.paint(pixels, session.lane(0), null, TOP, BOTTOM, scene);
        int rivet = shades.palette.onState();
        for (int x = 12; x < 58; x++) {
            boolean on = x >= 21 && x < 39 && (x - 21) % 6 < 2;
            int expected = on ? rivet : running;
            assertThat(pixels.at(x, BOTTOM - 3)).as("foot, x=%d", x).isEqualTo(expected);
            assertThat(pixels.at(x, TOP + 2)).as("roof, x=%d", x).isEqualTo(expected);
            assertThat(pixels.at(x, MIDDLE)).as("x=%d", x).isEqualTo(running);
        }
    }

    private static int red(int argb) {
        return argb >> 16 & 0xFF;
    }

    private static int green(int argb) {
        return argb >> 8 & 0xFF;
    }
}
