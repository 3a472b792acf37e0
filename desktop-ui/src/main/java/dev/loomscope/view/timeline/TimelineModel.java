package dev.loomscope.view.timeline;

import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

import dev.loomscope.insight.Finding;
import dev.loomscope.model.Lane;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.TaskTable;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline shows, without any control: which session, which time, which rows, what is selected and what lies under
 * the pointer. One thread owns it (the toolkit's, or a test's). Horizontal places are logical pixels from the left edge of
 * the lanes, vertical ones from the top of the rows in sight; clocks are {@link System#nanoTime}-like, times are ns since
 * the session's epoch.
 */
public final class TimelineModel {
    /** A stretch of time that was chosen. */
    public record TimeRange(long from, long to) {}

    private static final int SEARCH_LIMIT = 2_000_000;

    private final Motion motion = new Motion();
    private final RowScroll scroll = new RowScroll();
    private final IntegerProperty selectedTask = new SimpleIntegerProperty(this, "selectedTask", -1);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(this, "following", true);
    private final ReadOnlyObjectWrapper<@Nullable TimeRange> range = new ReadOnlyObjectWrapper<>(this, "range");

    private SessionModel session = new SessionModel();
    private boolean live;
    private List<Finding> findings = List.of();
    private List<Mark> marks = List.of();
    private @Nullable Hover hover;
    private double pointerX = Double.NaN;
    private double pointerY = Double.NaN;
    private long changes;
    private long shownVersion = -1;

    public TimelineModel() {
        selectedTask.addListener((_, _, _) -> changes++);
    }

    // ---- session

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
        scroll.invalidate();
        if (!sameStart) {
            selectedTask.set(-1);
            range.set(null);
            scroll.unfoldAll();
        }
        motion.restart(model.oldest(), model.now(), clock);
        placeMarks();
        changes++;
    }

    public boolean isLive() {
        return live && !session.ended();
    }

    /** Nothing ran yet. */
    public boolean isEmpty() {
        return scroll.rows().isEmpty();
    }

    /** Marks what is wrong. */
    public void setFindings(List<Finding> all) {
        if (!findings.equals(all)) {
            findings = List.copyOf(all);
            placeMarks();
            changes++;
        }
    }

    List<Mark> marks() {
        return marks;
    }

    private void placeMarks() {
        marks = findings.stream().map(f -> Mark.of(f, session)).toList();
    }

    // ---- geometry

    Viewport viewport() {
        return motion.viewport();
    }

    /** First time in sight, in ns since the epoch. */
    public long from() {
        return (long) motion.viewport().start();
    }

    /** Last time in sight, in ns since the epoch. */
    public long to() {
        return (long) motion.viewport().timeAt(motion.width());
    }

    double width() {
        return motion.width();
    }

    double viewHeight() {
        return scroll.viewHeight();
    }

    /** Where time stands, gliding, in ns since the epoch. */
    double position() {
        return motion.position();
    }

    Rows rows() {
        return scroll.rows();
    }

    Rows.Heights heights() {
        return scroll.heights();
    }

    double scroll() {
        return scroll.position();
    }

    double maxScroll() {
        return scroll.most();
    }

    void resize(double width, double height) {
        motion.resize(width);
        scroll.resize(height);
        changes++;
    }

    // ---- time

    /** Zooms so that the time at {@code x} stays; below 1 zooms in. While following, the present stays. */
    public void zoomAt(double x, double factor, long clock) {
        motion.zoomAt(x, factor, clock);
        changes++;
    }

    /** Zooms at the middle, or at the pointer where it is over the lanes. */
    public void zoom(double factor, long clock) {
        zoomAt(Double.isNaN(pointerX) ? motion.width() / 2 : pointerX, factor, clock);
    }

    void dragBy(double pixels, double pixelsDown, long clock) {
        if (pixels != 0) {
            motion.dragBy(pixels, clock);
            noteFollowing();
        }
        scroll.moveBy(pixelsDown);
        changes++;
    }

    /** Moves by a part of what is in sight, to later times for positive parts. */
    public void glide(double part, long clock) {
        motion.glideBy(part * motion.width(), clock);
        noteFollowing();
        changes++;
    }

    /** Shows a stretch of time. */
    public void show(double from, double to, long clock) {
        motion.show(from, to, clock);
        noteFollowing();
        changes++;
    }

    /** Brings a time to the left edge at once, as a hand that drags. */
    void moveTo(double time, long clock) {
        motion.dragTo(time, clock);
        noteFollowing();
        changes++;
    }

    /** Shows a stretch of time at once. */
    public void jumpTo(double from, double to) {
        motion.jump(Viewport.of(from, to, motion.width()));
        noteFollowing();
        changes++;
    }

    /** Shows all that is remembered. */
    public void fit(long clock) {
        motion.fit(clock);
        noteFollowing();
        changes++;
    }

    /** Keeps the present in sight, or holds still. */
    public void setFollowing(boolean follow) {
        if (follow) {
            motion.follow();
        } else {
            motion.hold();
        }
        noteFollowing();
        changes++;
    }

    public ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    public boolean isFollowing() {
        return following.get();
    }

    /** Goes back to what was in sight before. */
    public void undo() {
        motion.undo();
        noteFollowing();
        changes++;
    }

    public void redo() {
        motion.redo();
        noteFollowing();
        changes++;
    }

    public boolean canUndo() {
        return motion.canUndo();
    }

    public boolean canRedo() {
        return motion.canRedo();
    }

    private void noteFollowing() {
        following.set(motion.isFollowing());
    }

    // ---- rows

    /** Scrolls by pixels in a short glide, down for positive ones. */
    public void scrollBy(double pixels) {
        scroll.glideBy(pixels);
        changes++;
    }

    void scrollTo(double y) {
        scroll.moveTo(y);
        changes++;
    }

    /** Folds a pool's lanes into its header, or unfolds them. */
    public void toggleGroup(int pool) {
        scroll.toggle(pool, session.lanes());
        changes++;
    }

    /** Height of a lane in logical pixels. */
    public void setLaneHeight(int height) {
        scroll.setLaneHeight(height, session.lanes());
        changes++;
    }

    // ---- selection

    /** Row of the chosen task in the session's table, -1 for none; to be bound by others that show tasks. */
    public IntegerProperty selectedTaskProperty() {
        return selectedTask;
    }

    public int selectedTask() {
        return selectedTask.get();
    }

    public void selectTask(int row) {
        selectedTask.set(row);
    }

    public ReadOnlyObjectProperty<@Nullable TimeRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** Chooses a stretch of time; null for none. */
    public void selectRange(@Nullable TimeRange chosen) {
        range.set(chosen);
        changes++;
    }

    /** Chooses what lies at a place: a task, or nothing. */
    void selectAt(double x, double y) {
        Hover there = look(x, y);
        Hover.Span span = there.span();
        selectTask(span == null ? -1 : span.taskRow());
    }

    /** Brings a task's run into sight: time and lane. */
    public void reveal(int taskRow, long clock) {
        TaskTable tasks = session.tasks();
        long start = tasks.started(taskRow);
        if (start < 0) {
            return;
        }
        long end = tasks.ended(taskRow) < 0 ? session.now() : tasks.ended(taskRow);
        Viewport now = motion.viewport();
        double length = end - start;
        double pixels = length / now.nsPerPixel();
        boolean outside = start < now.timeAt(0) || end > now.timeAt(motion.width());
        if (pixels > motion.width() * 0.9 || pixels < 3) {
            double room = Math.max(length * 2, 20_000);
            show(start - room, end + room, clock);
        } else if (outside) {
            double half = now.span(motion.width()) / 2;
            double middle = start + length / 2;
            show(middle - half, middle + half, clock);
        }
        Lane lane = Mark.laneOf(session.lanes(), tasks.workerThread(taskRow));
        if (lane != null) {
            revealLane(lane);
        }
    }

    /** Brings a finding into sight and chooses its first task. */
    public void reveal(Finding finding, long clock) {
        scroll.refresh(session.lanes());
        Mark mark = Mark.of(finding, session);
        long to = Math.min(finding.to(), session.now());
        double length = Math.max(to - finding.from(), 1_000_000);
        show(finding.from() - length * 0.15, to + length * 0.15, clock);
        if (!mark.stretches().isEmpty()) {
            Mark.Stretch first = mark.stretches().getFirst();
            selectTask(first.taskRow());
            revealLane(session.lanes().lane(first.lane()));
        } else if (finding.pool() != null) {
            scroll.revealGroup(finding.pool());
        }
    }

    private void revealLane(Lane lane) {
        scroll.reveal(lane, session.lanes());
        changes++;
    }

    /** Chooses and reveals the next task of the chosen one's class, or the one before. */
    public void selectNeighbour(boolean next, long clock) {
        TaskTable tasks = session.tasks();
        int here = selectedTask.get();
        if (here < 0) {
            return;
        }
        int step = next ? 1 : -1;
        int wanted = tasks.taskClass(here);
        int end = next ? tasks.size() : tasks.oldest() - 1;
        int tries = SEARCH_LIMIT;
        for (int row = here + step; row != end && row >= 0 && tries-- > 0; row += step) {
            if (tasks.taskClass(row) == wanted && tasks.started(row) >= 0) {
                selectTask(row);
                reveal(row, clock);
                return;
            }
        }
    }

    // ---- pointer

    @Nullable
    Hover hover() {
        return hover;
    }

    void point(double x, double y) {
        pointerX = x;
        pointerY = y;
        hover = look(x, y);
        changes++;
    }

    void pointAway() {
        pointerX = Double.NaN;
        pointerY = Double.NaN;
        hover = null;
        changes++;
    }

    /** What lies at a place. */
    Hover look(double x, double y) {
        double time = viewport().timeAt(x);
        Rows.Row row = scroll.rows().at(y + scroll.position());
        Lane lane = row == null ? null : row.lane();
        Hover.Span span = lane == null || time > position()
                ? null
                : Hover.spanAt(lane, time, viewport().nsPerPixel());
        return new Hover(x, y, time, row, span, markAt(row, span, time));
    }

    private @Nullable Mark markAt(Rows.@Nullable Row row, Hover.@Nullable Span span, double time) {
        for (Mark mark : marks) {
            if (span != null) {
                for (Mark.Stretch stretch : mark.stretches()) {
                    if (stretch.taskRow() == span.taskRow()) {
                        return mark;
                    }
                }
            } else if (row != null && row.lane() == null && mark.marksPool(row.group().pool())
                    && time >= mark.finding().from() && time <= mark.finding().to()) {
                return mark;
            }
        }
        return null;
    }

    // ---- frames

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
            different |= scroll.refresh(session.lanes());
            if (!marks.isEmpty()) {
                placeMarks();
            }
        }
        shownVersion = version;
        changes = 0;
        different |= motion.advance(session.oldest(), session.now(), clock, !session.ended());
        different |= scroll.advance(clock);
        if (different && !Double.isNaN(pointerX)) {
            hover = look(pointerX, pointerY);
        }
        return different;
    }

    /** A state in words. */
    static String words(SpanState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case WAITING -> "Waiting";
            case BLOCKED -> "Blocked";
            case FAILED -> "Failed";
        };
    }
}
