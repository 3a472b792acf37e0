package dev.loomscope.view.lanes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.loomscope.model.Lane;
import dev.loomscope.model.Occupancy;
import dev.loomscope.model.PackedGroup;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.SpanCursor;
import dev.loomscope.model.SpanState;
import dev.loomscope.model.Track;
import dev.loomscope.model.TrackGroup;

/**
 * What groups and tracks are ordered by. A figure is taken once, when the thing is first ordered by it, so that rows do not
 * change places under the eye while a session lives on; {@link #forget} takes all anew. One thread at a time.
 */
public final class Standing {
    /** A pool that is younger is never idle, in ns. */
    private static final long YOUNG = 2_000_000_000L;

    private static final double IDLE = 0.0005;

    private final SessionModel session;
    private final Map<String, Long> busy = new HashMap<>();
    private final Map<String, Double> saturation = new HashMap<>();
    private final Map<String, Long> firstSeen = new HashMap<>();
    private final IdentityHashMap<Track, Long> busyTracks = new IdentityHashMap<>();
    private final IdentityHashMap<Track, Long> firstSeenTracks = new IdentityHashMap<>();
    private final Set<String> worked = new HashSet<>();
    private final Occupancy occupancy = new Occupancy();
    private final SpanCursor cursor = new SpanCursor();

    public Standing(SessionModel session) {
        this.session = session;
    }

    /** From now on figures are taken anew. */
    public void forget() {
        busy.clear();
        saturation.clear();
        firstSeen.clear();
        busyTracks.clear();
        firstSeenTracks.clear();
    }

    /** Whether it is a pool that does next to nothing; one that once did more is not any more. */
    boolean isIdle(TrackGroup group) {
        if (group.pool() == TrackGroup.NO_POOL || worked.contains(group.key())) {
            return false;
        }
        boolean idle = session.pool(group.pool()).filter(this::isIdle).isPresent();
        if (!idle) {
            worked.add(group.key());
        }
        return idle;
    }

    private boolean isIdle(Pool pool) {
        long life = session.now() - pool.firstSeen();
        return pool.id() >= 0 && life > YOUNG && pool.active() == 0 && pool.queue() == 0
                && pool.runTime() < life * IDLE && pool.failed() + pool.rejected() == 0;
    }

    long busy(TrackGroup group) {
        return busy.computeIfAbsent(group.key(), _ -> {
            long sum = 0;
            for (Track track : group.tracks()) {
                sum += busy(track);
            }
            return sum;
        });
    }

    /** Ns that it ran, all together. */
    long busy(Track track) {
        return busyTracks.computeIfAbsent(track, _ -> {
            spent(track);
            return occupancy.ns(0, SpanState.RUNNING) + occupancy.ns(0, SpanState.FAILED);
        });
    }

    /** How it spent all the time that is known. */
    private void spent(Track track) {
        long from = session.oldest();
        track.occupancy(from, Math.max(1.0, (double) session.now() - from), 1, occupancy);
    }

    /**
     * The part of its life in which a pool was saturated; of other groups the part of its tasks' time in which they were
     * queued.
     */
    double saturation(TrackGroup group) {
        return saturation.computeIfAbsent(group.key(), _ -> {
            Optional<Pool> pool = session.pool(group.pool());
            return pool.isPresent() ? pool.get().saturatedFraction() : queued(group);
        });
    }

    private double queued(TrackGroup group) {
        long queued = 0;
        long all = 1;
        for (Track track : group.tracks()) {
            spent(track);
            queued += occupancy.ns(0, SpanState.SCHEDULED);
            all += occupancy.busy(0);
        }
        return (double) queued / all;
    }

    long firstSeen(TrackGroup group) {
        return firstSeen.computeIfAbsent(group.key(), _ -> {
            if (group instanceof PackedGroup packed) {
                return (long) packed.firstRow();
            }
            long first = Long.MAX_VALUE;
            for (Track track : group.tracks()) {
                first = Math.min(first, firstSeen(track));
            }
            return first;
        });
    }

    /** When its first span that is known began. */
    long firstSeen(Track track) {
        return firstSeenTracks.computeIfAbsent(track,
                _ -> track.nextSpan(-1, cursor) ? cursor.start() : Long.MAX_VALUE);
    }

    /** Whether a track has something in a stretch of time. */
    boolean has(Track track, long from, long to) {
        return track.spanAt(from, cursor) || (track.nextSpan(from, cursor) && cursor.start() < to);
    }

    /** Workers that a lane belongs to come before hand-started threads, and these before carriers. */
    static int rank(TrackGroup group) {
        boolean rest = group instanceof PackedGroup packed && packed.isRest();
        return rest ? 3 : group.pool() == Pool.SCHEDULER ? 2 : group.pool() == Pool.THREADS ? 1 : 0;
    }

    static boolean isCarriers(TrackGroup group) {
        return !group.tracks().isEmpty() && group.tracks().getFirst() instanceof Lane lane
                && lane.kind() == Lane.Kind.CARRIER;
    }
}
