package dev.loomscope.view.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import dev.loomscope.model.RanIn;
import dev.loomscope.model.RangeFigures;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.Later;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.timeline.ShopSession;
import dev.loomscope.view.timeline.TimeRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** On ten seconds of a busy shop; what runs beside the window waits until the test lets it. */
class RangeViewModelTest {
    private static final SessionModel SHOP = ShopSession.model(10);
    private static final TimeRange SECOND = new TimeRange(4_000_000_000L, 5_000_000_000L);

    private final Later background = new Later();
    private final RangeViewModel range = new RangeViewModel(() -> SHOP, background, Runnable::run, () -> 0);

    private RangeFigures figures() {
        return Objects.requireNonNull(range.figuresProperty().get());
    }

    @Test
    void figuresComeFromBeside() {
        range.rangeProperty().set(SECOND);
        assertThat(range.countingProperty().get()).isTrue();
        assertThat(range.figuresProperty().get()).isNull();

        background.settle();

        RangeFigures exact = RangeFigures.of(SHOP, SECOND.from(), SECOND.to(), null);
        assertThat(range.countingProperty().get()).isFalse();
        assertThat(figures().tasks()).isEqualTo(exact.tasks()).isPositive();
        assertThat(figures().busy()).isEqualTo(exact.busy());
    }

    @Test
    void whileOneIsCountedOnlyTheNewestWishWaits() {
        for (int i = 0; i < 50; i++) {
            range.rangeProperty().set(new TimeRange(1_000_000_000L + i, 3_000_000_000L));
        }
        assertThat(background.waiting()).hasSize(1);
        background.next();
        assertThat(background.waiting()).hasSize(1);
        background.next();

        assertThat(background.waiting()).isEmpty();
        assertThat(figures().from()).isEqualTo(1_000_000_049L);
        assertThat(range.countingProperty().get()).isFalse();
    }

    @Test
    void whatIsLetGoOfWhileItIsCountedDoesNotComeBack() {
        range.rangeProperty().set(SECOND);
        range.rangeProperty().set(null);
        background.settle();

        assertThat(range.figuresProperty().get()).isNull();
        assertThat(range.countingProperty().get()).isFalse();
        assertThat(range.wantedProperty().get()).isNull();
    }

    @Test
    void theSameTasksAreWantedThatAreCounted() {
        range.rangeProperty().set(SECOND);
        background.settle();

        assertThat(wanted()).hasSize((int) figures().tasks());
    }

    @Test
    void aBarWantsTheTasksWithSuchPolls() {
        range.rangeProperty().set(SECOND);
        background.settle();
        List<Bar> bars = range.bars();
        assertThat(bars.stream().mapToLong(Bar::count).sum()).isEqualTo(figures().polls().count());

        range.barProperty().set(bars.getLast());

        RanIn wish = Objects.requireNonNull(range.wantedProperty().get());
        assertThat(wish.isByPolls()).isTrue();
        int[] rows = wanted();
        assertThat(rows).isNotEmpty().hasSizeLessThanOrEqualTo((int) bars.getLast().count());
        assertThat(Arrays.stream(rows).mapToLong(row -> SHOP.tasks().busy(row, SHOP.now())))
                .allMatch(busy -> busy >= bars.getLast().from());
    }

    @Test
    void barsWithPollsAreGoneThroughOneByOne() {
        assertThat(range.chooseBeside(true)).isFalse();
        range.rangeProperty().set(SECOND);
        background.settle();
        List<Bar> full = range.bars().stream().filter(bar -> bar.count() > 0).toList();
        assertThat(full).hasSizeGreaterThan(1);
        for (Bar bar : full) {
            assertThat(range.chooseBeside(true)).isTrue();
            assertThat(range.barProperty().get()).isEqualTo(bar);
        }
        range.chooseBeside(true);
        assertThat(range.barProperty().get()).isEqualTo(full.getLast());
        range.chooseBeside(false);
        assertThat(range.barProperty().get()).isEqualTo(full.get(full.size() - 2));
        assertThat(range.chooseNone()).isTrue();
        assertThat(range.chooseNone()).isFalse();
        range.chooseBeside(false);
        assertThat(range.barProperty().get()).isEqualTo(full.getLast());
    }

    @Test
    void allBarsTogetherWantEveryTaskThatRan() {
        range.rangeProperty().set(SECOND);
        background.settle();
        List<Integer> rows = new ArrayList<>();
        for (Bar bar : range.bars()) {
            range.barProperty().set(bar);
            Arrays.stream(wanted()).forEach(rows::add);
        }
        range.barProperty().set(null);
        long ran = Arrays.stream(wanted()).filter(row -> SHOP.tasks().started(row) >= 0
                && SHOP.tasks().started(row) < SECOND.to() && SHOP.tasks().virtualThread(row) == 0).count();

        assertThat(rows.stream().filter(row -> SHOP.tasks().virtualThread(row) == 0)).hasSize((int) ran);
    }

    @Test
    void aFilterCountsAgain() {
        range.rangeProperty().set(SECOND);
        background.settle();
        range.filterProperty().set(row -> false);
        background.settle();

        assertThat(figures().tasks()).isZero();
        assertThat(range.bars()).isEmpty();
    }

    @Test
    void anotherStretchForgetsTheBar() {
        range.rangeProperty().set(SECOND);
        background.settle();
        range.barProperty().set(range.bars().getFirst());
        range.rangeProperty().set(new TimeRange(0, 1_000_000_000L));

        assertThat(range.barProperty().get()).isNull();
        assertThat(range.wantedProperty().get()).isEqualTo(new RanIn(0, 1_000_000_000L));
    }

    @Test
    void figuresCanBePasted() {
        range.rangeProperty().set(SECOND);
        background.settle();

        assertThat(RangeText.of(figures(), Moments.COUNTED)).startsWith("1.00 s from 4.000 s to 5.000 s\ntasks ")
                .contains("\npolls ").contains(" p99 ");
    }

    private int[] wanted() {
        IntPredicate test = Objects.requireNonNull(range.wantedProperty().get()).in(SHOP);
        return IntStream.range(0, SHOP.tasks().size()).filter(test).toArray();
    }
}
