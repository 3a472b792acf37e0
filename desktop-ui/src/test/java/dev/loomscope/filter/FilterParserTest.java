package dev.loomscope.filter;

import java.util.EnumSet;
import java.util.List;

import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FilterParserTest {

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
                        new Term.Related(Term.Relative.ITSELF, List.of(17L)));
    }

    @Test
    void textFieldsTakeQuotesStarsAndLists() {
        assertThat(terms("site:Checkout* name:\"place order\",pay -pool:orders class:A thread:w-1 exception:* "
                + "group:invokeAll scope:\"a,b\"")).containsExactly(
                        text(Term.Place.SITE, "checkout*"),
                        text(Term.Place.NAME, "place order", "pay"),
                        new Term.Not(text(Term.Place.POOL, "orders")),
                        text(Term.Place.CLASS, "a"),
                        text(Term.Place.THREAD, "w-1"),
                        text(Term.Place.EXCEPTION, "*"),
                        text(Term.Place.GROUP, "invokeall"),
                        text(Term.Place.SCOPE, "a,b"));
    }

    @Test
    void relativesAndTracesTakeLists() {
        assertThat(terms("parent:3,4 root:#5 trace:4BF9,0a* trace:*")).containsExactly(
                new Term.Related(Term.Relative.CHILD, List.of(3L, 4L)),
                new Term.Related(Term.Relative.DESCENDANT, List.of(5L)),
                new Term.Traced(List.of("4bf9", "0a")),
                new Term.Traced(List.of("")));
    }

    @ParameterizedTest
    @CsvSource({"total>1s, TOTAL, MORE, 1000000000", "BUSY<10us, BUSY, LESS, 10000",
            "sched>=5ns, SCHEDULED, AT_LEAST, 5",
            "idle<=1.5m, IDLE, AT_MOST, 90000000000", "blocked=2ms, BLOCKED, EQUAL, 2000000",
            "wait>1h, WAIT, MORE, 3600000000000", "started>12s, STARTED, MORE, 12000000000",
            "ended<2:05.120, ENDED, LESS, 125120000000", "submitted>1:00:01, SUBMITTED, MORE, 3601000000000",
            "polls=3, POLLS, EQUAL, 3"})
    void comparesFiguresDurationsAndTimes(String text, Figure figure, Relation relation, long value) {
        assertThat(terms(text)).containsExactly(new Term.Compare(figure, relation, value));
    }

    @Test
    void orPartsAlternatives() {
        assertThat(Filters.of("a b or c").alternatives()).containsExactly(List.of(any("a"), any("b")),
                List.of(any("c")));
        assertThat(Filters.of("\"or\"").alternatives()).containsExactly(List.of(any("or")));
    }

    @Test
    void aPlaceInTheCodeIsAWord() {
        assertThat(terms("Quotes.java:203")).containsExactly(any("quotes.java:203"));
    }

    @Test
    void nothingWantsEverything() {
        assertThat(Filters.of("   ").isAll()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "stat:waiting | No field 'stat' - did you mean state:? | 0 | 4 | state:waiting",
            "pay polo:x | No field 'polo' - did you mean pool:? | 4 | 8 | pay pool:x",
            "zebra:x | No field 'zebra': use pool, state, kind, site, class, name, thread, exception, trace, id, parent, root, group, scope | 0 | 5 | zebra:x",
            "busy:10ms | 'busy' is compared - did you mean busy>? | 4 | 5 | busy>10ms",
            "pool>orders | 'pool' is not compared - did you mean pool:? | 4 | 5 | pool:orders",
            "-state:runing | No state 'runing' - did you mean running? | 7 | 13 | -state:running",
            "state:live,zzz | No state 'zzz': use scheduled, running, waiting, completed, failed, cancelled, rejected, unseen-end, not-followed, live, ended | 11 | 14 | state:live,zzz",
            "kind:virtual | No kind 'virtual' - did you mean virtual-thread? | 5 | 12 | kind:virtual-thread",
            "busy>10 | 'busy>10' needs a duration such as 10ms, 250us or 2s - did you mean 10ms? | 5 | 7 | busy>10ms",
            "busy>ms | 'busy>ms' needs a duration such as 10ms, 250us or 2s | 5 | 7 | busy>ms",
            "busy> | 'busy>' needs a duration such as 10ms, 250us or 2s | 0 | 5 | busy>",
            "buzy>1ms | No figure 'buzy' - did you mean busy? | 0 | 4 | busy>1ms",
            "age>10ms | No figure 'age': use total, busy, scheduled, idle, blocked, wait, polls, submitted, started, ended | 0 | 3 | age>10ms",
            "polls>many | 'polls>many' needs a whole number | 6 | 10 | polls>many",
            "started>1:x | 'started>1:x' needs a time from the session's begin such as 12s or 2:05 | 8 | 11 | started>1:x",
            "pool: | 'pool:' needs a value: pool that it was handed to | 0 | 5 | pool:",
            "pool:a, | 'pool:a,' needs a value: pool that it was handed to | 0 | 7 | pool:a,",
            "id:x | 'x' is no task's number, such as 17 | 3 | 4 | id:x",
            "trace:xyz | 'xyz' is no begin of a trace id: up to 32 of 0-9 and a-f | 6 | 9 | trace:xyz",
            "'' | An empty text matches everything: leave it out | 0 | 2 | ''",
            "or a | 'or' needs a term before it | 0 | 2 | or a",
            "a or | 'or' needs a term behind it | 2 | 4 | a or",
            "x 'open | A quote is open: close it with ' | 2 | 7 | x 'open'"})
    void saysWhatItDoesNotUnderstandWhereAndWhatWasMeant(String text, String why, int begin, int end, String mended) {
        String typed = text.replace('\'', '"');
        Fault fault = ((FilterParser.Result.Refused) FilterParser.parse(typed)).fault();
        // The begin of the session has an apostrophe of its own.
        assertThat(fault.message().replace("session's", "session\"s").replace("task's", "task\"s"))
                .isEqualTo(why.replace('\'', '"'));
        assertThat(fault.begin()).isEqualTo(begin);
        assertThat(fault.end()).isEqualTo(end);
        assertThat(fault.mended(typed)).isEqualTo(mended.replace('\'', '"'));
    }

    @Test
    void starsMatchWholeTextsAndBehindPackages() {
        TextPattern pattern = new TextPattern("Checkout*place(*:118)");
        assertThat(pattern.test("com.acme.CheckoutFlow.place(CheckoutFlow.java:118)")).isTrue();
        assertThat(pattern.test("com.acme.CheckoutFlow.place(CheckoutFlow.java:119)")).isFalse();
        assertThat(pattern.test("com.acme.MyCheckoutFlow.place(CheckoutFlow.java:118)")).isFalse();
    }

    @Test
    void textIsFoundInAnyCaseAndPlace() {
        assertThat(new TextPattern("FLOW").test("checkoutFlow")).isTrue();
        assertThat(new TextPattern("flows").test("checkoutFlow")).isFalse();
    }

    private static Term any(String text) {
        return text(Term.Place.ANY, text);
    }

    private static Term text(Term.Place place, String... patterns) {
        return new Term.Text(place, List.of(patterns).stream().map(TextPattern::new).toList());
    }

    private static List<Term> terms(String text) {
        return Filters.of(text).alternatives().getFirst();
    }
}
