package dev.loomscope.view.timeline;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.loomscope.insight.Finding;
import dev.loomscope.insight.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TimelineModelTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int HEADER = Rows.Heights.DEFAULT.header();
    private static final int LANE = (int) Rows.Heights.DEFAULT.lane();

    private final SmallSession session = new SmallSession();
    private final TimelineModel model = new TimelineModel();
    private long clock;

    @BeforeEach
    void twoWorkers() throws Exception {
        session.session(1_767_258_000_000L);
        session.worker(0).task(100 * MILLI, 200 * MILLI).task(300 * MILLI, 500 * MILLI, 8).task(600 * MILLI,
                700 * MILLI);
        session.worker(1).task(150 * MILLI, 250 * MILLI, 8).open(800 * MILLI);
        session.until(SECOND);
        model.resize(1000, 400);
        model.setSession(session.model, false, clock);
        model.jumpTo(0, SECOND);
        settle();
    }

    private void settle() {
        for (int i = 0; i < 100; i++) {
            clock += 16 * MILLI;
            model.advance(clock);
        }
    }

    private static int laneY(int lane) {
        return HEADER + lane * LANE + LANE / 2;
    }

    private void selectAt(double x, double y) {
        Hover.Span span = model.pointer().look(x, y).span();
        model.selectTask(span == null ? -1 : span.taskRow());
    }

    @Test
    void rowsAreThePoolAndItsWorkers() {
        assertThat(model.rows().between(0, 1e9)).hasSize(3);
        assertThat(model.rows().between(0, 1e9).getFirst().track()).isNull();
        assertThat(model.rows().at(laneY(1))).isEqualTo(model.rows().between(0, 1e9).get(2));
        assertThat(model.rows().at(10_000)).isNull();
    }

    @Test
    void thePointerFindsTheSpanUnderIt() {
        Hover hover = model.pointer().look(400, laneY(0));

        Hover.Span span = Objects.requireNonNull(hover.span());
        assertThat(span.start()).isEqualTo(300 * MILLI);
        assertThat(span.end()).isEqualTo(500 * MILLI);
        assertThat(span.folded()).isEqualTo(1);
        assertThat(model.pointer().look(400, laneY(1)).span()).isNull();
        assertThat(model.pointer().look(400, 5).span()).isNull();
    }

    @Test
    void aNearMissStillFindsTheSpan() {
        assertThat(model.pointer().look(501.5, laneY(0)).span()).isNotNull();
        assertThat(model.pointer().look(505, laneY(0)).span()).isNull();
        assertThat(model.pointer().look(298.5, laneY(0)).span()).isNotNull();
    }

    @Test
    void anOpenSpanIsFoundUpToThePresent() {
        Hover.Span span = Objects.requireNonNull(model.pointer().look(950, laneY(1)).span());

        assertThat(span.open()).isTrue();
    }

    @Test
    void foldedSpansAreCounted() throws Exception {
        session.worker(2);
        for (int i = 0; i < 1000; i++) {
            session.task(SECOND + i * MILLI, SECOND + i * MILLI + 500_000);
        }
        session.until(2 * SECOND);
        model.jumpTo(0, 100.0 * SECOND);
        settle();

        Hover.Span span = Objects.requireNonNull(model.pointer().look(15, laneY(2)).span());
        assertThat(span.folded()).isBetween(90, 110);
    }

    @Test
    void aClickChoosesATaskAndAClickBesideItNone() {
        selectAt(400, laneY(0));
        assertThat(model.selectedTask()).isNotNegative();
        assertThat(session.model.tasks().started(model.selectedTask())).isEqualTo(300 * MILLI);

        selectAt(550, laneY(0));
        assertThat(model.selectedTask()).isEqualTo(-1);
    }

    @Test
    void theNextOfAClassIsChosenAndBroughtIntoSight() {
        selectAt(150, laneY(0));
        model.jumpTo(90 * MILLI, 190 * MILLI);
        int first = model.selectedTask();

        model.reveal().neighbour(true, clock);
        settle();

        assertThat(model.selectedTask()).isNotEqualTo(first);
        assertThat(session.model.tasks().taskClass(model.selectedTask())).isEqualTo(7);
        long start = session.model.tasks().started(model.selectedTask());
        assertThat(model.viewport().xOf(start)).isBetween(0.0, 1000.0);

        model.reveal().neighbour(false, clock);
        assertThat(model.selectedTask()).isEqualTo(first);
    }

    @Test
    void aFoldedPoolKeepsItsHeaderOnly() {
        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(SmallSession.POOL)).group());
        assertThat(model.rows().between(0, 1e9)).hasSize(1);
        assertThat(model.rows().between(0, 1e9).getFirst().collapsed()).isTrue();

        model.arranged().choices().toggle(Objects.requireNonNull(model.rows().ofPool(SmallSession.POOL)).group());
        assertThat(model.rows().between(0, 1e9)).hasSize(3);
    }

    @Test
    void newLanesDoNotMoveWhatIsInSight() throws Exception {
        model.resize(1000, 40);
        model.sight().scrollTo(laneY(1) - 5, clock);
        double before = model.scrolling().position();
        Rows.Row seen = Objects.requireNonNull(model.rows().at(model.scrolling().position()));
        session.worker(3).task(SECOND, SECOND + MILLI).until(2 * SECOND);
        settle();

        Rows.Row now = Objects.requireNonNull(model.rows().ofTrack(Objects.requireNonNull(seen.track())));
        assertThat(now.top() - model.scrolling().position()).isCloseTo(seen.top() - before, within(0.01));
    }

    @Test
    void aFindingIsMarkedOnItsTasksLaneAndRevealed() {
        long id = session.model.tasks()
                .id(Objects.requireNonNull(model.pointer().look(950, laneY(1)).span()).taskRow());
        Finding finding = new Finding("stuck-task", "1", Severity.CRITICAL, "A task is stuck.", "Look.",
                SmallSession.POOL, List.of(id), List.of("orders-2"), 800 * MILLI, SECOND, List.of(), Map.of());
        model.setFindings(List.of(finding));
        model.jumpTo(0, 10 * MILLI);

        model.reveal().finding(finding, clock);
        settle();

        assertThat(model.marks().all().getFirst().stretches()).hasSize(1);
        assertThat(model.marks().all().getFirst().stretches().getFirst().lane()).isEqualTo(session.lane(1).id());
        assertThat(model.from()).isLessThan(800 * MILLI);
        assertThat(model.to()).isGreaterThanOrEqualTo(SECOND);
        assertThat(session.model.tasks().id(model.selectedTask())).isEqualTo(id);
        Hover onMark = model.pointer().look(model.viewport().xOf(900 * MILLI), laneY(1));
        assertThat(Objects.requireNonNull(onMark.mark()).finding()).isEqualTo(finding);
    }

    @Test
    void aFindingAboutAPoolIsMarkedOnItsHeader() {
        Finding finding = new Finding("pool-saturated", "1", Severity.WARNING, "Full.", "More.", SmallSession.POOL,
                List.of(), List.of(), 100 * MILLI, SECOND, List.of(), Map.of());
        model.setFindings(List.of(finding));

        assertThat(model.marks().all().getFirst().marksPool(SmallSession.POOL)).isTrue();
        assertThat(model.pointer().look(500, 10).mark()).isNotNull();
        assertThat(model.pointer().look(50, 10).mark()).isNull();
    }

    @Test
    void aStillPictureIsDrawnOnce() {
        assertThat(model.advance(clock += 16 * MILLI)).isFalse();
        model.point(10, 10);
        assertThat(model.advance(clock += 16 * MILLI)).isTrue();
        assertThat(model.advance(clock += 16 * MILLI)).isFalse();
    }

    @Test
    void dataThatStreamsInLeavesAHeldViewAlone() throws Exception {
        Viewport before = model.viewport();
        selectAt(400, laneY(0));
        int chosen = model.selectedTask();
        session.worker(0).task(SECOND, 2 * SECOND).until(3 * SECOND);
        settle();

        assertThat(model.viewport()).isEqualTo(before);
        assertThat(model.selectedTask()).isEqualTo(chosen);
        assertThat(model.isFollowing()).isFalse();
    }

    @Test
    void followingComesBackToThePresent() {
        model.jumpTo(0, 10 * MILLI);
        assertThat(model.isFollowing()).isFalse();
        model.setFollowing(true, clock);
        settle();

        assertThat(model.followingProperty().get()).isTrue();
        assertThat(model.to()).isGreaterThanOrEqualTo(SECOND);
    }

    @Test
    void aSessionOfAnotherStartForgetsTheSelection() {
        selectAt(400, laneY(0));
        model.selectRange(new TimeRange(1, 2));
        model.setSession(new SmallSession().model, false, clock);
        settle();

        assertThat(model.selectedTask()).isEqualTo(-1);
        assertThat(model.rangeProperty().get()).isNull();
        assertThat(model.isEmpty()).isTrue();
    }

    @Test
    void lanesAreMadeLowerUntilAllAreInSightAndStackedUpThen() throws Exception {
        for (int worker = 0; worker < 5000; worker++) {
            session.worker(worker).task(SECOND, 2 * SECOND);
        }
        session.until(3 * SECOND);
        settle();
        model.sight().scrollTo(40_000, clock);
        Rows.Row held = model.scrolling().at(100);
        assertThat(model.scrolling().stacks()).isEmpty();
        double y = 100;
        for (int step = 0; step < 12; step++) {
            model.arranged().zoomLanes(1 / 1.2, y);
            settle();
            assertThat(model.scrolling().at(y)).extracting(Rows.Row::track).isEqualTo(held.track());
        }
        assertThat(model.scrolling().stacks()).singleElement().satisfies(stack -> {
            assertThat(stack.tracks()).hasSize(5000);
            assertThat(stack.laneHeight()).isEqualTo(model.arranged().heights().lane()).isLessThan(Rows.STACKED);
        });
        for (int step = 0; step < 60; step++) {
            model.arranged().zoomLanes(1 / 1.2, y);
        }
        assertThat(model.scrolling().most()).isCloseTo(0, within(0.01));
        assertThat(model.rows().height()).isGreaterThan(model.scrolling().viewHeight() * 0.9);
        for (int step = 0; step < 80; step++) {
            model.arranged().zoomLanes(1.2, y);
        }
        assertThat(model.arranged().heights().lane()).isEqualTo(48);
    }
}
