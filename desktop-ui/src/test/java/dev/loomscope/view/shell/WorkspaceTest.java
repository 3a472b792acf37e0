package dev.loomscope.view.shell;

import dev.loomscope.model.SessionModel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkspaceTest {
    @Test
    void fromTheStartScreenOneComesBackToTheSessionThatWasInFront() {
        try (Workspace workspace = new Workspace(Settings.fresh(), Threads.here())) {
            workspace.back();
            assertThat(workspace.frontProperty().get()).isNull();

            SessionViewModel first = workspace.open(new Feed.Still("first", new SessionModel()));
            SessionViewModel second = workspace.open(new Feed.Still("second", new SessionModel()));
            workspace.show(first);
            workspace.home();
            workspace.back();
            assertThat(workspace.frontProperty().get()).isSameAs(first);

            workspace.home();
            workspace.close(first);
            workspace.back();
            assertThat(workspace.frontProperty().get()).isSameAs(second);
        }
    }

    @Test
    void twoSessionsStandBesideEachOtherUntilOneOfThemEnds() {
        try (Workspace workspace = new Workspace(Settings.fresh(), Threads.here())) {
            SessionViewModel first = workspace.open(new Feed.Still("first", new SessionModel()));
            SessionViewModel second = workspace.open(new Feed.Still("second", new SessionModel()));
            workspace.showBeside(second);
            assertThat(workspace.besideProperty().get()).as("it is in front already").isNull();
            workspace.showBeside(first);
            assertThat(workspace.frontProperty().get()).isSameAs(second);
            assertThat(workspace.besideProperty().get()).isSameAs(first);

            workspace.show(first);
            assertThat(workspace.frontProperty().get()).as("they change places").isSameAs(first);
            assertThat(workspace.besideProperty().get()).isSameAs(second);

            workspace.close(first);
            assertThat(workspace.frontProperty().get()).isSameAs(second);
            assertThat(workspace.besideProperty().get()).isNull();
        }
    }

    @Test
    void aSessionThatMovesKeepsItsState() {
        Settings settings = Settings.fresh();
        try (Workspace workspace = new Workspace(settings, Threads.here());
                Workspace other = new Workspace(settings, Threads.here())) {
            SessionViewModel session = workspace.open(new Feed.Still("moving", new SessionModel()));
            session.viewProperty().set(ViewName.POOLS);
            session.tasks().filter().textProperty().set("pool:a");
            assertThat(workspace.release(session)).isTrue();
            other.adopt(session);

            assertThat(workspace.sessions()).isEmpty();
            assertThat(workspace.frontProperty().get()).isNull();
            assertThat(other.frontProperty().get()).isSameAs(session);
            assertThat(session.viewProperty().get()).isEqualTo(ViewName.POOLS);
            assertThat(session.tasks().filter().textProperty().get()).isEqualTo("pool:a");
        }
    }
}
