package dev.loomscope.view.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.SplitPane;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.FileDialog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.JvmRow;
import dev.loomscope.view.start.StartView;
import dev.loomscope.view.start.StartViewModel;
import dev.loomscope.view.theme.Fonts;
import dev.loomscope.view.theme.Magnified;
import dev.loomscope.view.theme.Palette;
import dev.loomscope.view.theme.Theme;

/** Screens of models that stand still, for pictures of them: no session, no other thread, nothing that moves. */
public final class Screens {
    private Screens() {}

    /**
     * What a picture looks like.
     *
     * @param width in logical pixels
     * @param height in logical pixels
     * @param scale pixels of the picture for a logical one
     */
    public record Look(Theme theme, int width, int height, double scale) {
        public Look(Theme theme, int width, int height) {
            this(theme, width, height, 1);
        }
    }

    /**
     * A picture of a screen of a session, or of two beside each other. Toolkit thread only; no window is needed.
     *
     * @param feeds one or two
     */
    public static WritableImage snapshot(List<Feed.Still> feeds, Shot shot, Look look) {
        return snapshot(feeds, shot.screen().view(), look, shot::arrange, shot::open);
    }

    /**
     * A picture of a view of a session.
     *
     * @param arrange says what is selected, filtered and in sight
     * @param open opens what lies over it
     */
    static WritableImage snapshot(Feed feed, ViewName view, Look look, Consumer<SessionViewModel> arrange,
            Consumer<SessionScreen> open) {
        return snapshot(List.of(feed), view, look, arrange, open);
    }

    private static WritableImage snapshot(List<? extends Feed> feeds, ViewName view, Look look,
            Consumer<SessionViewModel> arrange, Consumer<SessionScreen> open) {
        Fonts.load();
        Settings settings = Settings.fresh();
        settings.themeProperty().set(look.theme());
        try (Workspace workspace = new Workspace(settings, Threads.here())) {
            List<SessionViewModel> sessions = feeds.stream().map(workspace::open).toList();
            sessions.forEach(session -> session.viewProperty().set(view));
            List<SessionScreen> screens = sessions.stream()
                    .map(session -> new SessionScreen(session, workspace, settings)).toList();
            Scene scene = scene(screens.size() == 1 ? screens.getFirst() : beside(workspace, screens), look);
            // The first layout tells the timeline how wide it is; what depends on that is arranged before the second.
            layout(scene.getRoot());
            for (SessionViewModel session : sessions) {
                session.timeline().jumpTo((double) session.model().oldest(),
                        (double) Math.max(1, session.model().now()));
                session.timeline().setFollowing(true, System.nanoTime());
                session.timeline().fit(System.nanoTime());
                arrange.accept(session);
                session.refresh();
            }
            layout(scene.getRoot());
            for (SessionScreen screen : screens) {
                screen.drawNow();
                screen.session().refresh();
                open.accept(screen);
            }
            layout(scene.getRoot());
            WritableImage picture = picture(scene, look);
            screens.forEach(SessionScreen::close);
            return picture;
        }
    }

    private static SplitPane beside(Workspace workspace, List<SessionScreen> screens) {
        workspace.show(screens.getFirst().session());
        workspace.showBeside(screens.getLast().session());
        screens.getFirst().share(true, false);
        screens.getLast().share(true, true);
        SplitPane halves = new SplitPane(screens.getFirst(), screens.getLast());
        halves.setDividerPositions(WindowContent.LEFT);
        return halves;
    }

    /** A picture of the start screen as it is where no JVM runs. */
    public static WritableImage start(DemoCatalog demos, Look look) {
        JvmDirectory nobody = new JvmDirectory() {
            @Override
            public List<JvmRow> list() {
                return List.of();
            }

            @Override
            public Endpoint attach(long pid) throws IOException {
                throw new IOException("there is no JVM pid=" + pid);
            }
        };
        Settings settings = Settings.fresh();
        StartViewModel start = new StartViewModel(nobody, demos, new StartViewModel.Opener() {
            @Override
            public void connect(Endpoint endpoint) {}

            @Override
            public void replay(Path file) {}
        }, Runnable::run, Runnable::run);
        start.refresh();
        return snapshot(start, settings, look);
    }

    static WritableImage snapshot(StartViewModel start, Settings settings, Look look) {
        Fonts.load();
        try (Workspace workspace = new Workspace(settings, Threads.here())) {
            Actions actions = StartActions.of(workspace, settings, StartActions.Screen.none());
            Scene scene = scene(new StartView(start, settings.recent(), settings.property(Keys.PROGRAMS),
                    FileDialog.ofSystem(settings::recent), StartCorner.of(workspace, actions)), look);
            layout(scene.getRoot());
            return picture(scene, look);
        }
    }

    private static Scene scene(Region screen, Look look) {
        Magnified root = new Magnified(screen);
        root.scaleProperty().set(look.scale());
        Scene scene = new Scene(root, Math.rint(look.width() * look.scale()),
                Math.rint(look.height() * look.scale()));
        look.theme().apply(scene);
        return scene;
    }

    private static WritableImage picture(Scene scene, Look look) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.web(Palette.web(look.theme().palette().window())));
        return scene.getRoot().snapshot(parameters,
                new WritableImage((int) scene.getWidth(), (int) scene.getHeight()));
    }

    private static void layout(Parent root) {
        root.applyCss();
        root.layout();
        // Wrapped labels and split panes take a second look to settle.
        root.layout();
    }
}
