package dev.loomscope.view.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

import dev.loomscope.view.start.StartView;
import dev.loomscope.view.theme.FocusRound;
import org.jspecify.annotations.Nullable;

/** What fills a window: the start screen, or the screen of the session in front with that of another one beside it. */
final class WindowContent extends StackPane {
    static final double LEFT = 0.56;

    private final Workspace workspace;
    private final Settings settings;
    private final WindowActions window;
    private final StartView start;
    private final SplitPane halves = new SplitPane();
    private final Map<SessionViewModel, SessionScreen> screens = new HashMap<>();

    WindowContent(Workspace workspace, Settings settings, WindowActions window, StartView start) {
        this.workspace = workspace;
        this.settings = settings;
        this.window = window;
        this.start = start;
        workspace.frontProperty().subscribe(_ -> show());
        workspace.besideProperty().subscribe(_ -> show());
        workspace.sessions().addListener((ListChangeListener<SessionViewModel>) _ -> forget());
    }

    private void show() {
        SessionViewModel front = workspace.frontProperty().get();
        SessionViewModel beside = workspace.besideProperty().get();
        forget();
        halves.getItems().clear();
        if (front == null) {
            getChildren().setAll(start);
        } else if (beside == null || beside == front) {
            getChildren().setAll(screen(front, false, false));
        } else {
            halves.getItems().setAll(screen(front, true, false), screen(beside, true, true));
            halves.setDividerPositions(LEFT);
            getChildren().setAll(halves);
        }
        focus();
    }

    private SessionScreen screen(SessionViewModel session, boolean shared, boolean second) {
        SessionScreen screen = screens.computeIfAbsent(session,
                each -> new SessionScreen(each, workspace, settings, window));
        screen.share(shared, second);
        return screen;
    }

    /** Keys have to reach what is shown, whatever had the focus before. */
    private void focus() {
        // Panes that are divided hold what is in them only once they have their skin.
        applyCss();
        SessionScreen screen = inFront();
        Node first = FocusRound.first(screen == null ? start : screen.firstPane());
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        if (first != null && (owner == null || !FocusRound.holds(this, owner))) {
            FocusRound.give(first);
        }
    }

    /** The screen of the session in front; null while the start screen is. */
    @Nullable
    SessionScreen inFront() {
        SessionViewModel front = workspace.frontProperty().get();
        return front == null ? null : screens.get(front);
    }

    /** The panes of all screens that can be seen. */
    List<Node> panes() {
        return workspace.inSight().stream().flatMap(session -> {
            SessionScreen screen = screens.get(session);
            return screen == null ? Stream.of() : screen.panes().stream();
        }).toList();
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

    /** Lets go of all screens. */
    void close() {
        screens.values().forEach(SessionScreen::close);
        screens.clear();
    }
}
