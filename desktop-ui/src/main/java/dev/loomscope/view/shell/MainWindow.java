package dev.loomscope.view.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import javafx.util.Subscription;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.StartView;
import dev.loomscope.view.start.StartViewModel;
import dev.loomscope.view.theme.Magnified;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Veil;
import org.jspecify.annotations.Nullable;

/** A window: the start screen, or the session in front with another one beside it; and the pulse that keeps all up to date. */
public final class MainWindow implements WindowActions {
    /** Part of the width that the session in front has where another one stands beside it: it has the side bar too. */
    static final double FIRST_HALF = 0.56;

    private static final Duration PULSE = Duration.millis(150);
    private static final int PULSES_A_LOOK = 7;

    private final Stage stage;
    private final Settings settings;
    private final Threads threads;
    private final JvmDirectory jvms;
    private final DemoCatalog demos;
    private final Workspace workspace;
    private final WindowPlace place;
    private final StartViewModel start;
    private final StartView startView;
    private final StackPane content = new StackPane();
    private final Veil veil = new Veil();
    private final SplitPane halves = new SplitPane();
    private final Map<SessionViewModel, SessionScreen> screens = new HashMap<>();
    private final Timeline pulse = new Timeline(new KeyFrame(PULSE, _ -> pulse()));
    private final Subscription kept;
    private int pulses;
    private boolean sure;

    /** Toolkit thread only. */
    public MainWindow(Stage stage, Settings settings, Threads threads, JvmDirectory jvms, DemoCatalog demos) {
        this.stage = stage;
        this.settings = settings;
        this.threads = threads;
        this.jvms = jvms;
        this.demos = demos;
        workspace = new Workspace(settings, threads);
        start = new StartViewModel(jvms, demos, opener(), threads.background(), threads.window());
        startView = new StartView(start, settings.recent(), settings.property(Keys.PROGRAMS), StartCorner.of(workspace,
                settings,
                () -> SettingsSheet.show(veil, new SettingsViewModel(settings, workspace), SettingsSheet.Page.LOOK)));
        Magnified root = new Magnified(new StackPane(content, veil));
        Scene scene = new Scene(root, 1440, 900);
        place = new WindowPlace(stage, settings);
        kept = settings.themeProperty().subscribe(next -> next.apply(scene))
                .and(settings.property(Keys.SIZE).subscribe(percent -> root.scaleProperty().set(percent / 100.0)))
                .and(Platform.getPreferences().colorSchemeProperty()
                        .subscribe(scheme -> settings.systemProperty()
                                .set(scheme == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK)));
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(560);
        workspace.frontProperty().subscribe(_ -> show());
        workspace.besideProperty().subscribe(_ -> show());
        workspace.sessions().addListener((ListChangeListener<SessionViewModel>) _ -> forget());
        scene.setOnDragOver(this::dragged);
        scene.setOnDragDropped(this::dropped);
        pulse.setCycleCount(Animation.INDEFINITE);
        stage.setOnShown(_ -> pulse.play());
        stage.setOnCloseRequest(this::asked);
        stage.setOnHidden(_ -> closed());
    }

    /** The sessions that are open. */
    public Workspace workspace() {
        return workspace;
    }

    /** The start screen's steps, which also open what a command named. */
    StartViewModel start() {
        return start;
    }

    /** Begins with something, and comes to the screen. */
    public void show(Opening opening) {
        switch (opening) {
            case Opening.Start() -> start.refresh();
            case Opening.Live(Endpoint endpoint) -> start.connect(endpoint);
            case Opening.Recorded(Path file) -> start.open(file);
            case Opening.Opened(var session) -> workspace.open(new Feed.Watched(session));
        }
        place.restore();
        stage.show();
    }

    private StartViewModel.Opener opener() {
        return new StartViewModel.Opener() {
            @Override
            public void connect(Endpoint endpoint) throws IOException {
                workspace.connect(endpoint);
            }

            @Override
            public void replay(Path file) throws IOException {
                workspace.replay(file);
            }

            @Override
            public void attached(String program) {
                settings.attached(program);
            }
        };
    }

