package dev.loomscope.model;

/** What one part of a count over a time range found; parts are added up. Owned by one thread at a time. */
final class RangeTally {
    final long from;
    final long to;
    long tasks;
    long failed;
    /** Ns that tasks were there. */
    long total;
    long busy;
    long blocked;
    long scheduled;
    final DurationHistogram polls = new DurationHistogram();
    final DurationHistogram waits = new DurationHistogram();

    RangeTally(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** Ns of a stretch that lie in the range. */
    long within(long start, long end) {
        return Math.max(0, Math.min(end, to) - Math.max(start, from));
    }

    /** Whether a stretch, even an empty one, has a part in the range. */
    boolean touches(long start, long end) {
        return start < to && (end > from || start >= from);
    }

    RangeTally plus(RangeTally other) {
        tasks += other.tasks;
        failed += other.failed;
        total += other.total;
        busy += other.busy;
        blocked += other.blocked;
        scheduled += other.scheduled;
        polls.add(other.polls);
        waits.add(other.waits);
        return this;
    }
}
