package dev.loomscope.filter;

import java.util.List;

import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionTest {
    private static final Vocabulary SHOP = Vocabulary.of(ShopSession.model(3));

    private static List<String> labels(String text) {
        return Completion.of(text, text.length(), SHOP).stream().map(Proposal::label).toList();
    }

    private static String first(String text, int caret) {
        Proposal first = Completion.of(text, caret, SHOP).getFirst();
        return first.text().substring(0, first.caret()) + "|" + first.text().substring(first.caret());
    }

    @Test
    void fieldsAndFiguresComeFirst() {
        assertThat(labels("s")).containsExactly("state:", "site:", "scope:", "scheduled>", "submitted>", "started>");
        assertThat(labels("")).startsWith("pool:", "state:");
        assertThat(labels("-po")).startsWith("pool:", "polls>");
        assertThat(first("-po", 3)).isEqualTo("-pool:|");
    }

    @Test
    void valuesAreThoseOfTheSessionMostFrequentFirst() {
        List<String> pools = labels("pool:");
        assertThat(pools).contains("mail", "payments", "orders");
        long[] counts = SHOP.of(Field.POOL).stream().mapToLong(value -> -value.count()).toArray();
        assertThat(counts).isSorted();
        assertThat(pools.getFirst()).isEqualTo(SHOP.of(Field.POOL).getFirst().text());
        assertThat(labels("kind:v")).containsExactly("virtual-thread");
        assertThat(labels("state:l")).startsWith("live");
        assertThat(labels("thread:mail")).isNotEmpty().allMatch(name -> name.startsWith("mail"));
    }

    @Test
    void aValueInTheMidstOfAFilterTakesItsPlaceOnly() {
        assertThat(first("pool:ma busy>1ms", 7)).isEqualTo("pool:mail| busy>1ms");
        assertThat(first("pool:orders,ma", 14)).isEqualTo("pool:orders,mail |");
        assertThat(first("a pool:pay", 10)).isEqualTo("a pool:payments |");
    }

    @Test
    void valuesWithBlanksAreQuoted() {
        assertThat(first("pool:\"virt", 10)).isEqualTo("pool:\"virtual threads\" |");
    }

    @Test
    void wordsFindValuesOfAnyField() {
        assertThat(labels("charge")).anyMatch(label -> label.equals("class:ChargeCard"));
    }

    @Test
    void whatIsSaidNeedsNoCompletion() {
        assertThat(labels("pool:mail")).isEmpty();
        assertThat(labels("busy>1")).containsExactly("busy>1ms", "busy>10ms", "busy>100ms", "busy>1s", "busy>10s");
        assertThat(labels("polls>=1")).containsExactly("polls>=10", "polls>=100");
        assertThat(labels("started>1")).isEmpty();
    }

    @Test
    void aFieldThatIsNoneIsLeftToItsFault() {
        assertThat(labels("stat:w")).isEmpty();
    }
}