    private void show() {
        SessionViewModel front = workspace.frontProperty().get();
        SessionViewModel beside = workspace.besideProperty().get();
        forget();
        halves.getItems().clear();
        if (front == null) {
            content.getChildren().setAll(startView);
        } else if (beside == null || beside == front) {
            content.getChildren().setAll(half(front, false, false));
        } else {
            halves.getItems().setAll(half(front, true, false), half(beside, true, true));
            halves.setDividerPositions(FIRST_HALF);
            content.getChildren().setAll(halves);
        }
        stage.setTitle(front == null ? "Loomscope" : front.title() + " – Loomscope");
    }

    private Parent half(SessionViewModel session, boolean shared, boolean second) {
        SessionScreen screen = screens.computeIfAbsent(session,
                each -> new SessionScreen(each, workspace, settings, this));
        screen.share(shared, second);
        return screen;
    }

    /** Screens end with their sessions. */
    private void forget() {
        screens.entrySet().removeIf(entry -> {
            boolean gone = !workspace.sessions().contains(entry.getKey());
            if (gone) {
                entry.getValue().close();
            }
            return gone;
        });
    }

    private void pulse() {
        workspace.refresh();
        if (pulses++ % PULSES_A_LOOK == 0) {
            if (workspace.frontProperty().get() == null) {
                start.refresh();
            }
            place.note();
            settings.save();
        }
    }

    // ---- what screens ask for

    @Override
    public void close(SessionViewModel session) {
        if (session.record().recordingProperty().get() && settings.store().get(Keys.ASK_RECORDING)) {
            Question.ask(veil, "Close " + session.title() + "?",
                    "It is being recorded. Closing it ends the recording; what was recorded so far is kept.",
                    "End and close", () -> workspace.close(session));
        } else {
            workspace.close(session);
        }
    }

    @Override
    public void moveToWindow(SessionViewModel session) {
        if (workspace.release(session)) {
            MainWindow other = new MainWindow(new Stage(), settings, threads, jvms, demos);
            other.workspace.adopt(session);
            other.stage.setX(stage.getX() + 40);
            other.stage.setY(stage.getY() + 40);
            other.stage.setWidth(stage.getWidth());
            other.stage.setHeight(stage.getHeight());
            other.stage.show();
        }
    }

    @Override
    public boolean hasWindows() {
        return true;
    }

    @Override
    public void reconnect(SessionViewModel session, Endpoint endpoint) {
        workspace.home();
        start.connect(endpoint);
    }

    private void asked(WindowEvent close) {
        int sessions = workspace.sessions().size();
        if (sessions > 1 && !sure && settings.store().get(Keys.ASK_SEVERAL)) {
            close.consume();
            Question.ask(veil, "Close " + sessions + " sessions?", "This window holds several sessions; closing it ends"
                    + " all of them.", "Close all", () -> {
                        sure = true;
                        stage.close();
                    });
        }
    }

    private void closed() {
        pulse.stop();
        kept.unsubscribe();
        settings.save();
        screens.values().forEach(SessionScreen::close);
        screens.clear();
        workspace.close();
    }

    /** The session in front; null while the start screen is. */
    @Nullable
    SessionScreen screen() {
        SessionViewModel front = workspace.frontProperty().get();
        return front == null ? null : screens.get(front);
    }

    // ---- a recording that is dropped on the window is opened

    private void dragged(DragEvent drag) {
        if (drag.getDragboard().hasFiles()) {
            drag.acceptTransferModes(TransferMode.COPY);
        }
    }

    private void dropped(DragEvent drag) {
        List<File> files = drag.getDragboard().getFiles();
        if (!files.isEmpty()) {
            start.open(files.getFirst().toPath());
            drag.setDropCompleted(true);
        }
    }
}
