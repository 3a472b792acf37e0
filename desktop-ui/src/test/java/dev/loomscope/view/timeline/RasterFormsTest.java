package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.Pin;
import dev.loomscope.model.SpanState;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is rare and bad stays visible, and differs by its form as well as by its hue. */
class RasterFormsTest extends LanePicture {
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
        int[] before = pixels.argb.clone();
        long now = session.model.now();
        raster.paint(pixels, session.lane(0), null, TOP + 1, BOTTOM + 1,
                new LaneScene(100 * MICRO, 5 * MICRO, 1, now, now, -1, shades));
        for (int x = 30; x < 70; x++) {
            assertThat(pixels.at(x, BOTTOM - 2)).as("scrolled, x=%d", x).isEqualTo(before[(BOTTOM - 3) * WIDTH + x]);
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
}
