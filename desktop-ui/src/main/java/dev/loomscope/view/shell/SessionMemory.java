package dev.loomscope.view.shell;

import javafx.util.Subscription;

import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.pools.PoolSort;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Store;

/** Opens a session as the one before it was left: its view, how rows and pools are arranged, how times are told. */
final class SessionMemory {
    private SessionMemory() {}

    /** @return lets go of the settings */
    static Subscription attach(SessionViewModel session, Settings settings) {
        Store store = settings.store();
        var timeline = session.timeline();
        timeline.arrangementProperty().set(Arrangement.read(store.get(Keys.ARRANGEMENT)));
        timeline.arrangementProperty().subscribe((_, next) -> store.set(Keys.ARRANGEMENT, next.lasting().write()));
        Subscription clock = settings.property(Keys.CLOCK).subscribe(timeline.wallTimeProperty()::set);
        timeline.wallTimeProperty().subscribe((_, byTheClock) -> {
            store.set(Keys.CLOCK, byTheClock);
            settings.save();
        });
        ViewName.of(store.get(Keys.VIEW)).ifPresent(session.viewProperty()::set);
        session.viewProperty().subscribe((_, next) -> store.set(Keys.VIEW, next.word()));
        PoolSort.of(store.get(Keys.POOL_SORT)).ifPresent(session.pools().sortProperty()::set);
        session.pools().sortProperty().subscribe((_, next) -> store.set(Keys.POOL_SORT, next.word()));
        return clock;
    }
}
