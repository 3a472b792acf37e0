package dev.loomscope.view.shell;

import javafx.scene.Scene;
import javafx.stage.Stage;

import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Theme;

/** A session's screen, alone on a stage. */
final class ShownSession implements AutoCloseable {
    private final Settings settings = Settings.fresh();
    private final Workspace workspace;

    ShownSession(Threads threads) {
        workspace = new Workspace(settings, threads);
    }

    Workspace workspace() {
        return workspace;
    }

    SessionScreen show(Stage stage, SessionViewModel session, double width, double height) {
        Fonts.load();
        SessionScreen screen = new SessionScreen(session, workspace, settings);
        Scene scene = new Scene(screen, width, height);
        Theme.DARK.apply(scene);
        stage.setScene(scene);
        stage.show();
        return screen;
    }

    @Override
    public void close() {
        workspace.close();
    }
}
