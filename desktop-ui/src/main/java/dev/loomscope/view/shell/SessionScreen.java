package dev.loomscope.view.shell;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import dev.loomscope.session.Endpoint;
import dev.loomscope.view.action.ActionPalette;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.filter.FilterDrop;
import dev.loomscope.view.findings.FindingsView;
import dev.loomscope.view.pools.PoolsView;
import dev.loomscope.view.replay.ReplayBar;
import dev.loomscope.view.replay.ReplayViewModel;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Remembered;
import dev.loomscope.view.tasks.TaskPanel;
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
    private final TopBar top;
    private final TimelinePanel timeline;
    private final TaskPanel tasks;
    private final StoryAside aside;
    private final PoolsView pools;
    private final FindingsView findings;
    private final StackPane middle = new StackPane();
    private final SplitPane split = new SplitPane();
    private final StatsRow stats;
    private final StatusBar status;
    private final SideBar side;
    private final KeysOverlay keys;
    private final ActionPalette palette;
    private Subscription kept = Subscription.EMPTY;

    SessionScreen(SessionViewModel session, Workspace workspace, Settings settings) {
        this(session, workspace, settings, WindowActions.none(workspace));
    }

    SessionScreen(SessionViewModel session, Workspace workspace, Settings settings, WindowActions window) {
        this.session = session;
        this.workspace = workspace;
        this.settings = settings;
        this.window = window;
        Actions actions = SessionActions.of(session, settings, steps()).when(() -> !veil.isShown());
        keys = new KeysOverlay(actions);
        palette = new ActionPalette(actions);
        top = new TopBar(session, workspace::home, actions);
        timeline = new TimelinePanel(session, settings, actions);
        tasks = new TaskPanel(session.tasks(), actions.get("story"));
        aside = new StoryAside(tasks.story(), session.tasks().selectedProperty(), settings.property(Keys.STORY_PART));
        pools = new PoolsView(session.pools(), session::open, session::openTasksOf, session::openTime,
                session.momentsProperty());
        findings = new FindingsView(session.findings(), session::open);
        stats = new StatsRow(session.stats());
        status = new StatusBar(session, veil);
        split.setOrientation(Orientation.VERTICAL);
        remember();
        side = new SideBar(workspace, session, window);
        frame.setTop(top);
        frame.setLeft(side);
        VBox content = new VBox(new BannerLine(session.bannerProperty(), this::act), middle);
        content.getStyleClass().add("content");
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinSize(0, 0);
        content.setMinSize(0, 0);
        StackPane layers = new StackPane(content, drop(), keys, palette);
        // What is hidden must not make the window wider.
        layers.setMinSize(0, 0);
        frame.setCenter(layers);
        frame.setBottom(bottom());
        // Where there is too little room, what is on the right is cut, not both sides.
        setMinWidth(0);
        frame.setMinWidth(0);
        setAlignment(Pos.TOP_LEFT);
        getChildren().setAll(frame, veil);
        session.viewProperty().subscribe(this::show);
        kept = kept.and(settings.property(Keys.STORY_ASIDE)
                .subscribe((_, _) -> show(session.viewProperty().get())));
        addEventFilter(KeyEvent.KEY_PRESSED, this::leaveKeys);
        Keyboard.attach(this, actions);
    }

    /** What it shows. */
    public SessionViewModel session() {
        return session;
    }

    /** Lets go of what outlives it: settings and other sessions. */
    void close() {
        kept.unsubscribe();
        timeline.close();
        side.close();
    }

    /** Draws what is drawn in its own time at once, for a picture. */
    void drawNow() {
        if (session.viewProperty().get() == ViewName.TIMELINE) {
            timeline.timeline().drawNow();
        }
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
        stats.setVisible(!shared);
        stats.setManaged(!shared);
    }

    void showSettings(SettingsSheet.Page page) {
        SettingsSheet.show(veil, new SettingsViewModel(settings, workspace), page);
    }

    void showHooks() {
        HooksSheet.show(veil, HookList.of(session.model().info()));
    }

    private void remember() {
        Remembered.divider(split, settings.property(Keys.TIMELINE_PART));
        Remembered.divider(pools.split(), settings.property(Keys.POOLS_PART));
        tasks.keepDivider(settings.property(Keys.TABLE_PART));
        kept = kept.and(Remembered.columns(tasks.table().table(), settings.property(Keys.COLUMNS)));
    }

    private void act(Banner.Action action) {
        switch (action) {
            case CANCEL, CLOSE -> window.close(session);
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

    private void show(ViewName view) {
        middle.getChildren().clear();
        split.getItems().clear();
        aside.release();
        boolean beside = view == ViewName.TIMELINE && settings.store().get(Keys.STORY_ASIDE);
        tasks.setAside(beside);
        switch (view) {
            case TIMELINE -> {
                split.getItems().setAll(timeline, tasks);
                VBox box = new VBox(10, stats, split);
                VBox.setVgrow(split, Priority.ALWAYS);
                if (beside) {
                    aside.show(box, session.tasks().selectedProperty());
                }
                middle.getChildren().setAll(beside ? aside : box);
            }
            case TASKS -> middle.getChildren().setAll(tasks);
            case POOLS -> middle.getChildren().setAll(pools);
            case FINDINGS -> middle.getChildren().setAll(findings);
        }
    }

    private SessionActions.Screen steps() {
        return new SessionActions.Screen() {
            @Override
            public void focusFilter() {
                top.focusFilter();
            }

            @Override
            public void find() {
                session.viewProperty().set(ViewName.TIMELINE);
                timeline.find();
            }

            @Override
            public void copyTask() {
                tasks.copyDetails();
            }

            @Override
            public void toggleStory() {
                settings.store().set(Keys.STORY_ASIDE, !settings.store().get(Keys.STORY_ASIDE));
                settings.save();
            }

            @Override
            public void toggleKeys() {
                keys.toggle();
            }

            @Override
            public void togglePalette() {
                palette.toggle();
            }

            @Override
            public void settings() {
                showSettings(SettingsSheet.Page.LOOK);
            }

            @Override
            public void nextPane(boolean back) {
                FocusRound.next(panes(), back);
            }

            @Override
            public void close() {
                window.close(session);
            }

            @Override
            public void home() {
                workspace.home();
            }
        };
    }

    private void leaveKeys(KeyEvent key) {
        if (veil.isShown()) {
            return;
        }
        if (key.getCode() == KeyCode.ESCAPE && keys.isVisible()) {
            keys.toggle();
            key.consume();
        } else if (key.getCode() == KeyCode.TAB && key.isControlDown()) {
            FocusRound.next(panes(), key.isShiftDown());
            key.consume();
        }
    }

    /** The panes that a key goes through, in the order in which one reads them. */
    private List<Node> panes() {
        Node first = session.viewProperty().get() == ViewName.TIMELINE ? timeline.timeline() : middle;
        return List.of(top, side, first, tasks, frame.getBottom());
    }
}
