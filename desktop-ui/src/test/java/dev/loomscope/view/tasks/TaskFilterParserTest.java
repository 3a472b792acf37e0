package dev.loomscope.view.tasks;

import java.util.EnumSet;
import java.util.List;

import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.view.tasks.TaskFilter.Figure;
import dev.loomscope.view.tasks.TaskFilter.Pattern;
import dev.loomscope.view.tasks.TaskFilter.Relation;
import dev.loomscope.view.tasks.TaskFilter.Term;
import dev.loomscope.view.tasks.TaskFilter.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskFilterParserTest {

    @Test
    void readsEveryFormOfTerm() {
        assertThat(terms("pay \"two words\" -state:live kind:virtual-thread,executor busy>=1.5ms polls<3 id:#17"))
                .containsExactly(
                        any("pay"),
                        any("two words"),
                        new Term.Not(new Term.InState(
                                EnumSet.of(TaskState.SCHEDULED, TaskState.RUNNING, TaskState.WAITING))),
                        new Term.OfKind(EnumSet.of(TaskKind.VIRTUAL_THREAD, TaskKind.EXECUTOR)),
                        new Term.Compare(Figure.BUSY, Relation.AT_LEAST, 1_500_000),
                        new Term.Compare(Figure.POLLS, Relation.LESS, 3),
                        new Term.WithId(17));
    }

    @Test
    void textFieldsTakeQuotesAndStars() {
        assertThat(terms("site:Checkout* name:\"place order\" -pool:orders")).containsExactly(
                new Term.Text(TextField.SITE, new Pattern("checkout*")),
                new Term.Text(TextField.NAME, new Pattern("place order")),
                new Term.Not(new Term.Text(TextField.POOL, new Pattern("orders"))));
    }

    @Test
    void aPlaceInTheCodeIsAWord() {
        assertThat(terms("Quotes.java:203")).containsExactly(any("quotes.java:203"));
    }

    @Test
    void nothingWantsEverything() {
        assertThat(terms("   ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "stat:running | No field 'stat': use name, site, pool, state, kind or id",
            "state:runing | No state 'runing': use scheduled, running, waiting, completed, failed, cancelled, rejected, unseen-end, not-followed, live or ended",
            "busy>10 | 'busy>10' needs a duration such as 10ms, 250us or 2s",
            "busy>ms | 'busy>ms' needs a duration such as 10ms, 250us or 2s",
            "polls>many | 'polls>many' needs a whole number",
            "age>10ms | No figure 'age': use total, busy, scheduled, idle, blocked or polls",
            "pool: | 'pool:' needs a text behind it",
            "x 'open | A quote is open: close it with '"})
    void saysWhatItDoesNotUnderstand(String text, String why) {
        assertThat(TaskFilterParser.parse(text.replace('\'', '"')))
                .isEqualTo(new TaskFilterParser.Result.Refused(why.replace('\'', '"')));
    }

    @Test
    void starsMatchWholeTextsAndBehindPackages() {
        Pattern pattern = new Pattern("Checkout*place(*:118)");
        assertThat(pattern.matches("com.acme.CheckoutFlow.place(CheckoutFlow.java:118)")).isTrue();
        assertThat(pattern.matches("com.acme.CheckoutFlow.place(CheckoutFlow.java:119)")).isFalse();
        assertThat(pattern.matches("com.acme.MyCheckoutFlow.place(CheckoutFlow.java:118)")).isFalse();
    }

    private static Term any(String text) {
        return new Term.Text(TextField.ANY, new Pattern(text));
    }

    private static List<Term> terms(String text) {
        return ((TaskFilterParser.Result.Understood) TaskFilterParser.parse(text)).filter().terms();
    }
}
