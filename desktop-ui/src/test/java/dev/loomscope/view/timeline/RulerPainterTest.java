package dev.loomscope.view.timeline;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RulerPainterTest {
    private final BlankLetters letters = new BlankLetters(6);
    private final TimelineModel model = new TimelineModel(Runnable::run);
    private final Pixels pixels = new Pixels(new int[1000 * 400], 1000, 400);

    private Surface surface(SessionModel session) {
        model.resize(800, 300);
        model.setSession(session, false, 0);
        return new Surface(pixels, 1, new Shades(Palette.DARK), letters.faces());
    }

    private void paint(SessionModel session) {
        RulerPainter.paint(surface(session), model);
    }

    @Test
    void theFlagOfThePresentStandsUnderTheWords() throws Exception {
        Surface surface = surface(TaskScene.model());
        model.jumpTo(0, 200_000);
        RulerPainter.paintPlayhead(surface, model);

        int x = Surface.GUTTER + (int) model.viewport().xOf(100_000);
        assertThat(pixels.at(x, Surface.ROWS_TOP - 6)).isNotZero();
        for (int y = 0; y < Surface.ROWS_TOP - 6; y++) {
            assertThat(pixels.at(x, y)).as("y=" + y).isZero();
        }
    }

    @Test
    void theLengthOfARangeStandsBesideThePointersTime() throws Exception {
        Surface surface = surface(TaskScene.model());
        model.jumpTo(0, 100_000);
        for (int from = 0; from < 90_000; from += 3_000) {
            for (int x = 0; x < 800; x += 20) {
                model.selection().choose(new TimeRange(from, from + 7_000));
                model.pointer().move(x, 20);
                int[] length = RangePainter.pill(surface, model);
                double[] pointer = RulerPainter.pointerPill(surface, model);
                assertThat(length[1] <= pointer[0] || length[0] >= pointer[1]).as("from=" + from + " x=" + x).isTrue();
                assertThat(length[0]).isGreaterThan(Surface.GUTTER);
                assertThat(length[1]).isLessThanOrEqualTo(1000);
            }
        }
    }

    @Test
    void thereAreTimesWhereSomethingRan() throws Exception {
        paint(TaskScene.model());
        assertThat(letters.written()).contains((int) 's');
    }

    @Test
    void thereAreNoneWhereNothingDid() {
        paint(new SessionModel());
        assertThat(letters.written()).isEmpty();
    }
}
