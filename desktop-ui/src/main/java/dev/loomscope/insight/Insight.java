package dev.loomscope.insight;

import dev.loomscope.model.SessionModel;
import java.util.List;

/** All rules, applied. */
public final class Insight {
    private Insight() {
    }

    /** The kinds that can be found, in the order in which lists show them. */
    public static List<String> kinds() {
        return List.of("stuck-task", "pool-saturated");
    }

    /**
     * What is wrong, the worst first; among equals the oldest first.
     *
     * @param now the present to judge by, in ns since the epoch; usually {@link SessionModel#now}
     */
    public static List<Finding> findings(SessionModel model, Thresholds thresholds, long now) {
        return List.of();
    }
}
