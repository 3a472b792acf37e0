package dev.loomscope.view.timeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.IntPredicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import dev.loomscope.model.Lane;
import dev.loomscope.model.LaneTable;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.Packer;
import dev.loomscope.view.lanes.Plan;
import dev.loomscope.view.lanes.Planner;
import dev.loomscope.view.lanes.Section;
import dev.loomscope.view.lanes.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Which rows there are: what the user chose, and the plan that comes of it. Rows of threads are planned at once; rows of tasks
 * beside, and what was there stays until there is something to show.
 */
@SuppressWarnings({"ReferenceEquality", "UnnecessaryLambda"})
final class Arranged {
    /** How often what goes on is planned anew, in ns. */
    private static final long EVERY = 150_000_000L;

    private final ObjectProperty<Arrangement> arrangement = new SimpleObjectProperty<>(this, "arrangement",
            Arrangement.USUAL);
    private final RowScroll scroll;
    private final Runnable changed;
    private final Packer packer;
    private SessionModel session = new SessionModel();
    private Standing standing = new Standing(session);
    private IntPredicate filter = Arranged::any;
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

    /**
     * @param changed runs when something else is chosen
     * @param background where tasks are packed
     */
    Arranged(RowScroll scroll, Runnable changed, Executor background) {
        this.scroll = scroll;
        this.changed = changed;
        this.packer = new Packer(background);
        arrangement.addListener((_, before, after) -> {
            stale = true;
            if (before.groups() != after.groups() || before.tracks() != after.tracks()) {
                standing.forget();
            }
            changed.run();
        });
    }

    private static boolean any(int row) {
        return row >= 0;
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
        session = next;
        standing = new Standing(next);
        filter = Arranged::any;
        shown = null;
        stale = true;
        if (!sameStart) {
            arrange(arrangement().lasting());
        }
    }

    /** Shows only some tasks where rows are tasks; null for all. */
    void filter(@Nullable IntPredicate wanted) {
        filter = wanted == null ? Arranged::any : wanted;
        stale = true;
        changed.run();
    }

    /** Whether what was chosen is not wholly to be seen yet. */
    boolean isArranging() {
        Packer.Result latest = shown;
        return isOfTasks() && (latest == null || !latest.complete() || !isWanted(latest));
    }

    boolean isOfTasks() {
        return arrangement().by().grouping() != null;
    }

    private boolean isWanted(Packer.Result result) {
        Packer.Wish wish = result.wish();
        return wish.session().equals(session) && wish.filter().equals(filter)
                && wish.arrangement().by() == arrangement().by();
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
        boolean moved = arrangement().inViewOnly() && (viewFrom != from || viewTo != to);
        boolean grown = session.version() != sessionVersion;
        from = viewFrom;
        to = viewTo;
        if (isOfTasks()) {
            if (stale || (due && (moved || grown))) {
                planned(clock);
                packs = true;
                packer.want(new Packer.Wish(session, arrangement(), filter, from, to));
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
        sessionVersion = session.version();
    }

    private boolean planThreads() {
        LaneTable lanes = session.lanes();
        lanesVersion = lanes.version();
        Plan next = new Planner(standing, arrangement(), from, to).plan(lanes.groups());
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
        return true;
    }

    private void lay() {
        scroll.show(Rows.of(plan.sections(), heights), Rows.pinned(plan.pinned(), heights));
        changed.run();
    }

    /** Waits until rows of tasks are all there; for pictures. */
    void await(long clock) {
        try {
            refresh(from, to, clock);
            if (isOfTasks()) {
                packer.await(Duration.ofSeconds(20));
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- folding

    void toggle(TrackGroup group) {
        for (Section section : plan.sections()) {
            if (section.group().key().equals(group.key())) {
                fold(List.of(group.key()), !section.folded());
                return;
            }
        }
    }

    void foldAll(boolean fold) {
        fold(plan.sections().stream().map(section -> section.group().key()).toList(), fold);
    }

    void foldOthers(TrackGroup than) {
        fold(plan.sections().stream().map(section -> section.group().key()).filter(key -> !key.equals(than.key()))
                .toList(), true);
    }

    private void fold(List<String> keys, boolean fold) {
        arrange(arrangement().fold(keys, fold));
        refresh(from, to, plannedAt);
    }

    // ---- finding

    /** The track that shows a task; null where none does. */
    @Nullable
    Track trackOf(int taskRow) {
        Packer.Result latest = shown;
        if (isOfTasks()) {
            return latest == null ? null : latest.trackOf(taskRow);
        }
        return session.lanes().ofThread(session.tasks().workerThread(taskRow));
    }

    /** Brings a track into sight, unfolding its group and showing it where need be. */
    void reveal(Track track) {
        Arrangement now = arrangement().show(track.key());
        TrackGroup group = groupOf(track);
        if (group != null) {
            now = now.show(group.key());
            if (isFolded(group)) {
                now = now.fold(List.of(group.key()), false);
            }
        } else if (track instanceof Lane && now.by() == ArrangedBy.CARRIERS) {
            now = now.by(ArrangedBy.THREADS);
        }
        if (!now.equals(arrangement())) {
            arrange(now);
            refresh(from, to, plannedAt);
        }
        scroll.reveal(track);
        changed.run();
    }

    private boolean isFolded(TrackGroup group) {
        return plan.sections().stream().anyMatch(s -> s.folded() && s.group().key().equals(group.key()));
    }

    private @Nullable TrackGroup groupOf(Track track) {
        if (track instanceof TaskTrack packed) {
            return packed.group();
        }
        for (TrackGroup group : session.lanes().groups()) {
            if (group.tracks().contains(track)) {
                return group;
            }
        }
        return null;
    }
}
