package dev.loomscope.view.timeline;

import java.util.concurrent.CompletableFuture;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the overview up to date off the toolkit's thread: a few times a second at most, and less often where that takes long.
 * Toolkit thread only.
 */
final class OverviewFeed {
    private static final long EVERY = 400_000_000L;

    /** Making it may take this part of a core. */
    private static final long PART = 8;

    private Overview latest = Overview.NONE;
    private long askedAt = Long.MIN_VALUE / 2;
    private long askedVersion = -1;
    private int askedColumns;
    private @Nullable SessionModel askedOf;
    private long took;
    private @Nullable CompletableFuture<Made> toCome;

    private record Made(Overview overview, long took) {}

    Overview latest() {
        return latest;
    }

    /** Whether one is being made. */
    boolean isComing() {
        return toCome != null;
    }

    /** Takes what came and asks for what is due; says whether there is something new. */
    boolean refresh(SessionModel session, int columns, long clock) {
        CompletableFuture<Made> coming = toCome;
        if (coming != null) {
            if (!coming.isDone()) {
                return false;
            }
            Made made = coming.join();
            latest = made.overview();
            took = made.took();
            toCome = null;
            return true;
        }
        boolean other = session.version() != askedVersion || columns != askedColumns || session != askedOf;
        if (other && clock - askedAt > Math.max(EVERY, took * PART)) {
            ask(session, columns);
            askedAt = clock;
            toCome = CompletableFuture.supplyAsync(() -> {
                long begin = System.nanoTime();
                return new Made(Overview.of(session, columns), System.nanoTime() - begin);
            });
        }
        return false;
    }

    /** Makes it at once. */
    void now(SessionModel session, int columns) {
        ask(session, columns);
        latest = Overview.of(session, columns);
    }

    private void ask(SessionModel session, int columns) {
        askedOf = session;
        askedVersion = session.version();
        askedColumns = columns;
    }
}
