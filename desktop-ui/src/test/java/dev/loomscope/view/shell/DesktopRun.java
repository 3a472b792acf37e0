package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;

import dev.loomscope.model.Counts;
import dev.loomscope.session.Endpoint;
import dev.loomscope.session.State;
import dev.loomscope.view.Awaiting;
import dev.loomscope.view.start.ChosenFile;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.JvmRow;
import dev.loomscope.view.theme.Fonts;
import org.testfx.api.FxRobot;

/** The desktop in a window as a user has it, with the JVMs of one test only. */
final class DesktopRun {
    private final Set<Long> shown = ConcurrentHashMap.newKeySet();
    private final ChosenFile files = new ChosenFile();
    private final MainWindow window;

    DesktopRun(Stage stage, Path settings) {
        Fonts.load();
        stage.setWidth(1440);
        stage.setHeight(900);
        window = new MainWindow(stage, Settings.read(settings),
                new Surroundings(Threads.beside(), new OwnJvms(), DemoCatalog.none(), files));
        window.show(new Opening.Start());
    }

    private final class OwnJvms implements JvmDirectory {
        private final JvmDirectory all = JvmDirectory.local();

        @Override
        public List<JvmRow> list() {
            return all.list().stream().filter(row -> shown.contains(row.pid())).toList();
        }

        @Override
        public Endpoint attach(long pid) throws IOException {
            return all.attach(pid);
        }
    }

    MainWindow window() {
        return window;
    }

    ChosenFile files() {
        return files;
    }

    /** Lists a JVM on the start screen, and waits until it stands there. */
    void list(FxRobot robot, long pid) {
        shown.add(pid);
        Awaiting.until(() -> robot.lookup("#jvm-" + pid).tryQuery().isPresent());
    }

    /** Attaches to a JVM with a click, and waits until events come. */
    SessionViewModel attach(FxRobot robot, long pid) {
        list(robot, pid);
        robot.clickOn("#jvm-" + pid);
        SessionViewModel session = front();
        awaitPhase(session, State.Phase.LIVE);
        return session;
    }

    /** The session in front, as soon as one is. */
    SessionViewModel front() {
        Awaiting.until(() -> window.screen() != null,
                () -> "problem=" + window.start().problemProperty().get());
        return Awaiting.onWindow(() -> window.workspace().frontProperty().get());
    }

    static void awaitPhase(SessionViewModel session, State.Phase phase) {
        Awaiting.until(() -> session.feed().state().phase() == phase, () -> session.feed().state());
    }

    /** Waits until a session counts so many tasks, and says how they ended. */
    static void awaitCounts(SessionViewModel session, long submitted, long failed) {
        BooleanSupplier there = () -> {
            Counts counts = session.model().counts();
            return counts.submitted() == submitted && counts.failed() == failed
                    && counts.completed() == submitted - failed && counts.live() == 0;
        };
        Awaiting.until(there, () -> session.model().counts());
    }
}
