package dev.loomscope.view.findings;

import dev.loomscope.insight.Finding;

/** Where the links of findings lead, and what stands on them. */
public interface FindingPlaces {
    /** Shows where and when it was on the timeline. */
    void timeline(Finding finding);

    /** Shows one of its tasks. */
    void task(long id);

    /** Shows all of its tasks. */
    void tasks(Finding finding);

    void pool(int id);

    /** What a task is called; empty where it is not remembered. */
    String taskName(long id);

    String poolName(int id);

    /** A moment in ns since the epoch, as people read it. */
    String moment(long time);
}
