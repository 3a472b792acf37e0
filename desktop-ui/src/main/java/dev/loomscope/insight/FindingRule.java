package dev.loomscope.insight;

import java.util.List;

import dev.loomscope.model.SessionModel;

/** Finds one kind of fault. A pure function of the model; may be called by any thread. */
public interface FindingRule {
    /** The kind that it finds, a stable name. */
    String kind();

    /** What is wrong; {@code now} is the present to judge by, in ns since the epoch. */
    List<Finding> evaluate(SessionModel model, Thresholds thresholds, long now);
}
