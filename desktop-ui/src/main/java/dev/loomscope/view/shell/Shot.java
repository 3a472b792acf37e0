package dev.loomscope.view.shell;

import javafx.beans.property.ObjectProperty;

import dev.loomscope.view.lanes.ArrangedBy;
import dev.loomscope.view.lanes.Arrangement;
import dev.loomscope.view.pools.PoolsViewModel;
import dev.loomscope.view.timeline.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What is on a picture of a session: a screen, and what is chosen on it.
 *
 * @param filter in the language of filters, empty for none
 * @param rows what the timeline's rows are
 * @param task id of the task that is selected, 0 for none, or for the first one where the screen is a task's
 * @param pool id of the pool that is chosen, {@link PoolsViewModel#NONE} for the one that matters most
 * @param inSight what the timeline has in sight; null for all
 * @param range the stretch of time whose figures are shown; null for none
 */
public record Shot(
        ScreenName screen, String filter, ArrangedBy rows, long task, int pool, @Nullable TimeRange inSight,
        @Nullable TimeRange range) {

    /** A screen as it is when a session was just opened. */
    public static Shot of(ScreenName screen) {
        return new Shot(screen, "", ArrangedBy.THREADS, 0, PoolsViewModel.NONE, null, null);
    }

    /** Chooses on a session what is to be seen. */
    void arrange(SessionViewModel session) {
        session.filter().textProperty().set(filter);
        ObjectProperty<Arrangement> arrangement = session.timeline().arrangementProperty();
        if (rows != arrangement.get().by()) {
            arrangement.set(arrangement.get().turned(rows));
        }
        if (inSight != null) {
            session.timeline().setFollowing(false, System.nanoTime());
            session.timeline().jumpTo((double) inSight.from(), (double) inSight.to());
        }
        session.timeline().selectRange(range);
        if (task > 0) {
            session.tasks().selectedProperty().set(session.model().tasks().row(task));
        } else if (screen == ScreenName.TASK && !session.tasks().rows().isEmpty()) {
            session.tasks().selectedProperty().set(session.tasks().rows().row(0));
        }
        if (pool != PoolsViewModel.NONE) {
            session.pools().selectedProperty().set(pool);
        }
    }

    /** Opens what lies over the screen. */
    void open(SessionScreen shown) {
        switch (screen) {
            case HOOKS -> shown.showHooks();
            case SETTINGS -> shown.showSettings(SettingsSheet.Page.FINDINGS);
            case KEYS -> shown.showKeys();
            default -> {
            }
        }
    }
}
