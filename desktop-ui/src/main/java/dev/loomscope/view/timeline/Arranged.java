package dev.loomscope.view.timeline;

import java.time.Duration;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.model.LaneTable;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskPacking;
import dev.loomscope.model.Track;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.Packer;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.Planner;
import dev.loomscope.view.lanes.Standing;
import dev.loomscope.view.lanes.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Which rows there are: what the user chose, and the plan that comes of it. Rows of threads are planned at once; rows of tasks,
 * and those that a filter leaves, beside: what was there stays until there is something to show.
 */
@SuppressWarnings("ReferenceEquality")
final class Arranged {
    /** How often what goes on is planned anew, in ns. */
    private static final long EVERY = 150_000_000L;

    private final ObjectProperty<Arrangement> arrangement = new SimpleObjectProperty<>(this, "arrangement",
            Arrangement.USUAL);
    private final RowChoices choices = new RowChoices(this);
    private final TrackFinder tracks;
    private final RowScroll scroll;
    private final Runnable changed;
    private final Packer packer;
    private SessionModel session = new SessionModel();
    private Standing standing = new Standing(session);
    private @Nullable Wanted wanted;
    /** A track that stays although the filter wants nothing of it. */
    private @Nullable Track kept;
    private boolean refiltered;
    private Plan plan = Plan.EMPTY;
    private Rows.Heights heights = Rows.Heights.DEFAULT;
    private Packer.@Nullable Result shown;
    private boolean stale = true;
    private boolean packs;
    private long lanesVersion = -1;
    private long sessionVersion = -1;
    private long plannedAt = Long.MIN_VALUE / 2;
    private long from;
    private long to;
    private long plannedFrom;
    private long plannedTo;

    /**
     * @param changed runs when something else is chosen
     * @param background where tasks are packed
     */
    Arranged(RowScroll scroll, Runnable changed, Executor background) {
        this.scroll = scroll;
        this.tracks = new TrackFinder(this, scroll, changed);
        this.changed = changed;
        this.packer = new Packer(background);
        arrangement.addListener((_, before, after) -> {
            stale = true;
            if (!before.sameOrder(after)) {
                standing.forget();
            }
            changed.run();
        });
    }

    ObjectProperty<Arrangement> arrangementProperty() {
        return arrangement;
    }

    Arrangement arrangement() {
        return arrangement.get();
    }

    void arrange(Arrangement next) {
        arrangement.set(next);
    }

    /** What is done by hand to single rows. */
    RowChoices choices() {
        return choices;
    }

    /** What finds the track that shows a task, and brings it into sight. */
    TrackFinder tracks() {
        return tracks;
    }

    SessionModel session() {
        return session;
    }

    /** What came of packing tasks last; null where rows are threads, and while there is nothing. */
    Packer.@Nullable Result packed() {
        return isOfTasks() ? shown : null;
    }

    Plan plan() {
        return plan;
    }

    Rows.Heights heights() {
        return heights;
    }

    void setLaneHeight(double height) {
        heights = heights.withLane(height);
        lay();
    }

    /** Makes lanes higher, or lower until all are in sight; what is at a height of the view stays there. */
    void zoomLanes(double factor, double y) {
        RowScroll.Held held = scroll.hold(y);
        heights = heights.zoomed(factor, scroll.roomForLanes(heights.lane()), scroll.rows().tracks());
        lay();
        scroll.put(held);
    }

    /** Shows another session; what was chosen of single rows holds for one with the same begin. */
    void restart(SessionModel next, boolean sameStart) {
        wanted = session == next ? wanted : null;
        kept = null;
        session = next;
        standing = new Standing(next);
        shown = null;
        stale = true;
        if (!sameStart) {
            arrange(arrangement().lasting());
        }
    }

    /** The tasks that are wanted; null where all are. */
    @Nullable
    Wanted wanted() {
        return wanted;
    }

    /** Narrows rows to those with a task that is wanted; null for all. */
    void narrow(@Nullable Wanted next) {
        if (!Wanted.sameFilter(wanted, next)) {
            kept = null;
            stale = true;
        }
        wanted = next;
        refiltered = true;
        changed.run();
    }

    /** Lets a track stand there although the filter wants nothing of it, until that changes. */
    void keep(Track track) {
        stale = stale || (wanted != null && track != kept);
        kept = track;
    }

    /** Whether what was chosen is not wholly to be seen yet. */
    boolean isArranging() {
        Packer.Result latest = shown;
        return isPlannedBeside() && (latest == null || !latest.complete() || !isWanted(latest));
    }

    /** Whether there is nothing at all that can be arranged as was chosen, whatever time is in sight. */
    boolean isOfNothing() {
        TaskPacking packing = shown == null ? null : shown.packing();
        return plan.sections().isEmpty()
                && (packing == null ? !arrangement().inViewOnly() : packing.groups().isEmpty());
    }

    boolean isOfTasks() {
        return arrangement().by().grouping() != null;
    }

    private boolean isPlannedBeside() {
        return isOfTasks() || (wanted != null && arrangement().matchingOnly());
    }

    private boolean isWanted(Packer.Result result) {
        Packer.Wish wish = result.wish();
        return wish.session().equals(session) && wish.arrangement().by() == arrangement().by()
                && Wanted.sameFilter(wish.wanted(), wanted);
    }

    /**
     * Takes up what is new.
     *
     * @param viewFrom begin of the stretch of time in sight
     * @param viewTo its end
     * @return whether rows changed
     */
    boolean refresh(long viewFrom, long viewTo, long clock) {
        boolean due = clock - plannedAt >= EVERY;
        boolean moved = arrangement().inViewOnly() && (viewFrom != plannedFrom || viewTo != plannedTo);
        boolean grown = session.version() != sessionVersion;
        from = viewFrom;
        to = viewTo;
        if (isPlannedBeside()) {
            if (stale || (due && (moved || grown || refiltered))) {
                planned(clock);
                packs = true;
                refiltered = false;
                packer.want(new Packer.Wish(session, arrangement(), wanted, kept, scroll.isPointed(), from, to));
            }
            return take();
        }
        if (stale || session.lanes().version() != lanesVersion || (due && (moved || grown))) {
            if (packs) {
                packs = false;
                packer.stop();
                shown = null;
            }
            planned(clock);
            return planThreads();
        }
        return false;
    }

    private void planned(long clock) {
        stale = false;
        plannedAt = clock;
        plannedFrom = from;
        plannedTo = to;
        sessionVersion = session.version();
    }

    private boolean planThreads() {
        LaneTable lanes = session.lanes();
        lanesVersion = lanes.version();
        Plan next = new Planner(standing, arrangement(), from, to, null).plan(lanes.groups());
        boolean different = !next.equals(plan);
        if (different) {
            plan = next;
            lay();
        }
        return different;
    }

    private boolean take() {
        Packer.Result latest = packer.result();
        if (latest == null || (shown != null && latest.number() == shown.number()) || !isWanted(latest)) {
            return false;
        }
        shown = latest;
        plan = latest.plan();
        lay();
        tracks.revealWhatCame();
        return true;
    }

    private void lay() {
        scroll.show(Rows.of(plan.sections(), heights), Rows.pinned(plan.pinned(), heights));
        changed.run();
    }

    /** Waits until all rows are there; for pictures. */
    void await(long clock) {
        try {
            refresh(from, to, clock);
            if (isPlannedBeside()) {
                packer.await(Duration.ofSeconds(20));
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Arranges rows otherwise, at once where that can be. */
    void arrangeNow(Arrangement next) {
        arrange(next);
        refresh(from, to, plannedAt);
    }
}
