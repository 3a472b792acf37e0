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
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.util.Duration;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.JvmDirectory;
import dev.loomscope.view.start.StartView;
import dev.loomscope.view.start.StartViewModel;
import dev.loomscope.view.theme.Icons;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The window: the start screen, or the session in front; and the pulse that keeps both up to date. */
public final class MainWindow {
    private static final Duration PULSE = Duration.millis(150);
    private static final int PULSES_A_LOOK = 7;

    private final Stage stage;
    private final Settings settings;
    private final Workspace workspace;
    private final StartViewModel start;
    private final StartView startView;
    private final StackPane root = new StackPane();
    private final Map<SessionViewModel, SessionScreen> screens = new HashMap<>();
    private final Timeline pulse = new Timeline(new KeyFrame(PULSE, _ -> pulse()));
    private int pulses;

    /** Toolkit thread only. */
    public MainWindow(Stage stage, Settings settings, Threads threads, JvmDirectory jvms, DemoCatalog demos) {
        this.stage = stage;
        this.settings = settings;
        workspace = new Workspace(settings, threads);
        start = new StartViewModel(jvms, demos, opener(), threads.background(), threads.window());
        Button theme = Icons.button(Feather.SUN, "Light or dark",
                () -> settings.themeProperty().set(settings.themeProperty().get().other()));
        HBox actions = new HBox(10, back(), theme);
        actions.setAlignment(Pos.CENTER_RIGHT);
        startView = new StartView(start, settings.recent(), actions);
        Scene scene = new Scene(root, 1440, 900);
        settings.themeProperty().subscribe(next -> next.apply(scene));
        stage.setScene(scene);
        stage.setMinWidth(900);
        stage.setMinHeight(560);
        workspace.frontProperty().subscribe(this::show);
        workspace.sessions().addListener((ListChangeListener<SessionViewModel>) _ -> forget());
        scene.setOnDragOver(this::dragged);
        scene.setOnDragDropped(this::dropped);
        pulse.setCycleCount(Animation.INDEFINITE);
        stage.setOnShown(_ -> pulse.play());
        stage.setOnHidden(_ -> {
            pulse.stop();
            workspace.close();
        });
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
        stage.show();
    }

    /** From the start screen to the session that was opened or shown last. */
    private Button back() {
        Button back = new Button("", Icons.of(Feather.ARROW_LEFT));
        back.setId("back");
        back.getStyleClass().add("slim");
        back.setOnAction(_ -> workspace.back());
        workspace.frontProperty().subscribe(_ -> {
            SessionViewModel last = workspace.last();
            back.setVisible(last != null);
            back.setText(last == null ? "" : "Back to " + last.title());
        });
        return back;
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
        };
    }

    private void show(@Nullable SessionViewModel session) {
        forget();
        Parent next = session == null
                ? startView
                : screens.computeIfAbsent(session, each -> new SessionScreen(each, workspace, settings));
        root.getChildren().setAll(next);
        stage.setTitle(session == null ? "Loomscope" : session.title() + " – Loomscope");
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
        if (workspace.frontProperty().get() == null && pulses++ % PULSES_A_LOOK == 0) {
            start.refresh();
        }
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
