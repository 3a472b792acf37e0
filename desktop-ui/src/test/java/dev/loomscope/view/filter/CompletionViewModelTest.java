package dev.loomscope.view.filter;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.filter.Proposal;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionViewModelTest {
    private final ShopSession shop = new ShopSession();
    private final ObjectProperty<List<String>> used = new SimpleObjectProperty<>(List.of());
    private final FilterViewModel filter = new FilterViewModel(shop::model, Runnable::run, Runnable::run, () -> 0);
    private final CompletionViewModel completion;

    CompletionViewModelTest() {
        shop.advance(1);
        completion = new CompletionViewModel(filter.textProperty(), shop::model, Runnable::run, Runnable::run, () -> 0,
                used);
    }

    private void type(String text) {
        filter.textProperty().set(text);
        completion.caretProperty().set(text.length());
        completion.typed();
    }

    @Test
    void aFieldIsTakenAndItsValuesFollow() {
        type("po");
        assertThat(completion.proposalsProperty().get()).extracting(Proposal::label).startsWith("pool:");
        assertThat(completion.accept(true)).isTrue();
        assertThat(filter.textProperty().get()).isEqualTo("pool:");
        assertThat(completion.caretProperty().get()).isEqualTo(5);
        assertThat(completion.proposalsProperty().get()).extracting(Proposal::label).contains("mail", "orders");
    }

    @Test
    void aValueEndsIt() {
        type("pool:mai");
        completion.move(true);
        assertThat(completion.accept(false)).isTrue();
        assertThat(filter.textProperty().get()).isEqualTo("pool:mail ");
        assertThat(completion.isOpen()).isFalse();
    }

    @Test
    void enterTakesNothingThatWasNotChosen() {
        type("pool:mai");
        assertThat(completion.accept(false)).isFalse();
        assertThat(filter.textProperty().get()).isEqualTo("pool:mai");
    }

    @Test
    void keysGoRound() {
        type("state:l");
        int size = completion.proposalsProperty().get().size();
        completion.move(false);
        assertThat(completion.chosenProperty().get()).isEqualTo(size - 1);
        completion.move(true);
        assertThat(completion.chosenProperty().get()).isZero();
    }

    @Test
    void anEmptyFieldProposesOnlyWhenAsked() {
        type("");
        assertThat(completion.isOpen()).isFalse();
        completion.move(true);
        assertThat(completion.isOpen()).isTrue();
        assertThat(completion.chosenProperty().get()).isZero();
        completion.close();
        assertThat(completion.isOpen()).isFalse();
    }

    @Test
    void anEmptyFieldOffersWhatWasUsedTheLastOneFirst() {
        type("pool:mail");
        completion.use();
        type("state:failed busy>10ms");
        completion.use();
        type("pool:mail ");
        completion.use();
        assertThat(used.getValue()).containsExactly("pool:mail", "state:failed busy>10ms");

        type("");
        completion.move(true);
        assertThat(completion.proposalsProperty().get()).extracting(Proposal::label)
                .startsWith("pool:mail", "state:failed busy>10ms", "pool:");
        completion.move(true);
        assertThat(completion.accept(false)).isTrue();
        assertThat(filter.textProperty().get()).isEqualTo("state:failed busy>10ms");
        assertThat(completion.isOpen()).as("all is said").isFalse();
    }

    @Test
    void whatIsNotUnderstoodIsNotUsed() {
        type("busy>");
        completion.use();
        type("  ");
        completion.use();
        assertThat(used.getValue()).isEmpty();
    }

    @Test
    void onlySoManyAreRemembered() {
        for (int i = 0; i < 40; i++) {
            type("id:" + i);
            completion.use();
        }
        assertThat(used.getValue()).hasSize(30).startsWith("id:39").endsWith("id:10");
        type("");
        completion.move(true);
        assertThat(completion.proposalsProperty().get().subList(0, 9)).extracting(Proposal::label)
                .containsExactly("id:39", "id:38", "id:37", "id:36", "id:35", "id:34", "id:33", "id:32", "pool:");
    }
}
