package dev.loomscope.view.shell;

import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import dev.loomscope.model.SessionModel;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Theme;

/** Screens of models that stand still, for pictures of them: no session, no other thread, nothing that moves. */
public final class Screens {
    private Screens() {}

    /**
     * A picture of a session's screen. Toolkit thread only; no window is needed.
     *
     * @param name what the session is called where its model does not say
     * @param width in px
     * @param height in px
     */
    public static WritableImage snapshot(String name, SessionModel model, ViewName view, Theme theme, int width,
            int height) {
        return snapshot(new Feed.Still(name, model), view, theme, width, height, _ -> {});
    }

    /** As above, with a last word on what is selected, filtered and in sight. */
    public static WritableImage snapshot(
            Feed feed, ViewName view, Theme theme, int width, int height, Consumer<SessionViewModel> arrange) {
        Fonts.load();
        Settings settings = Settings.fresh();
        settings.themeProperty().set(theme);
        try (Workspace workspace = new Workspace(settings, Threads.here())) {
            SessionViewModel session = workspace.open(feed);
            session.viewProperty().set(view);
            SessionScreen screen = new SessionScreen(session, workspace, settings);
            Scene scene = new Scene(screen, width, height);
            theme.apply(scene);
            // The first layout tells the timeline how wide it is; what depends on that is arranged before the second.
            layout(screen);
            session.timeline().fit(System.nanoTime());
            arrange.accept(session);
            session.refresh();
            layout(screen);
            screen.drawNow();
            session.refresh();
            layout(screen);
            SnapshotParameters parameters = new SnapshotParameters();
            parameters.setFill(Color.web(Palette.web(theme.palette().window())));
            return scene.getRoot().snapshot(parameters, new WritableImage(width, height));
        }
    }

    private static void layout(SessionScreen screen) {
        screen.applyCss();
        screen.layout();
        // Wrapped labels and split panes take a second look to settle.
        screen.layout();
    }
}
