package dev.loomscope.view.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import javafx.util.Subscription;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.start.StartView;
import dev.loomscope.view.start.StartViewModel;
import dev.loomscope.view.theme.Magnified;
import dev.loomscope.view.theme.MagnifiedPopups;
import dev.loomscope.view.theme.Theme;
import dev.loomscope.view.theme.Veil;
import org.jspecify.annotations.Nullable;

/** A window: the start screen, or the session in front with another one beside it; and the pulse that keeps all up to date. */
public final class MainWindow implements WindowActions {
    private static final Duration PULSE = Duration.millis(150);
    private static final int PULSES_A_LOOK = 7;

    private final Stage stage;
    private final Settings settings;
    private final Surroundings around;
    private final Workspace workspace;
    private final WindowPlace place;
    private final StartViewModel start;
    private final StartView startView;
    private final WindowContent content;
    private final Veil veil = new Veil();
    private final Closing closing;
    private final Timeline pulse = new Timeline(new KeyFrame(PULSE, _ -> pulse()));
    private final MagnifiedPopups popups;
    private final Subscription kept;
    private int pulses;

    /** Toolkit thread only. */
    MainWindow(Stage stage, Settings settings, Surroundings around) {
        this.stage = stage;
        this.settings = settings;
        this.around = around;
        Threads threads = around.threads();
        workspace = new Workspace(settings, threads);
        closing = new Closing(workspace, settings, veil);
        start = new StartViewModel(around.jvms(), around.demos(), opener(), threads.background(), threads.window());
        Actions actions = StartActions.of(workspace, settings, steps()).when(() -> !veil.isShown());
        startView = new StartView(start, settings.recent(), settings.property(Keys.PROGRAMS), around.files(),
                StartCorner.of(workspace, actions));
        Keyboard.attach(startView, actions);
        content = new WindowContent(workspace, settings, this, startView);
        Magnified root = new Magnified(new StackPane(content, veil));
        Scene scene = new Scene(root, WindowPlace.USUAL.getWidth(), WindowPlace.USUAL.getHeight());
        popups = new MagnifiedPopups(stage, root.scaleProperty());
        place = new WindowPlace(stage, settings);
        kept = settings.themeProperty().subscribe(next -> next.apply(scene))
                .and(settings.property(Keys.SIZE).subscribe(percent -> root.scaleProperty().set(percent / 100.0)))
                .and(Platform.getPreferences().colorSchemeProperty()
                        .subscribe(scheme -> settings.systemProperty()
                                .set(scheme == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK)));
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(560);
        workspace.frontProperty().subscribe(front -> stage.setTitle(
                front == null ? "Loomscope" : front.title() + " – Loomscope"));
        start.problemProperty().subscribe((_, problem) -> {
            if (!problem.isNone()) {
                workspace.home();
            }
        });
        scene.setOnDragOver(this::dragged);
        scene.setOnDragDropped(this::dropped);
        pulse.setCycleCount(Animation.INDEFINITE);
        stage.setOnShown(_ -> pulse.play());
        stage.setOnCloseRequest(asked -> closing.window(asked, stage::close));
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

    private StartActions.Screen steps() {
        return new StartActions.Screen() {
            @Override
            public void choose() {
                startView.choose();
            }

            @Override
            public void connect() {
                startView.toggleConnect();
            }

            @Override
            public void nextPane(boolean back) {
                startView.nextPane(back);
            }

            @Override
            public void keys(Actions actions) {
                KeysSheet.show(veil, actions);
            }

            @Override
            public void settings() {
                SettingsSheet.show(veil, new SettingsViewModel(settings, workspace), SettingsSheet.Page.LOOK);
            }
        };
    }

    @Override
    public void close(SessionViewModel session) {
        closing.session(session);
    }

    @Override
    public void record(SessionViewModel session) {
        around.files().toWrite(stage, session.title() + ".loomscope").ifPresent(session.record()::start);
    }

    @Override
    public void open(Path recording) {
        start.open(recording);
    }

    @Override
    public List<Node> panes(SessionScreen screen) {
        return content.panes();
    }

    @Override
    public void moveToWindow(SessionViewModel session) {
        if (workspace.release(session)) {
            MainWindow other = new MainWindow(new Stage(), settings, around);
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

    private void closed() {
        pulse.stop();
        kept.unsubscribe();
        popups.close();
        settings.save();
        content.close();
        workspace.close();
    }

    /** The session in front; null while the start screen is. */
    @Nullable
    SessionScreen screen() {
        return content.inFront();
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
