package dev.loomscope.view.shell;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.pools.PoolsViewModel;
import dev.loomscope.view.timeline.ShopSession;
import dev.loomscope.view.timeline.TimeRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShotTest {
    private static final SessionModel MODEL = ShopSession.model(20);

    private final SessionViewModel session = new SessionViewModel(new Feed.Still("shop", MODEL), Settings.fresh(),
            Threads.here());

    @Test
    void choosesWhatIsToBeSeen() {
        int row = MODEL.tasks().size() / 2;
        int pool = MODEL.pools().getLast().id();
        TimeRange range = new TimeRange(6_000_000_000L, 7_000_000_000L);
        new Shot(ScreenName.TIMELINE, "pool:payments", ArrangedBy.TASKS_BY_SITE, MODEL.tasks().id(row), pool,
                new TimeRange(5_000_000_000L, 9_000_000_000L), range).arrange(session);

        assertThat(session.filter().textProperty().get()).isEqualTo("pool:payments");
        assertThat(session.timeline().arrangementProperty().get().by()).isEqualTo(ArrangedBy.TASKS_BY_SITE);
        assertThat(session.timeline().from()).isEqualTo(5_000_000_000L);
        assertThat(session.timeline().to()).isEqualTo(9_000_000_000L);
        assertThat(session.timeline().isFollowing()).isFalse();
        assertThat(session.timeline().rangeProperty().get()).isEqualTo(range);
        assertThat(session.timeline().selectedTask()).isEqualTo(row);
        assertThat(session.pools().selectedProperty().get()).isEqualTo(pool);
    }

    @Test
    void aPlainOneLeavesASessionAsItWasOpened() {
        Shot.of(ScreenName.TIMELINE).arrange(session);

        assertThat(session.timeline().isFollowing()).isTrue();
        assertThat(session.timeline().rangeProperty().get()).isNull();
        assertThat(session.timeline().selectedTask()).isNegative();
        assertThat(session.pools().selectedProperty().get()).isEqualTo(PoolsViewModel.NONE);
        assertThat(session.timeline().arrangementProperty().get().by()).isEqualTo(ArrangedBy.THREADS);
    }

    @Test
    void arrangementsAreFoundByTheirWords() {
        for (ArrangedBy by : ArrangedBy.values()) {
            assertThat(ArrangedBy.of(by.word())).contains(by);
        }
        assertThat(ArrangedBy.VIRTUAL_BY_PARENT.word()).isEqualTo("virtual-by-parent");
        assertThat(ArrangedBy.of("rows")).isEmpty();
    }
}
