package dev.loomscope.view.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.Later;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoolHistoryTest {
    private final SessionModel model = ShopSession.model(20);
    private final PoolAxis all = new PoolAxis(0, model.now());
    private final Pool payments = model.pools().stream().filter(pool -> pool.name().equals("payments")).findFirst()
            .orElseThrow();

    @Test
    void eachColumnHoldsTheMostOfItsTime() {
        QueueOverTime one = QueueOverTime.of(payments.series(), all, 1);
        QueueOverTime many = QueueOverTime.of(payments.series(), all, 400);

        assertThat(one.most()[0]).isPositive().isEqualTo(Arrays.stream(many.most()).max().orElseThrow())
                .isEqualTo(one.peak()).isEqualTo(many.peak());
    }

    @Test
    void columnsOfAnyWidthHoldTheSameTasksAndTheSameBusyTime() {
        FlowOverTime fine = FlowOverTime.of(payments.series(), all, 300);
        FlowOverTime coarse = FlowOverTime.of(payments.series(), all, 1);
        int last = payments.series().size() - 1;

        assertThat(FlowOverTime.mean(fine.ended())).isCloseTo(coarse.ended()[0], within(1e-6));
        assertThat(coarse.ended()[0] * all.length() / 1e9).isCloseTo(payments.series().ended(last), within(1e-6));
        assertThat(coarse.failed()[0] * all.length() / 1e9).isCloseTo(payments.failed() + payments.rejected(),
                within(1e-6));
        assertThat(WorkerLoad.of(model, payments, all, 100).mean())
                .isCloseTo(WorkerLoad.of(model, payments, all, 1).mean(), within(0.01))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void waitsAreThoseOfTheTasksThatBeganInAColumn() {
        WaitsOverTime one = WaitsOverTime.of(model, payments, all, 1);
        long[] waits = new long[model.tasks().size()];
        int count = 0;
        for (int row = 0; row < model.tasks().size(); row++) {
            if (model.tasks().pool(row) == payments.id() && model.tasks().started(row) >= 0
                    && model.tasks().started(row) < all.to()) {
                waits[count++] = model.tasks().started(row) - model.tasks().submitted(row);
            }
        }
        long[] sorted = Arrays.copyOf(waits, count);
        Arrays.sort(sorted);

        assertThat(one.whole()).isTrue();
        assertThat(one.p50()[0]).isEqualTo(sorted[(count + 1) / 2 - 1]);
        assertThat(one.p99()[0]).isEqualTo(sorted[(int) Math.ceil(count * 0.99) - 1]);
        assertThat(WaitsOverTime.of(model, payments, new PoolAxis(all.to() + 1, all.to() + 2), 3).p99())
                .containsOnly(-1);
    }

    @Test
    void theSizeIsToldInSentences() {
        PoolHistory history = PoolHistory.of(model, payments, all);

        assertThat(history.size().law())
                .matches("(While the queue rose, )?[\\d.,]+ tasks a second of [\\d.]+ (ms|s) each"
                        + " (kept|asked for) [\\d.]+ workers?( busy)?\\.");
        assertThat(history.size().verdict()).startsWith("It has 4 workers: ");
        assertThat(history.size().filling()).matches("(Waiting|Computing) fills it: .*");
        assertThat(history.saturated()).isNotEmpty().allMatch(stretch -> stretch.to() <= all.to());
        assertThat(history.mostWorkers()).isEqualTo(4);
    }

    @Test
    void idlePoolsComeLastWhateverTheOrder() {
        List<PoolFigures> pools = new ArrayList<>(PoolFigures.of(model, List.of(), all));
        PoolFigures first = pools.getFirst();
        pools.addFirst(new PoolFigures(99, "AAA", first.kind(), "0 / 1", "", 0, 0, "", 0, false, 0, new double[0], 0, 0,
                "", false, first.waits(), first.runs(), false, true, List.of()));
        for (PoolSort sort : PoolSort.values()) {
            assertThat(pools.stream().sorted(sort.order()).toList().getLast().id()).isEqualTo(99);
        }
        assertThat(pools.stream().sorted(PoolSort.WORST.order()).toList().getFirst().name())
                .isEqualTo("payments");
    }

    @Test
    void theChosenPoolStaysChosenAndIsReadBesideTheWindowsThread() {
        Later background = new Later();
        long[] clock = {0};
        PoolsViewModel pools = new PoolsViewModel(() -> model, List::of, () -> all, background, Runnable::run,
                () -> clock[0]);
        List<String> shown = new ArrayList<>();
        pools.historyProperty().subscribe((_, history) -> {
            PoolFigures chosen = pools.chosen();
            shown.add(chosen == null || history == null ? "nothing" : chosen.name());
        });
        pools.refresh();
        assertThat(pools.poolsProperty().get()).isEmpty();
        background.next();
        assertThat(pools.chosen()).isNotNull().extracting(PoolFigures::name).isEqualTo("payments");
        assertThat(pools.historyProperty().get()).isNotNull().extracting(PoolHistory::pool).isEqualTo(payments.id());

        assertThat(shown).as("what is read once is shown").containsExactly("payments");

        int other = pools.poolsProperty().get().getLast().id();
        pools.selectedProperty().set(other);
        background.next();
        assertThat(pools.historyProperty().get()).isNotNull().extracting(PoolHistory::pool).isEqualTo(other);

        clock[0] += 10_000_000_000L;
        pools.refresh();
        assertThat(background.waiting()).as("nothing changed, so nothing is read").isEmpty();
        assertThat(pools.selectedProperty().get()).isEqualTo(other);
    }

    @Test
    void untilOneIsChosenThePoolThatThereIsMostToSeeOfIsShown() {
        PoolAxis[] axis = {new PoolAxis(0, 1_000_000)};
        long[] clock = {0};
        PoolsViewModel pools = new PoolsViewModel(() -> model, List::of, () -> axis[0], Runnable::run, Runnable::run,
                () -> clock[0]);
        pools.refresh();
        PoolFigures early = Objects.requireNonNull(pools.chosen());
        int idle = pools.poolsProperty().get().getLast().id();
        axis[0] = all;
        clock[0] += 1_000_000_000L;
        pools.refresh();
        assertThat(pools.chosen()).isNotNull().extracting(PoolFigures::name).isEqualTo("payments");
        assertThat(early.name()).isNotEqualTo("payments");

        pools.selectedProperty().set(idle);
        axis[0] = new PoolAxis(0, all.to() - 1);
        clock[0] += 1_000_000_000L;
        pools.refresh();
        assertThat(pools.selectedProperty().get()).isEqualTo(idle);
    }

    @Test
    void anAxisStaysWithinWhatIsRemembered() {
        assertThat(PoolAxis.of(-50_000_000, 90_000_000, 10_000_000, 70_000_000))
                .isEqualTo(new PoolAxis(10_000_000, 70_000_000));
        assertThat(PoolAxis.of(200_000_000, 300_000_000, 10_000_000, 70_000_000))
                .isEqualTo(new PoolAxis(10_000_000, 70_000_000));
        assertThat(PoolAxis.of(0, 0, 0, 0).length()).isPositive();
        assertThat(new PoolAxis(10_000_000, 20_000_000).timeAt(0.5)).isEqualTo(15_000_000);
    }
}
