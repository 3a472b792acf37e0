package dev.loomscope.protocol;

/**
 * Writes one payload of {@link EventsLayout}: dictionary entries at any time, events run by run. Reused from frame to frame;
 * no memory is taken once it has grown to its size. Not thread-safe.
 */
public final class EventsWriter {
    private final ByteSink dictionary = new ByteSink(1 << 12);
    private final ByteSink runs = new ByteSink(1 << 16);
    private final ByteSink run = new ByteSink(1 << 16);
    private final ByteSink note = new ByteSink(64);
    private int entries;
    private int runCount;
    private int eventCount;
    private long firstTime;

    private boolean runOpen;
    private long thread;
    private long baseTime;
    private long time;
    private int runEvents;
    private long lastVirtual;
    private int lastPool;
    private int lastClass;
    private int openKey;
    private boolean open;
    private int named;
    private long group;
    private long groupKind;
    private int groupClass;

    public EventsWriter() {
        clear();
    }

    /** Begins a new payload. */
    public void clear() {
        dictionary.clear();
        runs.clear();
        run.clear();
        entries = 0;
        runCount = 0;
        eventCount = 0;
        firstTime = Long.MAX_VALUE;
        runOpen = false;
        runEvents = 0;
    }

    /** Events written since {@link #clear}. */
    public int events() {
        return eventCount + runEvents;
    }

    /** Whether nothing was written since {@link #clear}. */
    public boolean isEmpty() {
        return events() == 0 && entries == 0;
    }

    /** Bytes the payload has so far, about. */
    public int size() {
        return dictionary.size() + runs.size() + run.size() + 8;
    }

    /** Time of the oldest event in ns, {@code Long.MAX_VALUE} where there is none. */
    public long firstTime() {
        return runEvents == 0 ? firstTime : Math.min(firstTime, baseTime);
    }

    /** Names an id of a {@link DictionarySort}. */
    public void define(int sort, long id, String text) {
        dictionary.u8(sort);
        dictionary.varint(id);
        dictionary.text(text);
        entries++;
    }

    /** Begins the run of a thread; the events that follow happened on it, in this order. */
    public void beginRun(long threadId) {
        endRun();
        runOpen = true;
        thread = threadId;
        lastVirtual = 0;
        lastPool = -1;
        lastClass = -1;
        open = false;
        named = 0;
        group = 0;
    }

    /** SUBMIT, START, REJECT, REMOVE or ADOPT. */
    public void task(int kind, long at, int key, int pool, int taskClass) {
        splitLong();
        boolean same = pool == lastPool && taskClass == lastClass;
        head(same ? kind | EventKind.SAME_ORIGIN : kind, at);
        run.u32(key);
        if (!same) {
            run.varint(pool);
            run.varint(taskClass);
            lastPool = pool;
            lastClass = taskClass;
        }
        if (kind == EventKind.START) {
            open = true;
            openKey = key;
        } else if (kind == EventKind.SUBMIT) {
            named = key;
        }
    }

    /** END. */
    public void end(long at, int key, int outcome, int exceptionClass) {
        splitLong();
        boolean ofOpen = open && openKey == key;
        open = false;
        if (ofOpen && outcome == Outcome.COMPLETED) {
            head(EventKind.END_COMPLETED, at);
            return;
        }
        if (ofOpen) {
            head(EventKind.END_OPEN, at);
        } else {
            head(EventKind.END, at);
            run.u32(key);
        }
        run.u8(outcome);
        if (outcome == Outcome.FAILED) {
            run.varint(exceptionClass);
        }
    }

    /** CANCEL. */
    public void cancel(long at, int key) {
        head(EventKind.CANCEL, at);
        run.u32(key);
    }

    /** VIRTUAL_START; the name may be empty. */
    public void virtualStart(long at, long id, int taskClass, String name) {
        head(EventKind.VIRTUAL_START, at);
        virtual(id);
        run.varint(taskClass);
        run.text(name);
    }

