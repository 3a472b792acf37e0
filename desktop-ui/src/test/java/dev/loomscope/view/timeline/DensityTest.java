package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loomscope.filter.Filters;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import dev.loomscope.protocol.WorkerState;
import dev.loomscope.view.theme.Palette;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** 256 lanes of a minute in 64 rows of 120 pixels: four lanes and half a second a pixel. */
class DensityTest {
    private static final int LANES = 256;
    private static final int WIDTH = 120;
    private static final int HEIGHT = 64;
    private static final long SECOND = 1_000_000_000L;
    private static final long MICRO = 1_000;

    private final Shades shades = new Shades(Palette.DARK);
    private final SmallSession session = new SmallSession();
    private final DensityPainter painter = new DensityPainter();
    private final Pixels pixels = new Pixels(new int[WIDTH * HEIGHT], WIDTH, HEIGHT);
    private @Nullable RowSet wanted;
    private final int running = shades.solid(SpanState.RUNNING);

    /** The first half of the lanes is busy all the time, a quarter half of it, and the last has nothing to do but one task. */
    @BeforeEach
    void lanes() throws Exception {
        for (int lane = 0; lane < LANES; lane++) {
            session.worker(lane);
            for (int second = 0; second < 60; second++) {
                long start = second * SECOND;
                if (lane == 37 && second == 30) {
                    session.task(start, start + SECOND - MICRO, WorkerState.BLOCKED, start + SECOND);
                } else if (lane < 128) {
                    session.task(start, start + SECOND);
                } else if (lane < 192) {
                    session.task(start, start + SECOND / 4, WorkerState.WAITING, start + SECOND / 2);
                } else if (second == 0) {
                    session.task(start, start + MICRO);
                }
            }
        }
        session.until(60 * SECOND);
    }

    private List<Track> tracks() {
        List<Track> tracks = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            tracks.add(session.lane(lane));
        }
        return tracks;
    }

    /** A quarter of a pixel for each lane; again until all is there that is made in the background. */
    private void paintWhole(double nsPerPixel, List<Track> tracks) {
        do {
            painter.begin(session.model, shades, wanted);
            painter.paint(pixels, new DensityPainter.Place(0, 0, nsPerPixel, 0, 0.25), tracks);
            painter.end();
            Thread.onSpinWait();
        } while (painter.isUnfinished());
    }

    @Test
    void manyLanesShareAPixelAndARareBlockedMicrosecondShows() {
        int cell = 1 << 29;
        paintWhole(cell, tracks());

        int blocked = Pixels.over(running, shades.solid(SpanState.BLOCKED), Math.round(256 * (0.42f
                + 0.58f * (float) Math.sqrt(MICRO / (4.0 * cell)))));
        int at = (int) ((31 * SECOND - 1) / cell);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 111; x++) {
                int expected = y == 37 / 4 && x == at ? blocked : running;
                assertThat(pixels.at(x, y)).as("x=%d y=%d", x, y).isEqualTo(expected);
            }
        }
        assertThat(pixels.at(50, 60)).isEqualTo(shades.track);
        assertThat(pixels.at(0, 60)).as("a busy microsecond shows too").isNotEqualTo(shades.track);
    }

    @Test
    void aHalfBusyCellMixesWhatItsLanesDid() {
        paintWhole(1 << 30, tracks());

        int mixed = pixels.at(20, 40);
        int waiting = shades.solid(SpanState.WAITING);
        int calm = 0xFF000000;
        for (int shift = 0; shift <= 16; shift += 8) {
            calm |= Math.round(((running >> shift & 0xFF) + (waiting >> shift & 0xFF)) / 2f) << shift;
        }
        int expected = Pixels.over(shades.track, calm, Math.round(256 * Raster.strength(0.5f, 1)));
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(Math.abs((mixed >> shift & 0xFF) - (expected >> shift & 0xFF))).isLessThan(12);
        }
    }

    @Test
    void aFartherViewIsDrawnFromTheNearerOneUntilItsOwnIsMade() {
        paintWhole(SECOND / 2.0, tracks());
        int[] near = pixels.argb.clone();
        Arrays.fill(pixels.argb, 0);

        painter.begin(session.model, shades, wanted);
        painter.paint(pixels, new DensityPainter.Place(0, 0, SECOND, 0, 0.25), tracks());
        assertThat(painter.isUnfinished()).isTrue();
        assertThat(pixels.at(10, 5)).isEqualTo(near[5 * WIDTH + 20]).isEqualTo(running);
        painter.end();
    }

    @Test
    void aTileIsMadeAnewWhenItsLanesAreOthers() {
        paintWhole(1 << 29, tracks());
        List<Track> fewer = tracks().subList(0, 128);
        List<Track> others = new ArrayList<>(fewer);
        others.addAll(tracks().subList(192, 256));
        paintWhole(1 << 29, others);
        assertThat(pixels.at(50, 40)).isEqualTo(shades.track);
    }

    @Test
    void whatAFrameIsShortOfCanBeMadeAtOnce() {
        painter.begin(session.model, shades, wanted);
        painter.paint(pixels, new DensityPainter.Place(0, 0, 1 << 29, 0, 0.25), tracks());
        assertThat(pixels.at(50, 10)).isEqualTo(0);
        painter.finish();
        painter.begin(session.model, shades, wanted);
        painter.paint(pixels, new DensityPainter.Place(0, 0, 1 << 29, 0, 0.25), tracks());
        assertThat(painter.isUnfinished()).isFalse();
        assertThat(pixels.at(50, 10)).isEqualTo(running);
    }

    @Test
    void whatAFilterDoesNotWantStepsBack() {
        wanted = rows("state:failed");
        paintWhole(1 << 29, tracks());
        int back = Pixels.over(shades.track, running, 41);
        assertThat(pixels.at(50, 10)).isEqualTo(back);
        wanted = rows("kind:executor");
        paintWhole(1 << 29, tracks());
        assertThat(pixels.at(50, 10)).isEqualTo(running);
        assertThat(pixels.at(50, 60)).isEqualTo(shades.track);
    }

    private RowSet rows(String filter) {
        return Filters.rows(session.model, filter);
    }
}
