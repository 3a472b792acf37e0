package dev.loomscope.view.timeline;

import java.util.List;

import dev.loomscope.model.Lane;
import dev.loomscope.model.TaskTrack;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;
import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.lanes.Packer;
import org.jspecify.annotations.Nullable;

/** Finds the track that shows a task as rows are arranged, and brings tracks into sight. */
final class TrackFinder {
    /** What is to be brought into sight may take so long to come, in ns. */
    private static final long PATIENCE = 3_000_000_000L;

    private final Arranged arranged;
    private final RowScroll scroll;
    private final Runnable changed;
    private @Nullable Track toReveal;
    private long revealUntil;

    /** @param changed runs when something was brought into sight */
    TrackFinder(Arranged arranged, RowScroll scroll, Runnable changed) {
        this.arranged = arranged;
        this.scroll = scroll;
        this.changed = changed;
    }

    /** The track that shows a task; null where none does. */
    @Nullable
    Track of(int taskRow) {
        if (arranged.isOfTasks()) {
            Packer.Result latest = arranged.packed();
            return latest == null ? null : latest.trackOf(taskRow);
        }
        return arranged.session().lanes().ofThread(arranged.session().tasks().workerThread(taskRow));
    }

    /** The track that shows a task which ran on a lane: that lane, or its own where rows are tasks; null where none does. */
    @Nullable
    Track of(int taskRow, Lane lane) {
        return arranged.isOfTasks() ? of(taskRow) : lane;
    }

    /** Brings a track into sight, unfolding its group and showing it where need be. */
    void reveal(Track track) {
        Arrangement now = arranged.arrangement().show(track.key());
        TrackGroup group = groupOf(track);
        if (group != null) {
            String only = now.hand().only();
            now = now.show(group.key());
            now = group.key().equals(only) || track.key().equals(only) ? now : now.only(null);
            if (arranged.plan().isFolded(group)) {
                now = now.fold(List.of(group.key()), false);
            }
        } else if (track instanceof Lane && now.by() == ArrangedBy.CARRIERS) {
            now = now.by(ArrangedBy.THREADS);
        }
        if (!now.equals(arranged.arrangement())) {
            arranged.arrangeNow(now);
        }
        if (scroll.rows().ofTrack(track) == null) {
            arranged.keep(track);
        }
        toReveal = track;
        revealUntil = System.nanoTime() + PATIENCE;
        revealWhatCame();
        changed.run();
    }

    /** Brings what is still to be revealed into sight, if it is there by now. */
    void revealWhatCame() {
        Track track = toReveal;
        if (track != null && (scroll.reveal(track) || System.nanoTime() > revealUntil)) {
            toReveal = null;
        }
    }

    private @Nullable TrackGroup groupOf(Track track) {
        if (track instanceof TaskTrack packed) {
            return packed.group();
        }
        for (TrackGroup group : arranged.session().lanes().groups()) {
            if (group.tracks().contains(track)) {
                return group;
            }
        }
        return null;
    }
}
