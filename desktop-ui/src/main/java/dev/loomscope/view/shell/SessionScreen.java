package dev.loomscope.view.shell;

import javafx.geometry.Insets;
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
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;

import dev.loomscope.view.action.ActionPalette;
import dev.loomscope.view.action.Actions;
import dev.loomscope.view.action.Keyboard;
import dev.loomscope.view.filter.FilterDrop;
import dev.loomscope.view.filter.FindBar;
import dev.loomscope.view.findings.FindingsView;
import dev.loomscope.view.pools.PoolsView;
import dev.loomscope.view.range.RangeCard;
import dev.loomscope.view.replay.ReplayBar;
import dev.loomscope.view.replay.ReplayViewModel;
import dev.loomscope.view.tasks.TaskPanel;
import dev.loomscope.view.timeline.TimeRange;
import dev.loomscope.view.timeline.TimelineModel;
import dev.loomscope.view.timeline.TimelineView;

/** One session on the screen: the frame around it, and in the middle the view that is open. */
public final class SessionScreen extends BorderPane {
    private static final double TIMELINE_PART = 0.66;

    private final SessionViewModel session;
    private final TopBar top;
    private final TimelineView timeline;
    private final FindBar find;
    private final TaskPanel tasks;
    private final PoolsView pools;
    private final FindingsView findings;
    private final StackPane middle = new StackPane();
    private final SplitPane split = new SplitPane();
    private final StatsRow stats;
    private final SideBar side;
    private final RangeCard range;
    private final KeysOverlay keys;
    private final ActionPalette palette;
    private final Subscription theme;

    SessionScreen(SessionViewModel session, Workspace workspace, Settings settings) {
        this.session = session;
        Actions actions = SessionActions.of(session, settings, steps(workspace));
        keys = new KeysOverlay(actions);
        palette = new ActionPalette(actions);
        top = new TopBar(session, settings, workspace::home, actions);
        timeline = new TimelineView(session.timeline(), settings.themeProperty().get().palette());
        theme = settings.themeProperty().subscribe(next -> timeline.setPalette(next.palette()));
        tasks = new TaskPanel(session.tasks());
        pools = new PoolsView(session.pools(), session::open, session::openTasksOf);
        findings = new FindingsView(session.findings(), session::open);
        stats = new StatsRow(session.stats());
        find = new FindBar(session.find(), session.findCompletion(), timeline::requestFocus);
        StackPane.setAlignment(find, Pos.TOP_RIGHT);
        StackPane.setMargin(find, new Insets(34, 12, 0, 0));
        range = new RangeCard(session.rangeFigures(), actions.get("range-zoom"),
                () -> session.timeline().selectRange(null), session.timeline()::place);
        StackPane.setMargin(range, new Insets(TimelineView.ROWS_TOP + 10, 18, 0, TimelineView.GUTTER + 14));
        session.timeline().rangeProperty().subscribe((before, chosen) -> {
            if (before == null && chosen != null) {
                StackPane.setAlignment(range, isLate(chosen) ? Pos.TOP_LEFT : Pos.TOP_RIGHT);
            }
        });
        round(timeline);
        split.setOrientation(Orientation.VERTICAL);
        setTop(top);
        side = new SideBar(workspace, session);
        setLeft(side);
        VBox content = new VBox(new BannerLine(session.bannerProperty()), middle);
        content.getStyleClass().add("content");
        VBox.setVgrow(middle, Priority.ALWAYS);
        middle.setMinSize(0, 0);
        content.setMinSize(0, 0);
        StackPane layers = new StackPane(content, drop(), keys, palette);
        // What is hidden must not make the window wider.
        layers.setMinSize(0, 0);
        setCenter(layers);
        setBottom(bottom());
        session.viewProperty().subscribe(this::show);
        addEventFilter(KeyEvent.KEY_PRESSED, this::leaveKeys);
        Keyboard.attach(this, actions);
    }

    /** What it shows. */
    public SessionViewModel session() {
        return session;
    }

    /** Lets go of what outlives it: settings and other sessions. */
    void close() {
        theme.unsubscribe();
        side.close();
        top.close();
    }

    /** Draws what is drawn in its own time at once, for a picture. */
    void drawNow() {
        if (session.viewProperty().get() == ViewName.TIMELINE) {
            timeline.drawNow();
        }
    }

    private Node bottom() {
        StatusBar status = new StatusBar(session);
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
        drop.visibleProperty().subscribe(_ -> drop
                .setTranslateX(top.filterBegin() - drop.localToScene(0, 0).getX() + drop.getTranslateX()));
        return drop;
    }

    private void show(ViewName view) {
        middle.getChildren().clear();
        split.getItems().clear();
        switch (view) {
            case TIMELINE -> {
                BorderPane panel = new BorderPane(new StackPane(timeline, range, find));
                panel.getStyleClass().addAll("panel", "timeline-panel");
                split.getItems().setAll(panel, tasks);
                split.setDividerPositions(TIMELINE_PART);
                VBox box = new VBox(10, stats, split);
                VBox.setVgrow(split, Priority.ALWAYS);
                middle.getChildren().setAll(box);
            }
            case TASKS -> middle.getChildren().setAll(tasks);
            case POOLS -> middle.getChildren().setAll(pools);
            case FINDINGS -> middle.getChildren().setAll(findings);
        }
    }

    /** Whether a range lies in the later half of what is in sight: its figures then stand at the other side. */
    private boolean isLate(TimeRange chosen) {
        TimelineModel model = session.timeline();
        return chosen.from() + chosen.to() > model.from() + model.to();
    }

    /** The timeline paints to its edges: a panel's corners have to cut it. */
    private static void round(TimelineView timeline) {
        Rectangle corners = new Rectangle();
        corners.setArcWidth(14);
        corners.setArcHeight(14);
        corners.widthProperty().bind(timeline.widthProperty());
        corners.heightProperty().bind(timeline.heightProperty());
        timeline.setClip(corners);
    }

    private SessionActions.Screen steps(Workspace workspace) {
        return new SessionActions.Screen() {
            @Override
            public void focusFilter() {
                top.focusFilter();
            }

            @Override
            public void find() {
                session.viewProperty().set(ViewName.TIMELINE);
                find.open();
            }

            @Override
            public void copyTask() {
                tasks.copyDetails();
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
            public void home() {
                workspace.home();
            }
        };
    }

    private void leaveKeys(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE && keys.isVisible()) {
            keys.toggle();
            key.consume();
        }
    }
}
