package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.Frames;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountedTimeTest {
    private static final long MS = 1_000_000;

    private final SessionModel model = new SessionModel();

    private Pool windows() throws BadInputException {
        model.apply(new Frames().events(1000 * MS, e -> {
            e.define(DictionarySort.POOL, 7, "java.util.concurrent.ForkJoinPool@1");
            e.beginRun(1);
            e.task(EventKind.SUBMIT, 1, 1, 7, 0);
            for (int i = 0; i < 10; i++) {
                e.note(EventKind.MODE, (i * 100L + 10) * MS, TaskFamily.FORK_JOIN, 0, 0, 0, 0);
                e.note(EventKind.COUNT, (i * 100L + 50) * MS, 1000, EventKind.START, 0, 0, 7);
                e.note(EventKind.MODE, (i * 100L + 100) * MS, TaskFamily.FORK_JOIN, 1, 0, 0, 0);
            }
        }));
        return model.pools().getFirst();
    }

    @Test
    void stretchesThatTheEyeCannotTellApartAreOneWithTheirSum() throws BadInputException {
        Pool pool = windows();
        List<CountedTime> near = CountedTime.of(model, pool, 0, 1000 * MS, MS);
        assertThat(near).hasSize(10);
        assertThat(near.getFirst().share()).isEqualTo(1);
        List<CountedTime> far = CountedTime.of(model, pool, 0, 1000 * MS, 20 * MS);
        assertThat(far).hasSize(1);
        assertThat(far.getFirst().started()).isEqualTo(10_000);
        assertThat(far.getFirst().from()).isEqualTo(10 * MS);
        assertThat(far.getFirst().to()).isEqualTo(1000 * MS);
        assertThat(far.getFirst().share()).isCloseTo(0.909, org.assertj.core.data.Offset.offset(0.001));
        assertThat(CountedTime.of(model, pool, 220 * MS, 290 * MS, MS)).hasSize(1);
    }

    @Test
    void aPlaceInTimeIsInOneOrInNone() throws BadInputException {
        Pool pool = windows();
        CountedStretch stretch = CountedTime.at(model, pool, 250.0 * MS);
        assertThat(stretch).isNotNull();
        assertThat(stretch.started()).isEqualTo(1000);
        assertThat(CountedTime.at(model, pool, 205.0 * MS)).isNull();
    }

    @Test
    void collectionsAreFoundUnderThePointer() {
        TimelineModel timeline = new TimelineModel();
        timeline.setSession(MixedSession.model(), false, 0);
        timeline.resize(1000, 400);
        timeline.jumpTo(0, 10_000.0 * MS);
        assertThat(PausePainter.at(timeline, 1400.0 * MS)).isNotNull();
        assertThat(PausePainter.at(timeline, 1700.0 * MS)).isNull();
    }
}
