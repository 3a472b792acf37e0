package dev.loomscope.view.shell;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import dev.loomscope.view.action.Actions;
import dev.loomscope.view.findings.FindingsView;
import dev.loomscope.view.pools.PoolsView;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Remembered;
import dev.loomscope.view.tasks.TaskPanel;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.theme.Words;

/** The views of a session, the open one of which fills the middle of its screen; tasks stand under the timeline too. */
final class SessionViews extends StackPane {
    /** With less room than this, in px, the timeline needs what the figures above it would take. */
    private static final double WIDTH_FOR_STATS = 600;

    private static final double HEIGHT_FOR_STATS = 470;

    private final SessionViewModel session;
    private final Settings settings;
    private final TimelinePanel timeline;
    private final TaskPanel tasks;
    private final StoryAside aside;
    private final PoolsView pools;
    private final FindingsView findings;
    private final StatsRow stats;
    private final SplitPane split = new SplitPane();
    private final Subscription kept;
    private boolean half;

    SessionViews(SessionViewModel session, Settings settings, Actions actions) {
        this.session = session;
        this.settings = settings;
        timeline = new TimelinePanel(session, settings, actions);
        tasks = new TaskPanel(session.tasks(), actions.get("story"));
        aside = new StoryAside(tasks.story(), session.tasks().selectedProperty(), settings.property(Keys.STORY_PART));
        pools = new PoolsView(session.pools(), session.places()::open, session.places()::openTasksOf,
                session.places()::openTime, session.momentsProperty(), actions.get("hooks"));
        findings = new FindingsView(session.findings(), new FindingLinks(session), actions.get("settings-findings"));
        stats = new StatsRow(session.stats());
        split.setOrientation(Orientation.VERTICAL);
        setMinSize(0, 0);
        Remembered.divider(split, settings.property(Keys.TIMELINE_PART));
        Remembered.divider(pools.split(), settings.property(Keys.POOLS_PART));
        Remembered.divider(tasks.split(), settings.property(Keys.TABLE_PART));
        kept = settings.property(Keys.STORY_ASIDE).subscribe((_, _) -> show(session.viewProperty().get()));
        session.viewProperty().subscribe(this::show);
        widthProperty().subscribe(_ -> fit());
        heightProperty().subscribe(_ -> fit());
    }

    /** Lets go of the settings, which outlive it. */
    void close() {
        kept.unsubscribe();
        timeline.close();
    }

    /** Draws what is drawn in its own time at once, for a picture. */
    void drawNow() {
        switch (session.viewProperty().get()) {
            case TIMELINE -> timeline.timeline().drawNow();
            case POOLS -> session.pools().readNow();
            case TASKS, FINDINGS -> {}
        }
    }

    /** Leaves out what a half of a window has no room for. */
    void narrow(boolean wanted) {
        half = wanted;
        fit();
    }

    private void fit() {
        Words.show(stats, !half && getWidth() >= WIDTH_FOR_STATS && getHeight() >= HEIGHT_FOR_STATS);
    }

    /** Looks for tasks on the timeline. */
    void find() {
        session.viewProperty().set(ViewName.TIMELINE);
        timeline.find();
    }

    /** Takes all about the selected task to the clipboard. */
    void copyTask() {
        tasks.copyDetails();
    }

    /** What of the open view has the focus first. */
    Node first() {
        return session.viewProperty().get() == ViewName.TIMELINE ? timeline.timeline() : this;
    }

    /** The table of tasks. */
    Node tasks() {
        return tasks;
    }

    /** The story of the selected task, wherever it stands; nowhere while none is selected. */
    Node story() {
        return tasks.story();
    }

    private void show(ViewName view) {
        boolean focused = getScene() != null && FocusRound.holds(this, getScene().getFocusOwner());
        getChildren().clear();
        split.getItems().clear();
        aside.release();
        boolean beside = view == ViewName.TIMELINE && settings.store().get(Keys.STORY_ASIDE);
        tasks.setAside(beside);
        switch (view) {
            case TIMELINE -> {
                split.getItems().setAll(timeline, tasks);
                VBox box = new VBox(10, stats, split);
                // Where there is too little room, it is the right edge that is cut.
                box.setMinSize(0, 0);
                split.setMinSize(0, 0);
                VBox.setVgrow(split, Priority.ALWAYS);
                if (beside) {
                    aside.show(box, session.tasks().selectedProperty());
                }
                getChildren().setAll(beside ? aside : box);
            }
            case TASKS -> getChildren().setAll(tasks);
            case POOLS -> getChildren().setAll(pools);
            case FINDINGS -> getChildren().setAll(findings);
        }
        // Who worked in the view before works in this one now.
        Node first = focused ? FocusRound.first(first()) : null;
        if (first != null) {
            FocusRound.give(first);
        }
    }
}
