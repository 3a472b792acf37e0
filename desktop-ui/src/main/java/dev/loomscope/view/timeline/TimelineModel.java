package dev.loomscope.view.timeline;

import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;

import dev.loomscope.filter.RowSet;
import dev.loomscope.insight.Finding;
import dev.loomscope.model.SessionModel;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.Packer;
import dev.loomscope.view.lanes.Wanted;
import dev.loomscope.view.theme.Moments;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline shows, without any control: which session, which time, which rows, what is selected and what lies under
 * the pointer. One thread owns it (the toolkit's, or a test's). Horizontal places are logical pixels from the left edge of
 * the lanes, vertical ones from the top of the rows in sight; clocks are {@link System#nanoTime}-like, times are ns since
 * the session's epoch.
 */
public final class TimelineModel {
    private final RowScroll scroll = new RowScroll();
    private final Arranged arranged;
    private final Sight sight = new Sight(scroll, this::changed);
    private final Selection selection = new Selection(this::changed);
    private final Pointer pointer = new Pointer(this);
    private final RowCursor cursor = new RowCursor(this, this::changed);
    private final Marks marks = new Marks();
    private final Reveal reveal = new Reveal(this, scroll);
    private final Steering steering = new Steering(sight, pointer::xOrMiddle);
    private final BooleanProperty wallTime = new SimpleBooleanProperty(this, "wallTime");

    private SessionModel session = new SessionModel();
    private boolean live;
    private long changes;
    private long shownVersion = -1;

    public TimelineModel() {
        this(Packer.thread());
    }

    /** @param background where rows of tasks are made */
    TimelineModel(Executor background) {
        arranged = new Arranged(scroll, this::changed, background);
        wallTime.addListener((_, _, _) -> changed());
    }

    private void changed() {
        changes++;
    }

    Sight sight() {
        return sight;
    }

    Arranged arranged() {
        return arranged;
    }

    Selection selection() {
        return selection;
    }

    Pointer pointer() {
        return pointer;
    }

    RowCursor cursor() {
        return cursor;
    }

    Marks marks() {
        return marks;
    }

    Steering steering() {
        return steering;
    }

    /** What brings tasks and findings into sight. */
    public Reveal reveal() {
        return reveal;
    }

    RowScroll scrolling() {
        return scroll;
    }

    public SessionModel session() {
        return session;
    }

    /**
     * Shows a session from now on.
     *
     * @param isLive whether its time goes on with the wall clock; only then is latency measured
     */
    public void setSession(SessionModel model, boolean isLive, long clock) {
        boolean sameStart = model.info().epoch().equals(session.info().epoch());
        session = model;
        live = isLive;
        arranged.restart(model, sameStart);
        if (!sameStart) {
            selection.clear();
            cursor.release();
        }
        sight.restart(model.origin(), model.now(), clock);
        marks.place(session);
        changed();
    }

    public boolean isLive() {
        return live && !session.ended();
    }

    /** Nothing ran yet. */
    public boolean isEmpty() {
        return session.lanes().groups().isEmpty();
    }

    /** Marks what is wrong. */
    public void setFindings(List<Finding> all) {
        if (marks.set(all, session)) {
            changed();
        }
    }

    /** Lets tasks step back that are not wanted, and leaves out rows with none that is; null where all are. */
    public void setFilter(@Nullable Wanted wanted) {
        arranged.narrow(wanted);
    }

    /** The rows that are wanted, null where all are. */
    @Nullable
    RowSet filter() {
        Wanted wanted = arranged.wanted();
        return wanted == null ? null : wanted.rows();
    }

    Viewport viewport() {
        return sight.viewport();
    }

    /** First time in sight, in ns since the epoch. */
    public long from() {
        return (long) sight.viewport().start();
    }

    /** Last time in sight, in ns since the epoch. */
    public long to() {
        return (long) sight.viewport().timeAt(sight.width());
    }

    double width() {
        return sight.width();
    }

    /** Where time stands, gliding, in ns since the epoch. */
    double position() {
        return sight.position();
    }

    Rows rows() {
        return scroll.rows();
    }

    /** The rows in sight from top to bottom, the pinned ones last. */
    List<RowScroll.Placed> inSight() {
        return scroll.inSight();
    }

    /** What the user chose about rows, to be kept. */
    public ObjectProperty<Arrangement> arrangementProperty() {
        return arranged.arrangementProperty();
    }

    void resize(double width, double height) {
        sight.resize(width);
        scroll.resize(height);
        changed();
    }

    /** Zooms at the middle, or at the pointer where it is over the lanes. */
    public void zoom(double factor, long clock) {
        sight.zoomAt(pointer.xOrMiddle(), factor, clock);
    }

    /** Shows a stretch of time. */
    public void show(double from, double to, long clock) {
        sight.show(from, to, clock);
    }

    /** Shows a stretch of time at once, without a way back. */
    public void jumpTo(double from, double to) {
        sight.jumpTo(from, to);
    }

    /** Shows all that is remembered. */
    public void fit(long clock) {
        sight.fit(clock);
    }

    /** Whether times are those of the wall clock, or counted from the session's begin. */
    public BooleanProperty wallTimeProperty() {
        return wallTime;
    }

    /** How moments are written at present. */
    public Moments moments() {
        return Moments.of(session.info().epoch(), wallTime.get(), ZoneId.systemDefault());
    }

    /** Keeps the present in sight, or holds still. */
    public void setFollowing(boolean follow, long clock) {
        sight.setFollowing(follow, clock);
    }

    public ReadOnlyBooleanProperty followingProperty() {
        return sight.followingProperty();
    }

    public boolean isFollowing() {
        return sight.followingProperty().get();
    }

    /** Row of the chosen task in the session's table, -1 for none; to be bound by others that show tasks. */
    public IntegerProperty selectedTaskProperty() {
        return selection.taskProperty();
    }

    public int selectedTask() {
        return selection.task();
    }

    public void selectTask(int row) {
        selection.choose(row);
    }

    public ReadOnlyObjectProperty<@Nullable TimeRange> rangeProperty() {
        return selection.rangeProperty();
    }

    /** Chooses a stretch of time; null for none. */
    public void selectRange(@Nullable TimeRange chosen) {
        selection.choose(chosen);
    }

    @Nullable
    Hover hover() {
        return pointer.hover();
    }

    void point(double x, double y) {
        pointer.move(x, y);
        cursor.release();
        scroll.point(y);
        changed();
    }

    void pointAway() {
        pointer.leave();
        scroll.point(Double.NaN);
        changed();
    }

    /**
     * Moves on to a frame.
     *
     * @param clock when it is drawn
     * @return whether it looks different from the frame before
     */
    public boolean advance(long clock) {
        long version = session.version();
        boolean different = version != shownVersion || changes != 0;
        if (version != shownVersion) {
            marks.place(session);
        }
        shownVersion = version;
        steering.advance(clock);
        different |= arranged.refresh(from(), to(), clock);
        different |= changes != 0;
        changes = 0;
        different |= sight.advance(session.origin(), session.now(), clock, !session.ended());
        different |= scroll.advance(clock);
        if (different) {
            pointer.refresh();
        }
        return different;
    }
}
