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
}
