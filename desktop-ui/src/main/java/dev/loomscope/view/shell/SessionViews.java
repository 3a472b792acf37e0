package dev.loomscope.view.shell;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;

import dev.loomscope.view.action.Actions;
import dev.loomscope.view.filter.FindBar;
import dev.loomscope.view.findings.FindingsView;
import dev.loomscope.view.pools.PoolsView;
import dev.loomscope.view.range.RangeCard;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Remembered;
import dev.loomscope.view.tasks.TaskPanel;
import dev.loomscope.view.timeline.TimeRange;
import dev.loomscope.view.timeline.TimelineModel;
import dev.loomscope.view.timeline.TimelineView;

/** The views of a session, the open one of which fills the middle of its screen; tasks stand under the timeline too. */
final class SessionViews extends StackPane {
    private final SessionViewModel session;
    private final TimelineView timeline;
    private final FindBar find;
    private final RangeCard range;
    private final TaskPanel tasks;
    private final PoolsView pools;
    private final FindingsView findings;
    private final StatsRow stats;
    private final SplitPane split = new SplitPane();
    private final Subscription kept;

    SessionViews(SessionViewModel session, Settings settings, Actions actions) {
        this.session = session;
        timeline = new TimelineView(session.timeline(), settings.themeProperty().get().palette());
        timeline.onClearFilter(session.filter()::clear);
        tasks = new TaskPanel(session.tasks());
        pools = new PoolsView(session.pools(), session::open, session::openTasksOf, session::openTime, session::clock);
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
        setMinSize(0, 0);
        kept = settings.themeProperty().subscribe(next -> timeline.setPalette(next.palette())).and(remember(settings));
        session.viewProperty().subscribe(this::show);
    }

    private Subscription remember(Settings settings) {
        Remembered.divider(split, settings.property(Keys.TIMELINE_PART));
        Remembered.divider(pools.split(), settings.property(Keys.POOLS_PART));
        tasks.keepDivider(settings.property(Keys.TABLE_PART));
        return Remembered.columns(tasks.table().table(), settings.property(Keys.COLUMNS));
    }

    /** Lets go of the settings, which outlive it. */
    void close() {
        kept.unsubscribe();
    }

    /** Draws what is drawn in its own time at once, for a picture. */
    void drawNow() {
        if (session.viewProperty().get() == ViewName.TIMELINE) {
            timeline.drawNow();
        }
    }

    /** Leaves out what a half of a window has no room for. */
    void narrow(boolean wanted) {
        stats.setVisible(!wanted);
        stats.setManaged(!wanted);
    }

    /** Looks for tasks on the timeline. */
    void find() {
        session.viewProperty().set(ViewName.TIMELINE);
        find.open();
    }

    /** Takes all about the selected task to the clipboard. */
    void copyTask() {
        tasks.copyDetails();
    }

    /** What of the open view has the focus first. */
    Node first() {
        return session.viewProperty().get() == ViewName.TIMELINE ? timeline : this;
    }

    /** The table of tasks with the story of the selected one. */
    Node tasks() {
        return tasks;
    }

    private void show(ViewName view) {
        getChildren().clear();
        split.getItems().clear();
        switch (view) {
            case TIMELINE -> {
                BorderPane panel = new BorderPane(new StackPane(timeline, range, find));
                panel.getStyleClass().addAll("panel", "timeline-panel");
                split.getItems().setAll(panel, tasks);
                VBox box = new VBox(10, stats, split);
                VBox.setVgrow(split, Priority.ALWAYS);
                getChildren().setAll(box);
            }
            case TASKS -> getChildren().setAll(tasks);
            case POOLS -> getChildren().setAll(pools);
            case FINDINGS -> getChildren().setAll(findings);
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
}
