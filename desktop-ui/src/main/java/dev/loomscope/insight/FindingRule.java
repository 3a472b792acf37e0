package dev.loomscope.insight;

import dev.loomscope.model.SessionModel;
import java.util.List;

/** Finds one kind of fault. A pure function of the model; may be called by any thread. */
public interface FindingRule {
    /** The kind that it finds, a stable name. */
    String kind();

    /** @param now the present to judge by, in ns since the epoch */
    List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now);
}
