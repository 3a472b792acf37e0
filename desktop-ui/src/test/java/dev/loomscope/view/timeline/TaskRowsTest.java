package dev.loomscope.view.timeline;

import java.util.List;
import java.util.Objects;

import dev.loomscope.filter.Filters;
import dev.loomscope.model.FilteredTrack;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Wanted;
import dev.loomscope.view.theme.Palette;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Rows of tasks, a pixel a tenth of a microsecond: what is painted, and what the pointer and the selection find there. */
class TaskRowsTest {
    private static final long MICRO = TaskScene.MICRO;
    private static final int WIDTH = 1000;

    private final Shades shades = new Shades(Palette.DARK);
    private final Pixels pixels = new Pixels(new int[(WIDTH + Surface.GUTTER) * 400], WIDTH + Surface.GUTTER, 400);
    private final TimelineModel model = new TimelineModel(Runnable::run);
    private SessionModel session;
    private long clock;

    @BeforeEach
    void virtualThreads() throws Exception {
        session = TaskScene.model();
        model.resize(WIDTH, 400 - Surface.ROWS_TOP);
        model.setSession(session, false, clock);
        model.jumpTo(0, 100.0 * MICRO);
        arrange(ArrangedBy.VIRTUAL_BY_CLASS);
    }

    private void arrange(ArrangedBy by) {
        model.arrangementProperty().set(model.arrangementProperty().get().by(by));
        settle();
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            clock += 16_000_000;
            model.advance(clock);
        }
    }

    @Test
    void aSpanSaysHowLongItIsAndNotHowLongItsTaskWasBusy() {
        assertThat(LanesPainter.length(session.tasks(), TaskScene.PARENT, 100 * MICRO, true)).isEqualTo(55 * MICRO);
        assertThat(LanesPainter.length(session.tasks(), TaskScene.PARENT, 100 * MICRO, false)).isEqualTo(50 * MICRO);
        assertThat(LanesPainter.length(session.tasks(), TaskScene.FIRST, 100 * MICRO, true)).isEqualTo(50 * MICRO);
        assertThat(LanesPainter.length(session.tasks(), TaskScene.FIRST, 100 * MICRO, false)).isNegative();
    }

    @Test
    void theTitleCountsTheRowsThatAreThere() {
        assertThat(TitlePainter.size(model)).isEqualTo("1 group  ·  1 row");
        arrange(ArrangedBy.THREADS);
        assertThat(TitlePainter.size(model)).isEqualTo("2 pools  ·  2 lanes  ·  5 spans");
        arrange(ArrangedBy.CARRIERS);
        assertThat(TitlePainter.size(model)).isEqualTo("1 pool  ·  1 lane  ·  3 spans");
    }

    private void paint() {
        new TimelinePainter().paint(new Surface(pixels, 1, shades, new BlankLetters(6).faces()), model,
                Overview.of(session, 10), RowBar.LEFT);
    }

    private RowScroll.Placed row(Track track) {
        return model.inSight().stream().filter(placed -> track.equals(placed.row().track())).findFirst().orElseThrow();
    }

    private TaskTrack trackOf(int task) {
        return (TaskTrack) Objects.requireNonNull(model.arranged().tracks().of(task));
    }

    private double y(int task) {
        RowScroll.Placed placed = row(trackOf(task));
        return (placed.top() + placed.bottom()) / 2;
    }

    /** The colour of a task's row near its lower edge, where no name is written. */
    private int at(int task, double micros) {
        RowScroll.Placed placed = row(trackOf(task));
        return pixels.at(Surface.GUTTER + (int) Math.round(micros * 10),
                (int) (Surface.ROWS_TOP + placed.bottom()) - 5);
    }

    @Test
    void tasksThatFollowEachOtherShareARowAndShowWhatTheyDid() {
        paint();

        assertThat(trackOf(TaskScene.FIRST)).isSameAs(trackOf(TaskScene.SECOND));
        assertThat(model.arranged().tracks().of(TaskScene.PARENT)).isNull();
        int[][] expected = {{10, shades.track}, {22, shades.solid(SpanState.SCHEDULED)},
                {28, shades.solid(SpanState.SCHEDULED)}, {31, shades.solid(SpanState.RUNNING)},
                {39, shades.solid(SpanState.RUNNING)}, {41, shades.solid(SpanState.WAITING)},
                {49, shades.solid(SpanState.WAITING)}, {52, shades.solid(SpanState.SCHEDULED)},
                {61, shades.solid(SpanState.RUNNING)}, {69, shades.solid(SpanState.RUNNING)}, {72, shades.track},
                {77, shades.solid(SpanState.SCHEDULED)}, {81, shades.solid(SpanState.RUNNING)},
                {94, shades.solid(SpanState.RUNNING)}, {97, shades.solid(SpanState.WAITING)}};
        for (int[] each : expected) {
            assertThat(at(TaskScene.FIRST, each[0])).as("at %d us", each[0]).isEqualTo(each[1]);
        }
    }

    @Test
    void aNameOnASpanThatIsTooNarrowForItKeepsItsNumber() {
        model.resize(640, 400 - Surface.ROWS_TOP);
        model.jumpTo(0, 100.0 * MICRO);
        arrange(ArrangedBy.CARRIERS);
        BlankLetters letters = new BlankLetters(9);
        Typefaces none = new BlankLetters(6).faces();
        new TimelinePainter().paint(new Surface(pixels, 1, shades,
                new Typefaces(letters.face(), none.strong(), none.small(), none.mono())), model,
                Overview.of(session, 10), RowBar.LEFT);

        // The lane's own name, carrier-1, has room.
        assertThat(letters.written()).contains((int) '\u2026', (int) 'q');
    }

    @Test
    void aChosenTaskIsRingedOnItsRowFromSubmitToEnd() {
        model.selectTask(TaskScene.FIRST);
        paint();

        RowScroll.Placed row = row(trackOf(TaskScene.FIRST));
        int top = (int) (Surface.ROWS_TOP + row.top()) + 2;
        int accent = shades.palette.accent();
        assertThat(pixels.at(Surface.GUTTER + 450, top)).isEqualTo(accent);
        assertThat(pixels.at(Surface.GUTTER + 210, top)).isEqualTo(accent);
        assertThat(pixels.at(Surface.GUTTER + 690, top)).isEqualTo(accent);
        assertThat(pixels.at(Surface.GUTTER + 720, top)).isNotEqualTo(accent);
        assertThat(pixels.at(Surface.GUTTER + 180, top)).isNotEqualTo(accent);
    }

    @Test
    void thePointerSaysWhatATaskDidThere() {
        Hover.Span waiting = span(TaskScene.FIRST, 45);
        assertThat(waiting.state()).isEqualTo(SpanState.WAITING);
        assertThat(waiting.start()).isEqualTo(40 * MICRO);
        assertThat(waiting.end()).isEqualTo(50 * MICRO);
        assertThat(waiting.open()).isFalse();
        Hover.Span now = span(TaskScene.SECOND, 98);
        assertThat(now.taskRow()).isEqualTo(TaskScene.SECOND);
        assertThat(now.start()).isEqualTo(95 * MICRO);
        assertThat(now.open()).isTrue();
        Hover.Span queued = span(TaskScene.FIRST, 24);
        assertThat(queued.state()).isEqualTo(SpanState.SCHEDULED);
        assertThat(model.pointer().look(150, y(TaskScene.FIRST)).span()).isNull();

        HoverFacts card = Objects.requireNonNull(
                HoverFacts.of(model.pointer().look(450, y(TaskScene.FIRST)), model));
        assertThat(card.title()).isEqualTo("quote-1");
        assertThat(card.state()).isEqualTo("Waiting for 10.0 \u00b5s");
    }

    private Hover.Span span(int task, double micros) {
        return Objects.requireNonNull(model.pointer().look(micros * 10, y(task)).span());
    }

    @Test
    void aHeaderOfTasksSaysHowManyWereAlive() {
        HoverFacts card = Objects.requireNonNull(HoverFacts.of(model.pointer().look(450, 10), model));

        assertThat(card.title()).isEqualTo("Quote");
        assertThat(card.facts()).contains(new HoverFacts.Fact("Alive here", "1"), new HoverFacts.Fact("Tasks", "2"),
                new HoverFacts.Fact("Rows", "1"));
        assertThat(Objects.requireNonNull(HoverFacts.of(model.pointer().look(720, 10), model)).facts())
                .contains(new HoverFacts.Fact("Alive here", "0"));
    }

    @Test
    void arrowsLeadFromRowToRow() {
        arrange(ArrangedBy.TASKS_BY_POOL);
        model.selectTask(TaskScene.FIRST);
        model.selection().setLinks(Links.of(session, TaskScene.FIRST, 0, 100 * MICRO));
        List<PlacedLinks.Placed> placed = PlacedLinks.of(model);

        assertThat(placed).extracting(each -> each.link().kind()).containsExactly(Link.Kind.SUBMIT, Link.Kind.WAKE);
        PlacedLinks.Placed submit = placed.getFirst();
        assertThat(submit.x0()).isCloseTo(200, within(0.01));
        assertThat(submit.x1()).isCloseTo(300, within(0.01));
        assertThat(submit.y0()).isEqualTo(y(TaskScene.PARENT));
        assertThat(submit.y1()).isEqualTo(y(TaskScene.FIRST));
        PlacedLinks.Placed wake = placed.getLast();
        assertThat(wake.x0()).isCloseTo(500, within(0.01));
        assertThat(wake.y0()).isEqualTo(y(TaskScene.PARENT));
        assertThat(wake.y1()).isEqualTo(y(TaskScene.FIRST));
        assertThat(Objects.requireNonNull(model.pointer().look(200, y(TaskScene.PARENT)).link()).kind())
                .isEqualTo(Link.Kind.SUBMIT);

        model.reveal().link(submit.link(), clock);
        assertThat(model.selectedTask()).isEqualTo(TaskScene.PARENT);
    }

    @Test
    void noArrowLeadsToATaskThatHasNoRow() {
        model.selectTask(TaskScene.FIRST);
        model.selection().setLinks(Links.of(session, TaskScene.FIRST, 0, 100 * MICRO));

        assertThat(PlacedLinks.of(model)).isEmpty();
    }

    @Test
    void theNextOfItsKindIsChosenAndAFoldedGroupOpensForIt() {
        model.selectTask(TaskScene.FIRST);
        model.arranged().choices().foldAll(true);
        settle();
        assertThat(model.rows().tracks()).isZero();
        model.jumpTo(0, 60.0 * MICRO);

        model.reveal().neighbour(true, clock);
        settle();

        assertThat(model.selectedTask()).isEqualTo(TaskScene.SECOND);
        assertThat(model.rows().ofTrack(trackOf(TaskScene.SECOND))).isNotNull();
        assertThat(model.to()).isGreaterThan(80 * MICRO);
        model.reveal().neighbour(false, clock);
        assertThat(model.selectedTask()).isEqualTo(TaskScene.FIRST);
    }

    @Test
    void theWholeLifeOfTheChosenTaskIsFitted() {
        model.selectTask(TaskScene.FIRST);
        model.reveal().selectedOrAll(clock);
        settle();

        assertThat(model.from()).isBetween(10 * MICRO, 20 * MICRO);
        assertThat(model.to()).isBetween(70 * MICRO, 80 * MICRO);
    }

    @Test
    void aFilterLeavesOutRowsAndBringsThemBack() {
        arrange(ArrangedBy.TASKS_BY_POOL);
        int all = model.rows().tracks();
        filter("name:quote-1");

        assertThat(all).isEqualTo(3);
        assertThat(model.rows().tracks()).isEqualTo(1);
        assertThat(model.rows().ofTrack(trackOf(TaskScene.FIRST))).isNotNull();
        model.setFilter(null);
        settle();
        assertThat(model.rows().tracks()).isEqualTo(3);
    }

    private void filter(String text) {
        model.setFilter(new Wanted(Filters.of(text), Filters.rows(session, text)));
        settle();
    }

    @Test
    void whatAFilterWantsIsSeenToDoWhatItDid() {
        filter("name:quote-1");
        paint();

        assertThat(at(TaskScene.FIRST, 22)).isEqualTo(shades.solid(SpanState.SCHEDULED));
        assertThat(at(TaskScene.FIRST, 31)).isEqualTo(shades.solid(SpanState.RUNNING));
        assertThat(at(TaskScene.FIRST, 41)).isEqualTo(shades.solid(SpanState.WAITING));
        assertThat(at(TaskScene.FIRST, 81)).as("another task, which steps back")
                .isNotEqualTo(shades.solid(SpanState.RUNNING));

        Occupancy wanted = new Occupancy();
        new FilteredTrack(trackOf(TaskScene.FIRST), row -> row == TaskScene.FIRST).occupancy(0, 100.0 * MICRO, 1,
                wanted);
        assertThat(wanted.ns(0, SpanState.RUNNING)).isEqualTo(20 * MICRO);
        assertThat(wanted.ns(0, SpanState.WAITING)).isEqualTo(10 * MICRO);
        assertThat(wanted.ns(0, SpanState.SCHEDULED)).isEqualTo(20 * MICRO);
    }

    @Test
    void aFilterLeavesOutThreadsTooUntilAllAreWantedOrOneIsGoneTo() {
        arrange(ArrangedBy.THREADS);
        int all = model.rows().tracks();
        filter("name:quote-1");
        int some = model.rows().tracks();
        assertThat(some).isPositive().isLessThan(all);
        assertThat(model.arranged().plan().unmatched()).isEqualTo(all - some);

        Track parent = Objects.requireNonNull(model.arranged().tracks().of(TaskScene.PARENT));
        assertThat(model.rows().ofTrack(parent)).isNull();
        model.reveal().task(TaskScene.PARENT, clock);
        settle();
        assertThat(model.rows().ofTrack(parent)).isNotNull();
        filter("name:quote-2");
        assertThat(model.rows().ofTrack(parent)).isNull();

        TimelineActions.of(model).get("rows-matching").run();
        settle();
        assertThat(model.rows().tracks()).isEqualTo(all);
        assertThat(model.arranged().isArranging()).isFalse();
        model.setFilter(null);
        settle();
        assertThat(model.rows().tracks()).isEqualTo(all);
    }

    @Test
    void theKeyboardGoesFromRowToRowAndWhatItDoesIsDoneThere() {
        arrange(ArrangedBy.TASKS_BY_POOL);
        RowCursor cursor = model.cursor();
        assertThat(cursor.meant()).isNull();
        cursor.move(true);
        assertThat(Objects.requireNonNull(cursor.meant()).isHeader()).isTrue();
        cursor.move(true);
        RowTarget first = Objects.requireNonNull(cursor.meant());
        assertThat(first.track()).isEqualTo(model.rows().at(50).track());

        model.arranged().choices().hide(first);
        settle();
        assertThat(model.rows().tracks()).isEqualTo(2);
        assertThat(model.arranged().plan().hidden()).singleElement().extracting("key").isEqualTo(first.key());
        model.arranged().choices().showAll();
        settle();
        assertThat(model.rows().tracks()).isEqualTo(3);
        cursor.move(false);
        assertThat(Objects.requireNonNull(cursor.meant()).isHeader()).isTrue();
        model.point(100, 50);
        assertThat(cursor.at()).isNull();
    }
}
