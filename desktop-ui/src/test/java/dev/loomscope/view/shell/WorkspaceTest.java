package dev.loomscope.view.shell;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.session.Recording;
import dev.loomscope.session.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whatTakesThePlaceOfAModelIsShownAtOnce(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("run.loomscope");
        Frames make = new Frames();
        try (Recording out = Recording.create(file, Long.MAX_VALUE)) {
            out.append(make.session(4));
            for (int i = 1; i <= 2; i++) {
                int key = i;
                out.append(make.events(e -> {
                    e.beginRun(1);
                    e.task(EventKind.SUBMIT, 1_000L * key, key, 3, 1);
                }));
            }
        }
        BlockingQueue<Runnable> window = new LinkedBlockingQueue<>();
        try (Workspace workspace = new Workspace(Settings.fresh(), new Threads(Runnable::run, window::add))) {
            workspace.replay(file);
            while (workspace.sessions().isEmpty()) {
                window.take().run();
            }
            SessionViewModel session = workspace.sessions().getFirst();
            while (session.feed().state().phase() != State.Phase.REPLAY) {
                Thread.onSpinWait();
            }
            SessionModel whole = session.model();
            assertThat(whole.tasks().size()).isEqualTo(2);
            Objects.requireNonNull(session.feed().replay()).seek(1_500);
            while (session.model() == whole) {
                window.take().run();
            }
            assertThat(session.model()).isSameAs(session.feed().model());
            assertThat(session.timeline().session()).isSameAs(session.model());
        }
    }
}
