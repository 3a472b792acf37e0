package dev.loomscope.view.shell;

import java.util.List;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

import dev.loomscope.view.timeline.TimelineModel;

/** The lengths of time that the top bar offers, and which of them the timeline has in sight. The window's thread owns it. */
final class RangesInSight {
    /** What is offered, in ns; 0 is all. */
    static final List<Long> OFFERED = List.of(10_000_000_000L, 60_000_000_000L, 300_000_000_000L, 0L);

    private final TimelineModel timeline;
    private final ReadOnlyLongWrapper shown = new ReadOnlyLongWrapper(this, "shown", -1);

    RangesInSight(TimelineModel timeline) {
        this.timeline = timeline;
    }

    /** Which of the offered ranges the timeline shows, in ns; 0 is all, -1 none of them. */
    ReadOnlyLongProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Shows the last so many ns, or all where it is 0; where the timeline holds still, around what is in its middle. */
    void show(long ns) {
        long clock = System.nanoTime();
        if (ns == 0) {
            timeline.fit(clock);
        } else if (timeline.isFollowing()) {
            timeline.zoom((double) ns / Math.max(1, timeline.to() - timeline.from()), clock);
        } else {
            double middle = (timeline.from() + timeline.to()) / 2.0;
            timeline.show(middle - ns / 2.0, middle + ns / 2.0, clock);
        }
    }

    /** Some time passed. */
    void refresh() {
        shown.set(inSight());
    }

    private long inSight() {
        double length = timeline.to() - timeline.from();
        for (long offered : OFFERED) {
            if (offered > 0 && Math.abs(length / offered - 1) < 0.01) {
                return offered;
            }
        }
        long all = timeline.session().now() - timeline.session().oldest();
        return all > 0 && length >= all * 0.97 && length < all * 1.25 ? 0 : -1;
    }
}
