package dev.loomscope.protocol;

/**
 * A cursor over the events of one run: {@link #advance}, then read the fields that the event's kind has. Takes no memory per
 * event (but for names of virtual threads). Not thread-safe.
 */
public final class EventRun {
    private final long thread;
    private final ByteCursor in;
    private int left;

    private int kind;
    private long time;
    private long task;
    private int pool;
    private int taskClass;
    private int notedPool;
    private long value;
    private long otherValue;
    private int detail;
    private int other;
    private String name = "";
    private int openKey;
    private long lastVirtual;
    private long named;
    private long group;
    private long groupKind;
    private int groupClass;

    EventRun(long thread, long baseTime, int events, ByteCursor in) {
        this.thread = thread;
        this.time = baseTime;
        this.left = events;
        this.in = in;
    }

    /** Id of the thread on which the events happened. */
    public long thread() {
        return thread;
    }

    /** Events that are still to come, unknown kinds included. */
    public int left() {
        return left;
    }

    /**
     * Steps to the next event of a known kind.
     *
     * @return false behind the last one
     * @throws BadInputException when the bytes are no events
     */
    public boolean advance() throws BadInputException {
        while (left > 0) {
            left--;
            int head = in.u8();
            long difference = in.varint();
            time += (head & EventKind.EARLIER) != 0 ? -difference : difference;
            if ((head & EventKind.SKIPPABLE) == 0) {
                fields(head & ~EventKind.EARLIER);
                return true;
            }
            int length = in.count(1);
            int note = head & ~EventKind.EARLIER;
            if (EventKind.isNote(note)) {
                kind = note;
                note(in.position() + length);
                return true;
            }
            if (note == EventKind.COMPLETES_SHORT) {
                completes(in.position() + length);
                return true;
            }
            if (note == EventKind.MEMBER_SHORT) {
                member(length);
                return true;
            }
            in.skip(length);
        }
        return false;
    }

    private void fields(int head) throws BadInputException {
        kind = head & ~EventKind.SAME_ORIGIN;
        boolean same = kind != head;
        if (same && !EventKind.hasOrigin(kind)) {
            throw new BadInputException("damaged: kind=" + head + " at offset=" + in.position());
        }
        switch (kind) {
            case EventKind.SUBMIT, EventKind.START, EventKind.REJECT, EventKind.REMOVE, EventKind.ADOPT -> {
                task = in.u32() & 0xFFFF_FFFFL;
                if (!same) {
                    pool = in.id();
                    taskClass = in.id();
                }
                if (kind == EventKind.START) {
                    openKey = (int) task;
                } else if (kind == EventKind.SUBMIT) {
                    named = task;
                }
            }
            case EventKind.END -> {
                task = in.u32() & 0xFFFF_FFFFL;
                end();
            }
            case EventKind.END_OPEN -> {
                kind = EventKind.END;
                task = openKey & 0xFFFF_FFFFL;
                end();
            }
            case EventKind.END_COMPLETED -> {
                kind = EventKind.END;
                task = openKey & 0xFFFF_FFFFL;
                detail = Outcome.COMPLETED;
                other = 0;
            }
            case EventKind.CANCEL -> task = in.u32() & 0xFFFF_FFFFL;
            case EventKind.VIRTUAL_START -> {
                virtual();
                other = in.id();
                name = in.text();
            }
            case EventKind.VIRTUAL_ADOPT -> {
                virtual();
                detail = in.u8();
                other = in.id();
                name = in.text();
            }
            case EventKind.MOUNT, EventKind.WAKE -> virtual();
            case EventKind.UNMOUNT, EventKind.VIRTUAL_END -> {
                virtual();
                detail = in.u8();
            }
            case EventKind.WORKER_STATE -> detail = in.u8();
            case EventKind.CLASS_SITE -> {
                other = in.id();
                detail = in.id();
            }
            case EventKind.UNLISTED -> {
                other = in.id();
                detail = in.id();
            }
            default -> throw new BadInputException("damaged: kind=" + head + " at offset=" + in.position());
        }
    }

    private void note(int end) throws BadInputException {
        task = in.varint();
        value = in.position() < end ? in.zigzag() : 0;
        otherValue = in.position() < end ? in.zigzag() : 0;
        other = in.position() < end ? in.id() : 0;
        notedPool = in.position() < end ? in.id() : 0;
        if (in.position() > end) {
            throw new BadInputException("damaged: a note of kind=" + kind + " ends behind offset=" + end);
        }
        in.skip(end - in.position());
        if (kind == EventKind.MEMBER) {
            group = task;
            groupKind = value;
            groupClass = other;
        }
    }

    private void member(int length) throws BadInputException {
        if (group == 0) {
            throw new BadInputException("damaged: a member of no group at offset=" + in.position());
        }
        kind = EventKind.MEMBER;
        task = group;
        value = groupKind;
        otherValue = lastVirtual;
        other = groupClass;
        notedPool = 0;
        in.skip(length);
    }

    private void completes(int end) throws BadInputException {
        kind = EventKind.COMPLETES;
        task = in.u32() & 0xFFFF_FFFFL;
        value = in.position() < end ? in.u32() & 0xFFFF_FFFFL : named;
        otherValue = 0;
        other = 0;
        notedPool = 0;
        named = task;
        if (in.position() > end) {
            throw new BadInputException("damaged: a note of kind=" + kind + " ends behind offset=" + end);
        }
        in.skip(end - in.position());
    }

    private void end() throws BadInputException {
        detail = in.u8();
        other = detail == Outcome.FAILED ? in.id() : 0;
    }

    private void virtual() throws BadInputException {
        lastVirtual += in.zigzag();
        task = lastVirtual;
    }

    /** One of {@link EventKind}. */
    public int kind() {
        return kind;
    }

    /** When it happened, in ns since the stream's epoch. */
    public long time() {
        return time;
    }

    /** Task key (unsigned 32 bits), thread id of a virtual thread, or subject of a note. */
    public long task() {
        return task;
    }

    /** Value of a note. */
    public long value() {
        return value;
    }

    /** Other value of a note. */
    public long otherValue() {
        return otherValue;
    }

    /** Pool id of SUBMIT, START, REJECT, REMOVE, ADOPT and notes. */
    public int pool() {
        return EventKind.hasOrigin(kind) ? pool : notedPool;
    }

    /** Class id of the task: SUBMIT, START, REJECT, REMOVE, ADOPT, VIRTUAL_START, VIRTUAL_ADOPT, CLASS_SITE, notes. */
    public int taskClass() {
        return EventKind.hasOrigin(kind) ? taskClass : other;
    }

    /** {@link Outcome} of END and VIRTUAL_END. */
    public int outcome() {
        return detail;
    }

    /** Class id of the exception of a failed END, otherwise 0. */
    public int exceptionClass() {
        return other;
    }

    /** {@link UnmountReason} of UNMOUNT. */
    public int reason() {
        return detail;
    }

    /** {@link WorkerState} of WORKER_STATE, {@link AdoptedState} of VIRTUAL_ADOPT. */
    public int state() {
        return detail;
    }

    /** Site id of CLASS_SITE. */
    public int site() {
        return detail;
    }

    /** Live tasks of pools that an UNLISTED stands for. */
    public int unlistedTasks() {
        return other;
    }

    /** Live virtual threads that an UNLISTED stands for. */
    public int unlistedVirtualThreads() {
        return detail;
    }

    /** Name of the virtual thread of VIRTUAL_START and VIRTUAL_ADOPT, empty where it has none. */
    public String name() {
        return name;
    }
}
