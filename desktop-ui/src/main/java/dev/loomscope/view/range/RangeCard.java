package dev.loomscope.view.range;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.loomscope.figures.Figures;
import dev.loomscope.model.LongSummary;
import dev.loomscope.model.RangeFigures;
import dev.loomscope.view.action.Action;
import dev.loomscope.view.action.ActionMenu;
import dev.loomscope.view.theme.Copying;
import dev.loomscope.view.theme.Moments;
import dev.loomscope.view.theme.SharesBar;
import dev.loomscope.view.theme.Words;
import dev.loomscope.view.timeline.TimeRange;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The figures of the chosen stretch of time, above the timeline: shares, percentiles, and a histogram that can be clicked. */
public final class RangeCard extends VBox {
    private static final double WIDTH = 316;
    private static final double BARS = 54;
    private static final double GAP = 9;

    /** What the figures take with the lower bars, in px; in less they have none. */
    private static final double ROOM_FOR_BARS = 270;

    /** The same where there is little room. */
    private static final double FEWER_BARS = 36;
    private static final double LESS_GAP = 6;

    private final RangeViewModel range;
    private final ObservableValue<Moments> moments;
    private final Label title = Words.fixed("", "title");
    private final Label place = Words.fixed("", "mono", "muted");
    private final Label tasks = Words.label("", "range-tasks");
    private final SharesBar shares = new SharesBar();
    private final Label busy = Words.fixed("", "mono");
    private final Label scheduled = Words.fixed("", "mono");
    private final Label idle = Words.fixed("", "mono");
    private final Label[] polls = percentiles();
    private final Label[] waits = percentiles();
    private final HBox bars = new HBox(1);
    private final Label shortest = Words.fixed("", "faint");
    private final Label longest = Words.fixed("", "faint");
    private final VBox histogram;

    /**
     * @param zoom shows the stretch
     * @param close lets go of it
     * @param moments how times are written
     */
    public RangeCard(RangeViewModel range, Action zoom, Runnable close, ObservableValue<Moments> moments) {
        super(GAP);
        this.range = range;
        this.moments = moments;
        setId("range");
        getStyleClass().add("range-card");
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        HBox head = new HBox(6, title, Words.gap(), ActionMenu.button(Feather.MAXIMIZE, zoom),
                ActionMenu.button(Feather.COPY, Action.of("range-copy", "", "Copy these figures", this::copy)),
                ActionMenu.button(Feather.X, Action.of("range-close", "", "Let go of the range", close)));
        head.setAlignment(Pos.CENTER_LEFT);
        histogram = histogram();
        getChildren().addAll(head, new VBox(2, place, tasks), shares, times(), table(), histogram);
        setOnMouseClicked(MouseEvent::consume);
        range.rangeProperty().subscribe(_ -> show());
        range.figuresProperty().subscribe(_ -> show());
        moments.subscribe((_, _) -> show());
        range.countingProperty().subscribe(_ -> show());
        range.barProperty().subscribe(_ -> showBars());
    }

    /** Makes it lower where there is little room, or as high as it likes to be. */
    public void setFlat(boolean flat) {
        double height = flat ? FEWER_BARS : BARS;
        if (bars.getMaxHeight() != height) {
            setSpacing(flat ? LESS_GAP : GAP);
            bars.setMinHeight(height);
            bars.setMaxHeight(height);
            showBars();
        }
    }

    /** Leaves out what so much room, in px, cannot hold. */
    public void setRoom(double room) {
        Words.show(histogram, room >= ROOM_FOR_BARS);
    }

