package dev.loomscope.view.filter;

import dev.loomscope.filter.RowSet;
import dev.loomscope.view.Later;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FilterViewModelTest {
    private final ShopSession shop = new ShopSession();
    private final Later background = new Later();
    private long clock = 1_000_000_000_000L;
    private final FilterViewModel filter = new FilterViewModel(shop::model, background, Runnable::run,
            () -> clock);

    @Test
    void typingNeverWaitsAndTheLastTextWins() {
        shop.advance(1);
        for (String text : new String[] {"p", "po", "pool:mail", "id:3"}) {
            filter.textProperty().set(text);
        }
        assertThat(background.waiting()).as("one look at a time").hasSize(1);
        assertThat(filter.rowsProperty().get()).isNull();
        background.settle();
        assertThat(filter.rowsProperty().get().rows()).containsExactly(2);
    }

    @Test
    void everySetHasAHigherVersionAndIsLeftAsItIs() {
        shop.advance(1);
        filter.textProperty().set("pool:mail");
        background.settle();
        RowSet first = filter.rowsProperty().get();
        int count = first.count();
        shop.advance(1);
        filter.refresh();
        assertThat(background.waiting()).as("not yet due").isEmpty();
        clock += 1_000_000_000L;
        filter.refresh();
        background.settle();
        assertThat(filter.rowsProperty().get().version()).isGreaterThan(first.version());
        assertThat(filter.rowsProperty().get().count()).isGreaterThan(count);
        assertThat(first.count()).isEqualTo(count);
        clock += 1_000_000_000L;
        filter.refresh();
        assertThat(background.waiting()).as("nothing new").isEmpty();
    }

    @Test
    void whatIsNotUnderstoodLeavesTheLastFilterInForce() {
        shop.advance(1);
        filter.textProperty().set("id:3");
        background.settle();
        filter.textProperty().set("id:3 stat:x");
        background.settle();
        assertThat(filter.faultProperty().get().message()).contains("state:");
        assertThat(filter.rowsProperty().get().count()).isEqualTo(1);
        filter.clear();
        assertThat(filter.faultProperty().get()).isNull();
        assertThat(filter.rowsProperty().get()).isNull();
    }

    @Test
    void rowsOfAModelThatIsGoneAreNotShown() {
        shop.advance(1);
        ShopSession other = new ShopSession();
        other.advance(2);
        ShopSession[] now = {shop};
        FilterViewModel replayed = new FilterViewModel(() -> now[0].model(), background, Runnable::run,
                () -> clock);
        replayed.textProperty().set("pool:mail");
        now[0] = other;
        replayed.modelReplaced();
        background.settle();
        assertThat(replayed.rowsProperty().get().end()).isEqualTo(other.model().tasks().size());
    }
}
