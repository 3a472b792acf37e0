package dev.loomscope.view.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Subscription;

import dev.loomscope.view.action.Actions;
import dev.loomscope.view.filter.FindBar;
import dev.loomscope.view.range.RangeCard;
import dev.loomscope.view.theme.FocusRound;
import dev.loomscope.view.timeline.TimeRange;
import dev.loomscope.view.timeline.TimelineModel;
import dev.loomscope.view.timeline.TimelineView;

/** The timeline in its panel, with what lies over it: the figures of a range, and the search. */
final class TimelinePanel extends BorderPane {
    /** What the figures of a range take below the ruler, in logical pixels; where there is less, they are flat. */
    private static final double ROOM_FOR_RANGE = 320;
    private static final double EDGE = 6;

    private final SessionViewModel session;
    private final TimelineView timeline;
    private final FindBar find;
    private final Subscription theme;

    TimelinePanel(SessionViewModel session, Settings settings, Actions actions) {
        this.session = session;
        timeline = new TimelineView(session.timeline(), settings.themeProperty().get().palette());
        timeline.onClearFilter(session.filter()::clear);
        theme = settings.themeProperty().subscribe(next -> timeline.setPalette(next.palette()));
        find = new FindBar(session.find(), session.findCompletion(), () -> FocusRound.give(timeline));
        // Over the title, so that overview and ruler can be seen; what hangs under it goes again.
        StackPane.setAlignment(find, Pos.TOP_RIGHT);
        StackPane.setMargin(find, new Insets(0, 6, 0, 0));
        RangeCard range = new RangeCard(session.rangeFigures(), actions.get("range-zoom"),
                () -> session.timeline().selectRange(null), session.momentsProperty());
        session.timeline().rangeProperty().subscribe((before, chosen) -> {
            if (before == null && chosen != null) {
                StackPane.setAlignment(range, isLate(chosen) ? Pos.TOP_LEFT : Pos.TOP_RIGHT);
            }
        });
        round(timeline);
        // Where there is too little room, title and names stay in sight.
        StackPane.setAlignment(timeline, Pos.TOP_LEFT);
        timeline.keepClear(range);
        StackPane layers = new StackPane(timeline, range, find);
        layers.heightProperty().subscribe(height -> place(range, height.doubleValue()));
        range.heightProperty().subscribe(_ -> place(range, layers.getHeight()));
        // What lies over it must not make it wider than the half of a window.
        layers.setMinSize(0, 0);
        setMinWidth(0);
        setCenter(layers);
        getStyleClass().addAll("panel", "timeline-panel");
        FocusRound.ring(timeline, this);
    }

    TimelineView timeline() {
        return timeline;
    }

    /** Opens the search, or puts the cursor into it. */
    void find() {
        find.open();
    }

    /** Lets go of what outlives it. */
    void close() {
        theme.unsubscribe();
    }

    /** Below the ruler, or as far above as it takes to be seen whole. */
    private static void place(RangeCard range, double height) {
        range.setFlat(height < TimelineView.ROWS_TOP + ROOM_FOR_RANGE);
        range.setRoom(height - 2 * EDGE);
        double top = Math.clamp(height - range.prefHeight(-1) - EDGE, EDGE, TimelineView.ROWS_TOP + EDGE);
        StackPane.setMargin(range, new Insets(top, 18, 0, TimelineView.GUTTER + 14));
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
