package dev.loomscope.view.timeline;

import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody reads stays where it is while a live session goes on. */
class LiveReadingTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int HEADER = Rows.Heights.DEFAULT.header();
    private static final double LANE = Rows.Heights.DEFAULT.lane();

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private long clock;

    @BeforeEach
    void heldOnTheFirstSecond() throws Exception {
        session.session(1_767_258_000_000L);
        session.worker(1).task(100 * MILLI, 200 * MILLI).task(300 * MILLI, 500 * MILLI);
        session.worker(2).task(150 * MILLI, 250 * MILLI).open(800 * MILLI);
        session.until(SECOND);
        model.resize(1000, 60);
        model.setSession(session.model, true, clock);
        model.jumpTo(0, SECOND);
        frames(20);
    }

    private void frames(int count) {
        for (int i = 0; i < count; i++) {
            clock += 16 * MILLI;
            model.advance(clock);
        }
    }

    /** Each second the workers go on, and once another one comes, whose lane stands above all others. */
    private void stream(int seconds) throws Exception {
        for (int i = 1; i <= seconds; i++) {
            long from = i * SECOND;
            session.worker(1).task(from + 100 * MILLI, from + 200 * MILLI);
            if (i >= 2) {
                session.worker(0).task(from, from + 900 * MILLI);
            }
            session.until(from + SECOND);
            frames(60);
        }
    }

    @Test
    void timeRowsSelectionAndWhatIsPointedAtStay() throws Exception {
        model.sight().scrollTo(HEADER, clock);
        frames(5);
        double y = model.inSight().stream().filter(row -> session.lane(1).equals(row.row().track()))
                .mapToDouble(RowScroll.Placed::top).findFirst().orElseThrow() + LANE / 2;
        model.point(400, y);
        Hover.Span pointed = Objects.requireNonNull(Objects.requireNonNull(model.hover()).span());
        model.selectTask(pointed.taskRow());
        model.selectRange(new TimeRange(100 * MILLI, 400 * MILLI));
        Viewport before = model.viewport();

        stream(5);

        assertThat(model.viewport()).isEqualTo(before);
        Hover.Span now = Objects.requireNonNull(Objects.requireNonNull(model.hover()).span());
        assertThat(now.taskRow()).isEqualTo(pointed.taskRow());
        assertThat(now.track()).isEqualTo(session.lane(1));
        assertThat(model.selectedTask()).isEqualTo(pointed.taskRow());
        assertThat(model.rangeProperty().get()).isEqualTo(new TimeRange(100 * MILLI, 400 * MILLI));
        assertThat(model.session().lanes().size()).isEqualTo(3);
    }

    @Test
    void whereNobodyPointsWhatIsOnTopStays() throws Exception {
        model.resize(1000, 30);
        model.sight().scrollTo(HEADER + LANE + 5, clock);
        frames(5);
        RowScroll.Placed top = model.inSight().getFirst();
        assertThat(top.row().track()).isEqualTo(session.lane(2));

        stream(4);

        assertThat(model.inSight().getFirst().row().track()).isEqualTo(session.lane(2));
        assertThat(model.inSight().getFirst().top()).isEqualTo(top.top());
    }

    @Test
    void howFarBehindAHeldViewIsIsSaid() throws Exception {
        stream(3);

        assertThat(Behind.words(model)).matches("(2\\.[6-9]|3\\.[0-3])0 s behind");
        model.jumpTo(3.0 * SECOND, 10.0 * SECOND);
        assertThat(Behind.words(model)).isEqualTo("Held");
    }

    @Test
    void resumingComesBackToThePresent() throws Exception {
        stream(2);
        model.setFollowing(true, clock);
        frames(60);

        assertThat(model.viewport().timeAt(model.width())).isGreaterThan(model.position());
        assertThat(model.viewport().start()).isLessThan(model.position());
    }
}