    private static Label[] percentiles() {
        Label[] labels = new Label[4];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Words.fixed("", "mono");
        }
        return labels;
    }

    private GridPane times() {
        GridPane grid = new GridPane(14, 3);
        column(grid, 0, "busy", busy, "good");
        column(grid, 1, "scheduled", scheduled, "warning");
        column(grid, 2, "idle", idle, "faint");
        return grid;
    }

    private static void column(GridPane grid, int at, String name, Label value, String hue) {
        HBox label = new HBox(5, Words.dot(hue), Words.fixed(name, "faint"));
        label.setAlignment(Pos.CENTER_LEFT);
        grid.add(label, at, 0);
        grid.add(value, at, 1);
        value.setMinWidth(84);
    }

    private GridPane table() {
        GridPane grid = new GridPane(10, 3);
        String[] names = {"p50", "p90", "p99", "max"};
        for (int i = 0; i < names.length; i++) {
            grid.add(right(Words.fixed(names[i], "faint")), i + 1, 0);
            grid.add(right(polls[i]), i + 1, 1);
            grid.add(right(waits[i]), i + 1, 2);
        }
        grid.add(Words.fixed("Polls", "muted"), 0, 1);
        grid.add(Words.fixed("Waits", "muted"), 0, 2);
        return grid;
    }

    private static Label right(Label label) {
        label.setMinWidth(58);
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAlignment(Pos.CENTER_RIGHT);
        return label;
    }

    private VBox histogram() {
        bars.getStyleClass().add("range-bars");
        bars.setId("range-bars");
        bars.setFocusTraversable(true);
        bars.setAccessibleText("Polls by how long they were: arrow keys choose, Enter lets go");
        bars.setOnKeyPressed(this::key);
        bars.setAlignment(Pos.BOTTOM_LEFT);
        setFlat(false);
        HBox ends = new HBox(shortest, Words.gap(), longest);
        return new VBox(3, bars, ends);
    }

    private void show() {
        TimeRange chosen = range.rangeProperty().get();
        setVisible(chosen != null);
        if (chosen == null) {
            return;
        }
        title.setText("Range of " + Figures.duration(chosen.length()));
        place.setText(moments.getValue().of(chosen.from()) + " – " + moments.getValue().of(chosen.to()));
        RangeFigures figures = range.figuresProperty().get();
        boolean counting = range.countingProperty().get();
        Words.style(this, "counting", counting);
        if (figures == null) {
            tasks.setText("…");
            return;
        }
        tasks.setText(Figures.counted(figures.tasks(), "task")
                + (figures.failed() > 0 ? ", " + Figures.count(figures.failed()) + " failed" : "") + "  ·  "
                + Figures.counted(figures.polls().count(), "poll") + (counting ? "  …" : ""));
        long total = figures.busy() + figures.scheduled() + figures.idle();
        shares.show(figures.busy(), 0, figures.scheduled(), total);
        busy.setText(Figures.duration(figures.busy()));
        busy.setTooltip(new Tooltip(Figures.duration(figures.blocked()) + " of it blocked, parked or asleep"));
        scheduled.setText(Figures.duration(figures.scheduled()));
        idle.setText(Figures.duration(figures.idle()));
        fill(polls, figures.polls().summary());
        fill(waits, figures.waits().summary());
        showBars();
    }

    private static void fill(Label[] labels, LongSummary summary) {
        long[] values = {summary.p50(), summary.p90(), summary.p99(), summary.max()};
        for (int i = 0; i < labels.length; i++) {
            labels[i].setText(summary.count() == 0 ? Figures.NONE : Figures.duration(values[i]));
        }
    }

    private void showBars() {
        List<Bar> all = range.bars();
        long most = all.stream().mapToLong(Bar::count).max().orElse(1);
        Bar chosen = range.barProperty().get();
        bars.getChildren().setAll(all.stream().map(bar -> column(bar, most, chosen)).toList());
        shortest.setText(all.isEmpty() ? "no poll" : "polls of " + Figures.duration(all.getFirst().from()));
        longest.setText(all.isEmpty() ? "" : Figures.duration(all.getLast().to()));
    }

    private void key(KeyEvent key) {
        boolean done = switch (key.getCode()) {
            case LEFT -> range.chooseBeside(false);
            case RIGHT -> range.chooseBeside(true);
            case ENTER, SPACE -> range.chooseNone();
            default -> false;
        };
        if (done) {
            key.consume();
        }
    }

    private StackPane column(Bar bar, long most, @Nullable Bar chosen) {
        Region fill = new Region();
        fill.getStyleClass().add("range-bar");
        // A root keeps the few long ones in sight beside the many short ones.
        double part = bar.count() == 0 ? 0 : Math.max(0.04, Math.sqrt((double) bar.count() / most));
        fill.setMaxHeight(Math.rint(part * bars.getMaxHeight()));
        StackPane column = new StackPane(fill);
        column.setAlignment(Pos.BOTTOM_CENTER);
        column.getStyleClass().add("range-column");
        HBox.setHgrow(column, Priority.ALWAYS);
        boolean same = chosen != null && chosen.from() == bar.from() && chosen.to() == bar.to();
        Words.style(column, "chosen", same);
        Words.style(column, "beside", chosen != null && !same);
        String says = Figures.counted(bar.count(), "poll") + " of " + Figures.duration(bar.from()) + " to "
                + Figures.duration(bar.to());
        Tooltip.install(column, new Tooltip(says));
        column.setAccessibleText(says);
        column.setOnMouseClicked(_ -> range.barProperty().set(same || bar.count() == 0 ? null : bar));
        return column;
    }

    private void copy() {
        RangeFigures figures = range.figuresProperty().get();
        if (figures != null) {
            Copying.copy(RangeText.of(figures, moments.getValue()));
        }
    }
}
