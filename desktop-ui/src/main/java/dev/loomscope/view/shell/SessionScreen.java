package dev.loomscope.view.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.action.ActionPalette;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.filter.FilterDrop;
import dev.loomscope.view.replay.ReplayBar;
import dev.loomscope.view.replay.ReplayViewModel;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.theme.Veil;

/** One session on the screen: the frame around it, and in the middle the view that is open. */
public final class SessionScreen extends StackPane {

    private final SessionViewModel session;
    private final Workspace workspace;
    private final Settings settings;
    private final WindowActions window;
    private final Veil veil = new Veil();
    private final BorderPane frame = new BorderPane();
    private final BannerLine banner;
    private final TopBar top;
    private final SessionViews views;
    private final StatusBar status;
    private final SideBar side;
    private final Actions actions;
    private final ActionPalette palette;

    SessionScreen(SessionViewModel session, Workspace workspace, Settings settings) {
        this(session, workspace, settings, WindowActions.none(workspace));
    }

    SessionScreen(SessionViewModel session, Workspace workspace, Settings settings, WindowActions window) {
        this.session = session;
        this.workspace = workspace;
        this.settings = settings;
        this.window = window;
        actions = SessionActions.of(session, workspace, settings, window, steps()).when(() -> !veil.isShown());
        palette = new ActionPalette(actions);
        top = new TopBar(session, actions);
        top.onFiltered(() -> FocusRound.enter(firstPane()));
        views = new SessionViews(session, settings, actions);
        status = new StatusBar(session, actions.get("hooks"));
        side = new SideBar(workspace, session, window);
        banner = new BannerLine(session.bannerProperty(), this::act);
        frame.setTop(top);
        frame.setLeft(side);
        VBox content = new VBox(banner, views);
        content.getStyleClass().add("content");
        VBox.setVgrow(views, Priority.ALWAYS);
        content.setMinSize(0, 0);
        StackPane layers = new StackPane(content, drop());
        // What is hidden must not make the window wider.
        layers.setMinSize(0, 0);
        frame.setCenter(layers);
        frame.setBottom(bottom());
        // Where there is too little room, what is on the right is cut, not both sides.
        setMinWidth(0);
        frame.setMinWidth(0);
        setAlignment(Pos.TOP_LEFT);
        palette.setMinSize(0, 0);
        getChildren().setAll(frame, palette, veil);
        addEventFilter(KeyEvent.KEY_PRESSED, this::otherPane);
        Keyboard.attach(this, actions);
    }

    /** What it shows. */
    public SessionViewModel session() {
        return session;
    }

    /** All that can be done here. */
    Actions actions() {
        return actions;
    }

    /** Lets go of what outlives it: settings and other sessions. */
    void close() {
        views.close();
        side.close();
    }

    /** Draws what is drawn in its own time at once, for a picture. */
    void drawNow() {
        views.drawNow();
    }

    /**
     * Takes half of a window, where another screen has the other half.
     *
     * @param second whether it is the right one, which leaves the list of sessions to the left one
     */
    void share(boolean shared, boolean second) {
        frame.setLeft(second ? null : side);
        top.narrow(shared);
        status.narrow(shared);
        views.narrow(shared);
    }

    void showSettings(SettingsSheet.Page page) {
        SettingsSheet.show(veil, new SettingsViewModel(settings, workspace), page);
    }

    void showHooks() {
        HooksSheet.show(veil, HookList.of(session.model().info()));
    }

    void showKeys() {
        KeysSheet.show(veil, actions);
    }

    private void act(Banner.Action action) {
        switch (action) {
            case CANCEL, CLOSE -> window.close(session);
            case OTHER -> workspace.home();
            case DISMISS -> session.dismissBanner();
            case RECORD -> window.record(session);
            case OPEN_RECORDED -> {
                var file = session.record().fileProperty().get();
                if (file != null) {
                    session.dismissBanner();
                    window.open(file);
                }
            }
            case RECONNECT -> {
                Endpoint endpoint = session.feed().endpoint();
                if (endpoint != null) {
                    window.reconnect(session, endpoint);
                }
            }
        }
    }

    private Node bottom() {
        ReplayViewModel replay = session.replay();
        if (replay == null) {
            return status;
        }
        ReplayBar bar = new ReplayBar(replay, () -> session.findings().findingsProperty().get());
        session.findings().findingsProperty().subscribe(_ -> bar.findingsChanged());
        return new VBox(bar, status);
    }

    /** What is wrong with the filter, and what completes it, hangs under its field. */
    private Node drop() {
        FilterDrop drop = new FilterDrop(session.filter().textProperty(), session.filter().faultProperty(),
                session.completion());
        StackPane.setAlignment(drop, Pos.TOP_LEFT);
        drop.setTranslateY(-3);
        drop.visibleProperty().subscribe(_ -> drop.setTranslateX(top.filterBegin()
                - frame.sceneToLocal(drop.localToScene(0, 0)).getX() + drop.getTranslateX()));
        return drop;
    }

    private SessionActions.Screen steps() {
        return new SessionActions.Screen() {
            @Override
            public void focusFilter() {
                top.focusFilter();
            }

            @Override
            public void find() {
                views.find();
            }

            @Override
            public void copyTask() {
                views.copyTask();
            }

            @Override
            public void toggleStory() {
                settings.store().set(Keys.STORY_ASIDE, !settings.store().get(Keys.STORY_ASIDE));
                settings.save();
                // The timeline is another width now.
                applyCss();
                layout();
                int selected = session.tasks().selectedProperty().get();
                if (selected >= 0) {
                    session.timeline().reveal().task(selected, System.nanoTime());
                }
            }

            @Override
            public void keys() {
                showKeys();
            }

            @Override
            public void togglePalette() {
                palette.toggle();
            }

            @Override
            public void settings(SettingsSheet.Page page) {
                showSettings(page);
            }

            @Override
            public void hooks() {
                showHooks();
            }

            @Override
            public void nextPane(boolean back) {
                FocusRound.next(window.panes(SessionScreen.this), back);
            }
        };
    }

    private void otherPane(KeyEvent key) {
        if (!veil.isShown() && key.getCode() == KeyCode.TAB && key.isControlDown()) {
            FocusRound.next(window.panes(this), key.isShiftDown());
            key.consume();
        }
    }

    /** What one looks at first. */
    Node firstPane() {
        return views.first();
    }

    /** The panes that a key goes through, in the order in which one reads them; each stands in itself only. */
    List<Node> panes() {
        List<Node> panes = new ArrayList<>(List.of(top, banner, views.first()));
        if (frame.getLeft() != null) {
            panes.add(1, side);
        }
        if (!views.first().equals(views)) {
            panes.add(views.tasks());
        }
        panes.add(views.story());
        panes.add(frame.getBottom());
        return panes;
    }
}
