package dev.loomscope.view.timeline;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RulerPainterTest {
    private final BlankLetters letters = new BlankLetters(6);
    private final TimelineModel model = new TimelineModel(Runnable::run);

    private void paint(SessionModel session) {
        model.resize(800, 300);
        model.setSession(session, false, 0);
        Pixels pixels = new Pixels(new int[1000 * 400], 1000, 400);
        RulerPainter.paint(new Surface(pixels, 1, new Shades(Palette.DARK), letters.faces()), model);
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
