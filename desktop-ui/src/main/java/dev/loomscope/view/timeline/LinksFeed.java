package dev.loomscope.view.timeline;

import java.util.concurrent.CompletableFuture;

import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the links of the chosen task up to date off the toolkit's thread, for what is in sight and some more. Toolkit thread
 * only.
 */
final class LinksFeed {
    private static final long EVERY = 150_000_000L;

    private final TimelineModel model;
    private @Nullable CompletableFuture<Links> toCome;
    private long askedAt = Long.MIN_VALUE / 2;
    private int task = -1;
    private long from;
    private long to;
    private long version = -1;

    LinksFeed(TimelineModel model) {
        this.model = model;
    }

    /** Takes what came and asks for what is due. */
    void refresh(long clock) {
        CompletableFuture<Links> coming = toCome;
        if (coming != null && coming.isDone()) {
            toCome = null;
            Links found = coming.join();
            if (found.task() == model.selectedTask()) {
                model.selection().setLinks(found);
            }
        }
        int chosen = model.selectedTask();
        if (chosen != model.selection().links().task() && model.selection().links().task() >= 0) {
            model.selection().setLinks(Links.NONE);
        }
        if (toCome == null && isDue(chosen, clock)) {
            ask(chosen, clock);
            SessionModel session = model.session();
            long first = from;
            long last = to;
            toCome = CompletableFuture.supplyAsync(() -> Links.of(session, chosen, first, last));
        }
    }

    /** Finds them at once. */
    void now(long clock) {
        ask(model.selectedTask(), clock);
        model.selection().setLinks(Links.of(model.session(), task, from, to));
    }

    private boolean isDue(int chosen, long clock) {
        if (chosen < 0) {
            task = -1;
            return false;
        }
        if (chosen != task) {
            return true;
        }
        SessionModel session = model.session();
        boolean elsewhere = model.from() < from || model.to() > to || to - from > 12 * (model.to() - model.from());
        boolean grew = session.version() != version && session.tasks().ended(chosen) < 0;
        return (elsewhere || grew) && clock - askedAt > EVERY;
    }

    private void ask(int chosen, long clock) {
        long length = model.to() - model.from();
        task = chosen;
        from = model.from() - length;
        to = model.to() + length;
        version = model.session().version();
        askedAt = clock;
    }
}
