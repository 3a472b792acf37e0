package dev.loomscope.view.filter;

import dev.loomscope.filter.Proposal;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionViewModelTest {
    private final ShopSession shop = new ShopSession();
    private final FilterViewModel filter = new FilterViewModel(shop::model, Runnable::run, Runnable::run, () -> 0);
    private final CompletionViewModel completion;

    CompletionViewModelTest() {
        shop.advance(1);
        completion = new CompletionViewModel(filter.textProperty(), shop::model, Runnable::run, Runnable::run, () -> 0);
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
}
