package dev.loomscope.view.timeline;

import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.SpanState;
import dev.loomscope.protocol.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Spans as blocks, as columns, and as quiet bands. */
class RasterTest extends LanePicture {
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
}
