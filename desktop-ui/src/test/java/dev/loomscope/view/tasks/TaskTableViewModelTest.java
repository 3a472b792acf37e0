package dev.loomscope.view.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.Later;
import dev.loomscope.view.filter.FilterViewModel;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskTableViewModelTest {
    private final ShopSession shop = new ShopSession();
    private final Later background = new Later();
    private long clock = 1_000_000_000_000L;
    private final FilterViewModel filter = new FilterViewModel(shop::model, background, Runnable::run,
            () -> clock);
    private final TaskTableViewModel tasks = new TaskTableViewModel(filter, shop::model, background, Runnable::run,
            () -> clock);

    @Test
    void rowsComeWhenTheBackgroundIsDone() {
        shop.advance(1);
        background.settle();
        tasks.filter().textProperty().set("pool:mail");

        assertThat(tasks.rows()).hasSize(shop.model().tasks().size());
        background.settle();
        assertThat(tasks.rows()).isNotEmpty().allMatch(row -> shop.model().names().pool(shop.model().tasks().pool(row))
                .equals("mail"));
    }

    @Test
    void aSelectionHoldsWhenTheReplayGoesBackAndForth() {
        ShopSession early = new ShopSession();
        early.advance(1);
        int few = early.model().tasks().size();
        shop.advance(2);
        int late = shop.model().tasks().size() - 1;
        AtomicReference<SessionModel> model = new AtomicReference<>(shop.model());
        FilterViewModel all = new FilterViewModel(model::get, Runnable::run, Runnable::run, () -> clock);
        TaskTableViewModel replayed = new TaskTableViewModel(all, model::get, Runnable::run, Runnable::run,
                () -> clock);
        replayed.selectedProperty().set(late);
        assertThat(late).isGreaterThan(few);

        model.set(early.model());
        replayed.modelReplaced();
        assertThat(replayed.selectedProperty().get()).as("not there yet").isEqualTo(-1);
        model.set(shop.model());
        replayed.modelReplaced();
        assertThat(replayed.selectedProperty().get()).isEqualTo(late);
    }

    @Test
    void whenAFilteredReplayGoesBackTheRowsOfBeforeGoAsSoonAsTheirsAreFound() {
        ShopSession early = new ShopSession();
        early.advance(1);
        shop.advance(2);
        AtomicReference<SessionModel> model = new AtomicReference<>(shop.model());
        FilterViewModel mail = new FilterViewModel(model::get, background, Runnable::run, () -> clock);
        TaskTableViewModel replayed = new TaskTableViewModel(mail, model::get, background, Runnable::run,
                () -> clock);
        mail.textProperty().set("pool:mail");
        background.settle();
        int late = replayed.rows().size();
        assertThat(late).isPositive();

        model.set(early.model());
        mail.modelReplaced();
        replayed.modelReplaced();
        background.settle();
        assertThat(replayed.rows().size()).isPositive().isLessThan(late);
        assertThat(replayed.rows()).allMatch(row -> row < early.model().tasks().size());
    }

    @Test
    void theLastFilterOfManyWins() {
        shop.advance(1);
        for (String text : new String[] {"pool:mail", "pool:orders", "id:5"}) {
            tasks.filter().textProperty().set(text);
        }
        background.settle();

        assertThat(tasks.rows()).containsExactly(shop.model().tasks().row(5));
    }

    @Test
    void aFilterThatIsNotUnderstoodLeavesTheLastOneInForce() {
        shop.advance(1);
        tasks.filter().textProperty().set("id:5");
        background.settle();
        tasks.filter().textProperty().set("id:5 state:");
        background.settle();

        assertThat(filter.faultProperty().get()).isNotNull();
        assertThat(tasks.rows()).hasSize(1);
        tasks.filter().textProperty().set("");
        assertThat(filter.faultProperty().get()).isNull();
    }

    @Test
    void theOrderStaysWhileItIsHeld() {
        shop.advance(1);
        background.settle();
        later();
        int before = tasks.rows().size();
        tasks.heldProperty().set(true);
        shop.advance(1);
        later();

        assertThat(tasks.rows()).hasSize(before);
        assertThat(tasks.knownProperty().get()).isGreaterThan(before);
        tasks.heldProperty().set(false);
        later();
        assertThat(tasks.rows()).hasSize(shop.model().tasks().size());
    }

    @Test
    void everyBeatAsksForValuesButNotForOrder() {
        shop.advance(1);
        background.settle();
        later();
        int beat = tasks.beatProperty().get();
        shop.advance(1);
        tasks.refresh();

        assertThat(tasks.beatProperty().get()).isEqualTo(beat + 1);
        assertThat(background.waiting()).isEmpty();
        tasks.refresh();
        assertThat(tasks.beatProperty().get()).as("nothing new").isEqualTo(beat + 1);
    }

    @Test
    void rowsThatComeLaterMatchTooAndStayInOrderWhileItIsHeld() {
        shop.advance(1);
        tasks.filter().textProperty().set("pool:mail");
        background.settle();
        int before = tasks.rows().size();
        tasks.heldProperty().set(true);
        shop.advance(1);
        later();
        assertThat(filter.rowsProperty().get().count()).isGreaterThan(before);
        assertThat(tasks.rows()).hasSize(before);
        tasks.heldProperty().set(false);
        later();
        assertThat(tasks.rows()).hasSize(filter.rowsProperty().get().count());
    }

    @Test
    void theSelectionCanBeGoneBackAlong() {
        shop.advance(1);
        List<Integer> revealed = new ArrayList<>();
        tasks.onReveal(revealed::add);
        for (int row : new int[] {3, 8, 5}) {
            tasks.goTo(row);
        }
        tasks.goBack(true);
        tasks.goBack(true);
        tasks.goBack(true);
        assertThat(tasks.selectedProperty().get()).isEqualTo(3);
        tasks.goBack(false);
        assertThat(tasks.selectedProperty().get()).isEqualTo(8);
        assertThat(tasks.history().canGoForwardProperty().get()).isTrue();
        tasks.selectedProperty().set(11);
        assertThat(tasks.history().canGoForwardProperty().get()).as("another way was taken").isFalse();
        assertThat(revealed).containsExactly(3, 8, 5, 8, 3, 8);
    }

    @Test
    void aSecondClickTurnsTheOrderRound() {
        tasks.sortBy(TaskColumn.NAME);
        assertThat(tasks.queryProperty().get()).isEqualTo(new TaskQuery(TaskColumn.NAME, false));
        tasks.sortBy(TaskColumn.NAME);
        assertThat(tasks.queryProperty().get()).isEqualTo(new TaskQuery(TaskColumn.NAME, true));
        tasks.sortBy(TaskColumn.BUSY);
        assertThat(tasks.queryProperty().get()).isEqualTo(new TaskQuery(TaskColumn.BUSY, true));
    }

    private void later() {
        clock += 2_000_000_000L;
        filter.refresh();
        background.settle();
        tasks.refresh();
        background.settle();
    }
}