    /** VIRTUAL_ADOPT; the name may be empty. */
    public void virtualAdopt(long at, long id, int state, int taskClass, String name) {
        head(EventKind.VIRTUAL_ADOPT, at);
        virtual(id);
        run.u8(state);
        run.varint(taskClass);
        run.text(name);
    }

    /** MOUNT or WAKE. */
    public void virtual(int kind, long at, long id) {
        head(kind, at);
        virtual(id);
    }

    /** UNMOUNT with its {@link UnmountReason}, or VIRTUAL_END with its {@link Outcome}. */
    public void virtual(int kind, long at, long id, int detail) {
        head(kind, at);
        virtual(id);
        run.u8(detail);
    }

    /** WORKER_STATE. */
    public void workerState(long at, int state) {
        head(EventKind.WORKER_STATE, at);
        run.u8(state);
    }

    /** CLASS_SITE. */
    public void classSite(long at, int taskClass, int site) {
        head(EventKind.CLASS_SITE, at);
        run.varint(taskClass);
        run.varint(site);
    }

    /** UNLISTED. */
    public void unlisted(long at, int tasks, int virtualThreads) {
        head(EventKind.UNLISTED, at);
        run.varint(tasks);
        run.varint(virtualThreads);
    }

    /** COMPLETES, of a future by a task or another future. */
    public void completes(long at, int future, int by) {
        head(EventKind.COMPLETES_SHORT, at);
        boolean known = by == named;
        run.u8(known ? Integer.BYTES : 2 * Integer.BYTES);
        run.u32(future);
        if (!known) {
            run.u32(by);
        }
        named = future;
    }

    /**
     * MEMBER.
     *
     * @param key of the group
     * @param kind of {@link GroupKind}
     * @param member id of the thread
     */
    public void member(long at, long key, long kind, long member, int taskClass) {
        splitLong();
        boolean same = key == group && kind == groupKind && taskClass == groupClass;
        if (same && key != 0 && member == lastVirtual) {
            head(EventKind.MEMBER_SHORT, at);
            run.u8(0);
        } else {
            note(EventKind.MEMBER, at, key, kind, member, taskClass, 0);
        }
    }

    /**
     * A note; its fields by kind are those of {@link EventKind}.
     *
     * @param subject an unsigned number
     */
    public void note(int kind, long at, long subject, long value, long other, int taskClass, int pool) {
        head(kind, at);
        note.clear();
        NoteFields.write(note, subject, value, other, taskClass, pool);
        run.varint(note.size());
        run.append(note);
        if (kind == EventKind.MEMBER) {
            group = subject;
            groupKind = value;
            groupClass = taskClass;
        }
    }

    /** The payload that was written; {@link #clear} begins the next one. */
    public byte[] finish() {
        endRun();
        ByteSink payload = new ByteSink(dictionary.size() + runs.size() + 10);
        payload.varint(entries);
        payload.append(dictionary);
        payload.varint(runCount);
        payload.append(runs);
        return payload.toBytes();
    }

    private void virtual(long id) {
        run.zigzag(id - lastVirtual);
        lastVirtual = id;
    }

    /** What an event is told by may stand in the run before it: a run that is too long is split ahead of that. */
    private void splitLong() {
        if (runEvents == EventsLayout.MAX_RUN_EVENTS) {
            beginRun(thread);
        }
    }

    private void head(int kind, long at) {
        if (!runOpen) {
            throw new IllegalStateException("event of kind=" + kind + " outside a run");
        }
        splitLong();
        if (runEvents == 0) {
            baseTime = at;
            time = at;
        }
        runEvents++;
        if (at >= time) {
            run.u8Varint(kind, at - time);
        } else {
            run.u8Varint(kind | EventKind.EARLIER, time - at);
            firstTime = Math.min(firstTime, at);
        }
        time = at;
    }

    private void endRun() {
        if (runEvents > 0) {
            firstTime = firstTime();
            runs.varint(thread);
            runs.zigzag(baseTime);
            runs.varint(runEvents);
            runs.varint(run.size());
            runs.append(run);
            runCount++;
            eventCount += runEvents;
            runEvents = 0;
        }
        runOpen = false;
        run.clear();
    }
}
