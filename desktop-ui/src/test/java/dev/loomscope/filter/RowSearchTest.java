package dev.loomscope.filter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Names;
import dev.loomscope.model.QueueWait;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskGroup;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskState;
import dev.loomscope.model.TaskTable;
import dev.loomscope.view.timeline.MixedSession;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a filter finds, against the plainest code that says the same. */
class RowSearchTest {
    private static final SessionModel SHOP = ShopSession.model(3);
    private static final SessionModel MIXED = MixedSession.model();

    /** A term as text, and as plain code. */
    private record Plain(String text, IntPredicate test) {}

    private static List<Plain> plain(SessionModel model) {
        TaskTable tasks = model.tasks();
        Names names = model.names();
        long now = model.now();
        return List.of(
                new Plain("pool:orders", row -> has(tasks.pool(row) == 0 ? "" : names.pool(tasks.pool(row)), "orders")),
                new Plain("pool:*threads*,mail",
                        row -> tasks.pool(row) != 0 && (has(names.pool(tasks.pool(row)), "threads")
                                || has(names.pool(tasks.pool(row)), "mail"))),
                new Plain("state:live", row -> tasks.state(row).isLive()),
                new Plain("state:failed,cancelled",
                        row -> tasks.state(row) == TaskState.FAILED || tasks.state(row) == TaskState.CANCELLED),
                new Plain("kind:virtual-thread", row -> tasks.kind(row) == TaskKind.VIRTUAL_THREAD),
                new Plain("site:java", row -> has(names.site(tasks.site(row)), "java")),
                new Plain("class:card,quote", row -> has(names.className(tasks.taskClass(row)), "card")
                        || has(names.className(tasks.taskClass(row)), "quote")),
                new Plain("name:1",
                        row -> has(tasks.name(row), "1") || has(names.className(tasks.taskClass(row)), "1")),
                new Plain("exception:*", row -> tasks.exceptionClass(row) != 0),
                new Plain("group:*", row -> model.facts().group(row) != null),
                new Plain("scope:*", row -> model.facts().group(row) != null
                        && model.facts().group(row).kind() == TaskGroup.Kind.SCOPE),
                new Plain("trace:*", row -> tasks.trace(row) != null),
                new Plain("trace:5b8", row -> tasks.trace(row) != null && tasks.trace(row).trace().startsWith("5b8")),
                new Plain("parent:5,9", row -> tasks.parent(row) == 4 || tasks.parent(row) == 8),
                new Plain("root:3", row -> {
                    int above = row;
                    while (above > 2) {
                        above = tasks.parent(above);
                    }
                    return above == 2;
                }),
                new Plain("id:3,40", row -> row == 2 || row == 39),
                new Plain("total>20ms", row -> tasks.total(row, now) > 20_000_000),
                new Plain("busy<=1ms", row -> tasks.busy(row, now) <= 1_000_000),
                new Plain("scheduled>100us", row -> tasks.scheduled(row, now) > 100_000),
                new Plain("idle=0ns", row -> tasks.idle(row, now) == 0),
                new Plain("blocked>1ms", row -> tasks.blocked(row, now) > 1_000_000),
                new Plain("wait>=1ms", row -> QueueWait.of(model, row, now) >= 1_000_000),
                new Plain("polls>1", row -> tasks.polls(row) > 1),
                new Plain("started>1s", row -> tasks.started(row) > 1_000_000_000L),
                new Plain("ended<1500ms", row -> tasks.ended(row) >= 0 && tasks.ended(row) < 1_500_000_000L),
                new Plain("submitted>=0.5s", row -> tasks.submitted(row) >= 500_000_000L));
    }

