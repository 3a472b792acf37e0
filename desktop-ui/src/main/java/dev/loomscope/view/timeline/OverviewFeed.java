package dev.loomscope.view.timeline;

import java.util.concurrent.CompletableFuture;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/** Keeps the overview up to date off the toolkit's thread, a few times a second at most. Toolkit thread only. */
final class OverviewFeed {
    private static final long EVERY = 400_000_000L;

    private Overview latest = Overview.NONE;
    private long askedAt = Long.MIN_VALUE / 2;
    private long askedVersion = -1;
    private @Nullable CompletableFuture<Overview> toCome;

    Overview latest() {
        return latest;
    }

    /** Takes what came and asks for what is due; says whether there is something new. */
    boolean refresh(SessionModel session, int columns, long clock) {
        CompletableFuture<Overview> coming = toCome;
        if (coming != null) {
            if (!coming.isDone()) {
                return false;
            }
            latest = coming.join();
            toCome = null;
            return true;
        }
        if (session.version() != askedVersion && clock - askedAt > EVERY) {
            askedVersion = session.version();
            askedAt = clock;
            toCome = CompletableFuture.supplyAsync(() -> Overview.of(session, columns));
        }
        return false;
    }

    /** Makes it at once. */
    void now(SessionModel session, int columns) {
        latest = Overview.of(session, columns);
        askedVersion = session.version();
    }
}
