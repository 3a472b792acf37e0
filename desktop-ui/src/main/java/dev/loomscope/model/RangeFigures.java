package dev.loomscope.model;

import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a session did in a time range. Counted from all that is remembered, task by task and poll by poll; of a
 * stretch that lies across an end of the range, the part inside counts. A live task counts up to the model's present.
 *
 * @param from in ns since the epoch; not before what is remembered
 * @param to in ns since the epoch
 * @param tasks that were there at any time in the range
 * @param failed tasks that failed in it
 * @param busy ns that tasks were on a thread
 * @param scheduled ns that they were runnable and not on a thread
 * @param idle the rest of the time that they were there, in ns
 * @param blocked the part of busy in which their thread was seen parked, asleep or blocked, in ns
 * @param polls whole lengths of the polls that touch the range
 * @param waits how long the task had been runnable before each of these polls
 */
public record RangeFigures(long from, long to, long tasks, long failed, long busy, long scheduled, long idle,
        long blocked, DurationHistogram polls, DurationHistogram waits) {

    /**
     * Counts, on all processors; some tens of ms for ten million spans.
     *
     * @param filter which rows count; null for all
     */
    public static RangeFigures of(SessionModel model, long from, long to, @Nullable IntPredicate filter) {
        long now = model.now();
        long first = Math.max(from, model.oldest());
        long last = Math.max(first, Math.min(to, now + 1));
        RangeRows rows = new RangeRows(model.tasks().rows(), now, filter);
        RangeTally tally = rows.count(first, last);
        tally.plus(new RangeSpans(model.lanes(), now, rows.passing()).count(first, last));
        long idle = Math.max(0, tally.total - tally.busy - tally.scheduled);
        return new RangeFigures(first, last, tally.tasks, tally.failed, tally.busy, tally.scheduled, idle,
                tally.blocked, tally.polls, tally.waits);
    }
}
