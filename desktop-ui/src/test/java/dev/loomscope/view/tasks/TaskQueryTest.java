package dev.loomscope.view.tasks;

import java.util.Arrays;
import java.util.List;

import dev.loomscope.filter.Filters;
import dev.loomscope.filter.RowSet;
import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskKind;
import dev.loomscope.model.TaskTable;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.view.timeline.ShopSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class TaskQueryTest {
    private static final SessionModel MODEL = ShopSession.model(2);
    private static final TaskTable TASKS = MODEL.tasks();

    @Test
    void everyTaskIsThereOnceAndTheLongestIsOnTop() {
        int[] rows = TaskQuery.FIRST.withJdk(true).find(MODEL, null, MODEL.now()).rows();

        assertThat(rows).hasSize(TASKS.size()).doesNotHaveDuplicates();
        long[] totals = Arrays.stream(rows).mapToLong(row -> -TASKS.total(row, MODEL.now())).toArray();
        assertThat(totals).isSorted();
    }

    @ParameterizedTest
    @EnumSource(TaskColumn.class)
    void everyColumnSortsBothWays(TaskColumn column) {
        int[] rising = new TaskQuery(column, false).find(MODEL, wanted("pool:mail"), MODEL.now()).rows();
        int[] falling = new TaskQuery(column, true).find(MODEL, wanted("pool:mail"), MODEL.now()).rows();

        assertThat(rising).isNotEmpty();
        assertThat(falling).containsExactlyInAnyOrder(rising);
    }

    @Test
    void whatIsMeantToLastIsBehindTheRestAtFirstOnly() throws BadInputException {
        SessionModel model = new SessionModel();
        model.apply(new Frames().events(e -> {
            e.define(DictionarySort.TASK_KIND, 1, "thread");
            e.beginRun(50);
            e.task(EventKind.SUBMIT, 100, 7, 4, 1);
            e.task(EventKind.START, 110, 7, 4, 1);
            e.task(EventKind.SUBMIT, 200, 8, 3, 2);
            e.task(EventKind.SUBMIT, 900, 9, 3, 2);
        }));
        assertThat(TaskQuery.FIRST.find(model, null, model.now()).rows()).containsExactly(1, 2, 0);
        assertThat(TaskQuery.FIRST.by(TaskColumn.TOTAL, true).find(model, null, model.now()).rows())
                .containsExactly(0, 1, 2);
    }

    @Test
    void theTimeUntilATaskIsDueIsPartOfItsTotal() throws BadInputException {
        SessionModel model = new SessionModel();
        model.apply(new Frames().events(e -> {
            e.define(DictionarySort.POOL, 3, "java.util.concurrent.ScheduledThreadPoolExecutor@1a2b");
            e.beginRun(50);
            e.task(EventKind.SUBMIT, 100, 7, 4, 1);
            e.task(EventKind.SUBMIT, 200, 8, 3, 1);
            e.note(EventKind.DUE, 200, 8, 5_000, 0, 0, 0);
            e.beginRun(51);
            e.task(EventKind.START, 1_000, 7, 4, 1);
            e.end(3_000, 7, Outcome.COMPLETED, 0);
            e.task(EventKind.START, 5_300, 8, 3, 1);
            e.end(5_400, 8, Outcome.COMPLETED, 0);
        }));
        assertThat(model.tasks().total(0, model.now())).isEqualTo(2_900);
        assertThat(model.tasks().total(1, model.now())).isEqualTo(5_200);
        assertThat(TaskQuery.FIRST.find(model, null, model.now()).rows()).containsExactly(1, 0);
    }

    @Test
    void termsHaveToHoldTogether() {
        List<Integer> rows = rows("chargecard pool:payments state:ended busy>20ms -site:Stock* polls=1");

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(TASKS.name(row)).isEqualTo("ChargeCard");
            assertThat(TASKS.state(row).isLive()).isFalse();
            assertThat(TASKS.busy(row, MODEL.now())).isGreaterThan(20_000_000);
            assertThat(TASKS.polls(row)).isEqualTo(1);
        });
    }

    @Test
    void kindsSplitTheTasks() {
        int virtual = rows("kind:virtual-thread").size();

        assertThat(virtual).isPositive().isLessThan(TASKS.size());
        assertThat(rows("-kind:virtual-thread")).hasSize(TASKS.size() - virtual)
                .allMatch(row -> TASKS.kind(row) == TaskKind.EXECUTOR);
    }

    @Test
    void aWordMatchesNameSiteOrPool() {
        assertThat(rows("inventory")).isNotEmpty().hasSameSizeAs(rows("pool:inventory-client"));
        assertThat(rows("ShopServer.java:203")).isNotEmpty().hasSameSizeAs(rows("kind:virtual-thread"));
    }

    @Test
    void anIdFindsItsTask() {
        assertThat(rows("id:12")).containsExactly(TASKS.row(12));
    }

    private static List<Integer> rows(String text) {
        return Arrays.stream(new TaskQuery(TaskColumn.ID, false).find(MODEL, wanted(text), MODEL.now()).rows()).boxed()
                .toList();
    }

    private static RowSet wanted(String text) {
        return Filters.rows(MODEL, text);
    }
}
