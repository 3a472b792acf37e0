package dev.loomscope.view.shell;

import javafx.util.Subscription;

import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.pools.PoolSort;
import dev.loomscope.view.settings.Keys;
import dev.loomscope.view.settings.Store;
import dev.loomscope.view.tasks.TaskColumns;

/** Opens a session as the one before it was left: its view, how rows, pools and columns are arranged, how times are told. */
final class SessionMemory {
    private SessionMemory() {}

    /**
     * Takes what is remembered, and remembers from now on.
     *
     * @return lets go of the settings
     */
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
        session.tasks().columnsProperty().set(TaskColumns.parse(store.get(Keys.COLUMNS)));
        session.tasks().columnsProperty().subscribe((_, next) -> store.set(Keys.COLUMNS, next.text()));
        return clock;
    }
}
