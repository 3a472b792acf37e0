package dev.loomscope.model;

import dev.loomscope.protocol.TaskFamily;

/**
 * A stretch of time in which tasks of a family were counted and not followed: there are figures and no spans.
 *
 * @param family what was counted
 * @param from in ns since the epoch
 * @param to below 0 while it lasts
 * @param submitted tasks that were submitted in it
 * @param started runs on a thread that began in it
 * @param ended tasks that ended in it, in whatever way
 * @param failed those of them that an exception ended
 */
public record CountedStretch(
        Family family, long from, long to, long submitted, long started, long ended, long failed) {

    /** Tasks that are recorded or counted together. */
    public enum Family {
        POOL(TaskFamily.POOL, "tasks of pools"),
        FORK_JOIN(TaskFamily.FORK_JOIN, "fork/join tasks"),
        VIRTUAL_THREAD(TaskFamily.VIRTUAL_THREAD, "virtual threads");

        private final int number;
        private final String words;

        Family(int number, String words) {
            this.number = number;
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether a pool's tasks belong to it. */
        public boolean has(Pool pool) {
            return pool.family() == number;
        }
    }

    /** How long it lasted, or lasts, in ns. */
    public long length(long now) {
        return Math.max(0, (to < 0 ? now : to) - from);
    }

    CountedStretch ended(long time) {
        return new CountedStretch(family, from, Math.max(from, time), submitted, started, ended, failed);
    }

    CountedStretch plus(long moreSubmitted, long moreStarted, long moreEnded, long moreFailed) {
        return new CountedStretch(family, from, to, submitted + moreSubmitted, started + moreStarted,
                ended + moreEnded, failed + moreFailed);
    }
}