    private static boolean has(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part);
    }

    @Test
    void everyTermFindsWhatPlainCodeFinds() {
        for (SessionModel model : List.of(SHOP, MIXED)) {
            for (Plain term : plain(model)) {
                assertFinds(model, term.text(), term.test());
            }
        }
    }

    @Test
    void everyTermFindsSomethingSomewhere() {
        assertThat(plain(SHOP)).allSatisfy(term -> assertThat(
                rows(SHOP, term.text()).length + rows(MIXED, term.text()).length).as(term.text()).isPositive());
    }

    @Test
    void termsOfAnyMixFindWhatPlainCodeFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            SessionModel model = round % 2 == 0 ? SHOP : MIXED;
            List<Plain> terms = plain(model);
            StringBuilder text = new StringBuilder();
            List<IntPredicate> alternatives = new ArrayList<>();
            for (int alternative = random.nextInt(3); alternative >= 0; alternative--) {
                IntPredicate all = _ -> true;
                for (int count = random.nextInt(3); count >= 0; count--) {
                    Plain term = terms.get(random.nextInt(terms.size()));
                    boolean not = random.nextInt(3) == 0;
                    text.append(not ? "-" : "").append(term.text()).append("  ");
                    all = all.and(not ? term.test().negate() : term.test());
                }
                alternatives.add(all);
                text.append(alternative == 0 ? "" : "or ");
            }
            assertFinds(model, text.toString(), row -> alternatives.stream().anyMatch(each -> each.test(row)));
        }
    }

    @Test
    void aThreadFindsTheTasksThatItRanOrCarried() {
        TaskTable tasks = SHOP.tasks();
        assertFinds(SHOP, "thread:mail-1 -kind:virtual-thread",
                row -> tasks.kind(row) != TaskKind.VIRTUAL_THREAD && tasks.workerThread(row) != 0
                        && has(SHOP.names().thread(tasks.workerThread(row)), "mail-1"));
        BitSet carried = new BitSet();
        for (int i = 0; i < SHOP.lanes().size(); i++) {
            Lane lane = SHOP.lanes().lane(i);
            if (lane.kind() == Lane.Kind.CARRIER && has(lane.name(), "worker-2")) {
                lane.spans(0, Long.MAX_VALUE, 0, (_, _, _, row) -> {
                    carried.set(row);
                    return true;
                });
            }
        }
        assertThat(carried.cardinality()).isPositive().isLessThan(rows(SHOP, "kind:virtual-thread").length);
        assertFinds(SHOP, "thread:worker-2 kind:virtual-thread", carried::get);
    }

    @Test
    void aSetSaysWhatItLookedAt() {
        RowSet rows = RowSearch.find(TaskFilter.ALL, SHOP, SHOP.now(), 9);
        assertThat(rows.version()).isEqualTo(9);
        assertThat(rows.end()).isEqualTo(SHOP.tasks().size());
        assertThat(rows.known()).isEqualTo(rows.count()).isEqualTo(SHOP.tasks().size());
        assertThat(rows.contains(-1)).isFalse();
        assertThat(rows.contains(rows.end() - 1)).isTrue();
    }

    @Test
    void aTaskThatCameLaterIsLookedAtWhenSomebodyAsks() {
        ShopSession shop = new ShopSession();
        shop.advance(1);
        RowSet rows = Filters.rows(shop.model(), "pool:mail");
        int count = rows.count();
        shop.advance(1);
        TaskTable tasks = shop.model().tasks();
        assertThat(tasks.size()).isGreaterThan(rows.end());
        for (int row = rows.end(); row < tasks.size(); row++) {
            assertThat(rows.contains(row)).as("row=%d", row)
                    .isEqualTo(shop.model().names().pool(tasks.pool(row)).equals("mail"));
        }
        assertThat(rows.count()).isEqualTo(count);
        assertThat(rows.rows()).hasSize(count);
    }

    private static void assertFinds(SessionModel model, String text, IntPredicate plain) {
        int[] expected = IntStream.range(0, model.tasks().size()).filter(plain).toArray();
        assertThat(rows(model, text)).as(text).containsExactly(expected);
    }

    private static int[] rows(SessionModel model, String text) {
        RowSet found = Filters.rows(model, text);
        assertThat(found.rows()).hasSize(found.count());
        return found.rows();
    }
}
