package dev.loomscope.view.timeline;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.model.CountedStretch;
import dev.loomscope.model.Pool;
import dev.loomscope.model.SessionModel;
import org.jspecify.annotations.Nullable;

/**
 * Time of a pool's lanes in which its tasks were counted and not followed, as a picture shows it: stretches that the eye would
 * not tell apart are one.
 *
 * @param from in ns since the epoch
 * @param to in ns since the epoch
 * @param counted ns of it that were counted; the rest was followed
 * @param started runs on a thread that began in it, of all pools of the family
 */
record CountedTime(CountedStretch.Family family, long from, long to, long counted, long started) {

    /** What there is of a pool within a time range. */
    static List<CountedTime> of(SessionModel session, Pool pool, long from, long to, double joinedBelow) {
        List<CountedTime> all = new ArrayList<>();
        for (CountedStretch stretch : session.countedStretches()) {
            long end = stretch.from() + stretch.length(session.now());
            if (!stretch.family().has(pool) || end < from || stretch.from() > to) {
                continue;
            }
            CountedTime last = all.isEmpty() ? null : all.getLast();
            if (last != null && stretch.from() - last.to < joinedBelow) {
                all.set(all.size() - 1, new CountedTime(last.family, last.from, end,
                        last.counted + end - stretch.from(), last.started + stretch.started()));
            } else {
                all.add(new CountedTime(stretch.family(), stretch.from(), end, end - stretch.from(),
                        stretch.started()));
            }
        }
        return all;
    }

    /** The stretch of a pool at a time; null where its tasks were followed. */
    static @Nullable CountedStretch at(SessionModel session, Pool pool, double time) {
        for (CountedStretch stretch : session.countedStretches()) {
            boolean inside = time >= stretch.from() && time <= stretch.from() + stretch.length(session.now());
            if (inside && stretch.family().has(pool)) {
                return stretch;
            }
        }
        return null;
    }

    /** Part of it that was counted, 0 to 1. */
    double share() {
        return to <= from ? 1 : Math.clamp((double) counted / (to - from), 0, 1);
    }
}
