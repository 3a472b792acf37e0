package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.loomscope.filter.RowSet;
import dev.loomscope.model.SessionModel;
import dev.loomscope.model.Track;
import org.jspecify.annotations.Nullable;

/**
 * The tiles of the picture of many lanes, made in the background as they are wanted, and made anew from time to time as long
 * as something in them may change: the more seldom, the longer that takes. One thread asks; see {@link DensityTile}.
 */
final class DensityTiles {
    /** Tiles kept, at 32 kilobytes each: a few screens. */
    private static final int MOST = 1024;

    private static final long EVERY = 150_000_000L;
    private static final long EVERY_OLD = 5_000_000_000L;

    /** So many times as long as making it took, a tile is let alone. */
    private static final int REST = 40;

    private static final int REST_OLD = 400;

    private final int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    private final Map<DensityTile.Key, DensityTile> made = new ConcurrentHashMap<>();
    private final Map<DensityTile.Key, Boolean> coming = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    /** Not those that lanes are painted by: a frame would wait for the tiles that came before it. */
    private final Executor background = threads(atOnce);
    private final List<Asked> asked = new ArrayList<>();
    private volatile @Nullable SessionModel session;
    private volatile @Nullable Shades shades;
    private volatile @Nullable RowSet wantedRows;
    private long frame;
    private long clock;

    /** @param rests whether it is to wait, as it was made only just now */
    private record Asked(DensityTile.Key key, List<? extends Track> tracks, boolean rests) {}

    /** Threads that go when they are not needed, and let the program end. */
    private static Executor threads(int most) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(most, most, 2, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("loomscope-tiles-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** @param rows of the tasks that are shown while others step back; null for all */
    void beginFrame(SessionModel shown, Shades with, @Nullable RowSet rows) {
        if (shown != session || with != shades || (rows == null) != (wantedRows == null)) {
            made.clear();
        }
        session = shown;
        shades = with;
        wantedRows = rows;
        frame++;
        clock = System.nanoTime();
        asked.clear();
    }

    /** A tile as it is known, and asks for it where it is missing or old. */
    @Nullable
    DensityTile get(DensityTile.Key key, List<? extends Track> stacked) {
        DensityTile tile = made.get(key);
        if (tile == null) {
            asked.add(new Asked(key, key.of(stacked), false));
            return null;
        }
        tile.used = frame;
        if (!tile.isOf(wantedRows)) {
            asked.add(new Asked(key, key.of(stacked), clock - tile.madeAt < Math.max(EVERY, REST * tile.cost)));
        } else if (!tile.shows(key, stacked) || isOld(tile)) {
            asked.add(new Asked(key, key.of(stacked), false));
        }
        return tile;
    }

    /** A tile as it is known. */
    @Nullable
    DensityTile known(DensityTile.Key key) {
        DensityTile tile = made.get(key);
        if (tile != null) {
            tile.used = frame;
        }
        return tile;
    }

    private boolean isOld(DensityTile tile) {
        SessionModel shown = session;
        if (tile.settled || shown == null || tile.version == shown.version()) {
            return false;
        }
        long rest = tile.recent ? Math.max(EVERY, REST * tile.cost) : Math.max(EVERY_OLD, REST_OLD * tile.cost);
        return clock - tile.madeAt > rest;
    }

    /** Sets about making what was asked for in this frame, the first first, and lets go of what was not used for long. */
    void endFrame() {
        for (Asked next : asked) {
            if (busy.get() >= atOnce) {
                break;
            }
            if (!next.rests && coming.putIfAbsent(next.key, true) == null) {
                busy.incrementAndGet();
                make(next);
            }
        }
        if (made.size() > MOST) {
            made.values().removeIf(tile -> tile.used < frame - 1);
        }
    }

    /** Whether a later frame will have more to show. */
    boolean isUnfinished() {
        return !asked.isEmpty() || busy.get() > 0;
    }

    /** Makes all that was asked for, and waits for it. */
    void finish() {
        List<Asked> all = List.copyOf(asked);
        SessionModel of = session;
        Shades with = shades;
        RowSet rows = wantedRows;
        if (of != null && with != null) {
            all.parallelStream().forEach(next -> made.put(next.key, tile(next, of, with, rows)));
        }
    }

    private void make(Asked next) {
        SessionModel of = session;
        Shades with = shades;
        RowSet rows = wantedRows;
        background.execute(() -> {
            try {
                if (of != null && with != null) {
                    DensityTile tile = tile(next, of, with, rows);
                    if (session == of && shades == with && (wantedRows == null) == (rows == null)) {
                        made.put(next.key, tile);
                    }
                }
            } finally {
                coming.remove(next.key);
                busy.decrementAndGet();
            }
        });
    }

    private static DensityTile tile(Asked asked, SessionModel session, Shades shades, @Nullable RowSet rows) {
        long version = session.version();
        return DensityTile.of(asked.key, asked.tracks, shades, rows, session.now(), version);
    }
}
