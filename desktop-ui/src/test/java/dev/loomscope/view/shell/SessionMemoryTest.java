package dev.loomscope.view.shell;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.pools.PoolSort;
import dev.loomscope.view.tasks.TaskColumns;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionMemoryTest {
    private final Settings settings = Settings.fresh();

    private SessionViewModel session() {
        return new SessionViewModel(new Feed.Still("shop", new SessionModel()), settings, Threads.here());
    }

    @Test
    void theNextSessionOpensAsTheLastOneWasLeft() {
        SessionViewModel first = session();
        assertThat(first.tasks().columnsProperty().get()).isEqualTo(TaskColumns.FIRST);
        first.tasks().columnsProperty().set(TaskColumns.parse("name=210 -kind=104 id=68"));
        first.pools().sortProperty().set(PoolSort.QUEUE);
        first.viewProperty().set(ViewName.POOLS);
        SessionViewModel next = session();

        assertThat(next.tasks().columnsProperty().get()).isEqualTo(first.tasks().columnsProperty().get());
        assertThat(next.tasks().columnsProperty().get().text()).startsWith("name=210 -kind=104 id=68");
        assertThat(next.pools().sortProperty().get()).isEqualTo(PoolSort.QUEUE);
        assertThat(next.viewProperty().get()).isEqualTo(ViewName.POOLS);
        settings.forgetLayout();
        assertThat(session().tasks().columnsProperty().get()).isEqualTo(TaskColumns.FIRST);
    }
}
