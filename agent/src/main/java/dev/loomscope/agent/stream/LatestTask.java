package dev.loomscope.agent.stream;

/**
 * The task that a thread started last, in the ring that is being read. Most tasks have ended by the time they are read: only one
 * that has not is told to what is live. Of pools whose threads nest no tasks. Belongs to the drain.
 */
final class LatestTask {
    private final LiveTasks live;
    private int row;
    private long thread;
    private boolean outside;
    private boolean open;
    private int key;
    private int pool;
    private int taskClass;
    private long time;
    private long submitted;
    private long submitter;

    LatestTask(LiveTasks live) {
        this.live = live;
    }

    /** The ring of a row is read, which is a thread's. */
    void begin(int ofRow, long ofThread) {
        row = ofRow;
        thread = ofThread;
        outside = false;
        open = false;
    }

    /** START; whatever the thread was inside of is over. */
    void started(int ofKey, int ofPool, int ofClass, long at) {
        if (!outside) {
            live.leave(row);
            outside = true;
        }
        QueuedTasks queued = live.queued;
        int place = queued.taken(ofKey, ofPool, at, thread);
        if (place >= 0) {
            take(ofKey, ofPool, at, queued.time(place), queued.thread(place));
            queued.remove(place);
        } else {
            queued.tookUnlisted();
            submitted = -1;
            submitter = 0;
        }
        key = ofKey;
        pool = ofPool;
        taskClass = ofClass;
        time = at;
        open = true;
    }

    /** What was submitted behind a start was meant for a later one that was read before: which has, or had, this one's. */
    private void take(int ofKey, int ofPool, long at, long time, long by) {
        int later = time <= at ? -1 : live.open.startedLater(ofKey, ofPool, at, time);
        if (time <= at) {
            submitted = time;
            submitter = by;
        } else if (later < 0) {
            submitted = -1;
            submitter = 0;
        } else {
            submitted = live.open.submitted(later);
            submitter = live.open.submitter(later);
            live.open.submit(later, time, by);
        }
    }

    /** END. */
    void ended(int ofKey) {
        if (open && key == ofKey) {
            open = false;
        } else {
            tell();
            live.ended(row, ofKey);
        }
    }

    /** What is live is about to be asked, or told, of the row. */
    void tell() {
        if (open) {
            live.open.start(row, key, pool, taskClass, submitted, submitter, time);
        }
        open = false;
        outside = false;
    }
}
