package dev.loomscope.agent.stream;

import java.util.Arrays;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.WorkerState;

/**
 * Writes the payload of a KEYFRAME from what is live: for each task and virtual thread the events that led to where it
 * stands. The places of a table are put into runs by thread, and within a run by time: a place and its time are packed into
 * one long, spread by thread, and each thread's part is sorted.
 */
final class Keyframe {
    private static final int PLACE_BITS = 16;

    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final ThreadNames names;
    private final Sites sites;
    private final Modes modes;
    private final Waits waits;
    private final long[] order;

    /** The places of a table that are used, and the rank of the thread of each. */
    private final int[] used;

    private final int[] ranks;
    private long[] threads = new long[64];
    private int[] starts = new int[64];
    private int threadCount;
    private EventsWriter out = new EventsWriter();

    Keyframe(
            LiveTasks live,
            SlotNames classes,
            SlotNames pools,
            ThreadNames names,
            Sites sites,
            Waits waits,
            Modes modes) {
        this.waits = waits;
        this.modes = modes;
        this.live = live;
        this.classes = classes;
        this.pools = pools;
        this.names = names;
        this.sites = sites;
        int places = Math.max(live.queued.places(), live.virtuals.places());
        if (places > 1 << PLACE_BITS) {
            throw new IllegalArgumentException("places=" + places + " exceeds max=" + (1 << PLACE_BITS));
        }
        order = new long[places];
        used = new int[places];
        ranks = new int[places];
    }

    /** A way to look at one side of a table: at which thread and time each place stands. */
    private interface Facts {
        /** The first place from one on that is to be written, {@code end} where there is none. */
        int next(int from);

        int end();

        long thread(int place);

        long time(int place);

        void write(int place);
    }

    /** The payload as of a time. The caller begins a new payload of all names before. */
    byte[] write(long now) {
        out.clear();
        out.beginRun(0);
        for (int family = 0; family < TaskFamily.COUNT; family++) {
            modes.write(family, now, out);
        }
        sites.writeAll(out, now, classes);
        live.members.retain(id -> live.virtuals.contains(id) || live.started.contains(id));
        live.started.writeAll(out, classes, names);
        live.openGroups.writeAll(out, classes, names);
        running(now);
        grouped(new QueuedFacts());
        grouped(new VirtualStarts());
        grouped(new VirtualLasts());
        waits.writeAll(out);
        if (live.queued.unlisted() > 0 || live.virtuals.unlisted() > 0) {
            out.beginRun(0);
            out.unlisted(now, live.queued.unlisted(), live.virtuals.unlisted());
        }
        byte[] payload = out.finish();
        if (payload.length > 1 << 18) {
            out = new EventsWriter();
        }
        return payload;
    }

    private void running(long now) {
        WatchedThreads rows = live.threads;
        for (int row = 0; row < rows.end(); row++) {
            if (!live.isOpen(row)) {
                continue;
            }
            for (int depth = 0; depth < live.outer.depth(row); depth++) {
                around(row, depth, now);
            }
            int key = rows.key(row);
            int pool = pools.define(live.pool(row), out);
            int taskClass = classes.define(live.taskClass(row), out);
            if (live.submitted(row) >= 0) {
                names.defineId(live.submitter(row), out);
                out.beginRun(live.submitter(row));
                out.task(EventKind.SUBMIT, live.submitted(row), key, pool, taskClass);
            }
            names.define(row, out);
            out.beginRun(rows.id(row));
            int kind = live.isAdopted(row) ? EventKind.ADOPT : EventKind.START;
            out.task(kind, Math.min(now, rows.openSince(row)), key, pool, taskClass);
            if (live.state(row) != WorkerState.RUNNING) {
                out.workerState(live.stateTime(row), live.state(row));
            }
        }
    }

    /** A task around the one that a thread started last. */
    private void around(int row, int depth, long now) {
        OuterTasks outer = live.outer;
        int key = outer.key(row, depth);
        int pool = pools.define(outer.pool(row, depth), out);
        int taskClass = classes.define(outer.taskClass(row, depth), out);
        if (outer.submitted(row, depth) >= 0) {
            names.defineId(outer.submitter(row, depth), out);
            out.beginRun(outer.submitter(row, depth));
            out.task(EventKind.SUBMIT, outer.submitted(row, depth), key, pool, taskClass);
        }
        names.define(row, out);
        out.beginRun(live.threads.id(row));
        out.task(EventKind.START, Math.min(now, outer.since(row, depth)), key, pool, taskClass);
    }

    private void grouped(Facts facts) {
        int count = rank(facts);
        if (count == 0) {
            return;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, facts.time(used[i]));
            greatest = Math.max(greatest, facts.time(used[i]));
        }
        // What is live for longer than 39 hours has times too long to stand beside a place: the last digits go.
        int coarser = Math.max(0, PLACE_BITS + 1 - Long.numberOfLeadingZeros(greatest - least));
        int[] next = Arrays.copyOf(starts, threadCount + 1);
        for (int i = 0; i < count; i++) {
            order[next[ranks[i]]++] = ((facts.time(used[i]) - least) >>> coarser << PLACE_BITS) | used[i];
        }
        for (int rank = 0; rank < threadCount; rank++) {
            int from = starts[rank];
            int to = starts[rank + 1];
            Arrays.sort(order, from, to);
            names.defineId(threads[rank], out);
            out.beginRun(threads[rank]);
            for (int i = from; i < to; i++) {
                facts.write((int) order[i] & (1 << PLACE_BITS) - 1);
            }
        }
    }

    /** Numbers the threads of all used places and counts their places; {@code starts[r]} is then where thread r begins. */
    private int rank(Facts facts) {
        threadCount = 0;
        Arrays.fill(starts, 0);
        int count = 0;
        int last = -1;
        for (int place = facts.next(0); place < facts.end(); place = facts.next(place + 1)) {
            long thread = facts.thread(place);
            if (last < 0 || threads[last] != thread) {
                last = rankOf(thread);
            }
            starts[last + 1]++;
            used[count] = place;
            ranks[count] = last;
            count++;
        }
        for (int rank = 0; rank < threadCount; rank++) {
            starts[rank + 1] += starts[rank];
        }
        return count;
    }

    private int rankOf(long thread) {
        for (int rank = 0; rank < threadCount; rank++) {
            if (threads[rank] == thread) {
                return rank;
            }
        }
        if (threadCount + 2 > threads.length) {
            threads = Arrays.copyOf(threads, threads.length * 2);
            starts = Arrays.copyOf(starts, threads.length);
        }
        threads[threadCount] = thread;
        return threadCount++;
    }

    private final class QueuedFacts implements Facts {
        @Override
        public int next(int from) {
            return live.queued.next(from);
        }

        @Override
        public int end() {
            return live.queued.places();
        }

        @Override
        public long thread(int place) {
            return live.queued.thread(place);
        }

        @Override
        public long time(int place) {
            return live.queued.time(place);
        }

        @Override
        public void write(int place) {
            QueuedTasks tasks = live.queued;
            int pool = pools.define(tasks.pool(place), out);
            int taskClass = classes.define(tasks.taskClass(place), out);
            out.task(EventKind.SUBMIT, tasks.time(place), tasks.key(place), pool, taskClass);
            long[] delay = tasks.delay(place);
            if (delay != null) {
                long key = tasks.key(place) & 0xFFFF_FFFFL;
                out.note(EventKind.DUE, tasks.time(place), key, delay[0], delay[1], 0, 0);
            }
        }
    }

    private final class VirtualStarts implements Facts {
        @Override
        public int next(int from) {
            return live.virtuals.next(from);
        }

        @Override
        public int end() {
            return live.virtuals.places();
        }

        @Override
        public long thread(int place) {
            return live.virtuals.starter(place);
        }

        @Override
        public long time(int place) {
            return live.virtuals.start(place);
        }

        @Override
        public void write(int place) {
            VirtualThreads table = live.virtuals;
            int taskClass = classes.define(table.taskClass(place), out);
            if (table.adopted(place) == VirtualThreads.SEEN_STARTING) {
                out.virtualStart(table.start(place), table.id(place), taskClass, table.name(place));
            } else {
                out.virtualAdopt(
                        table.start(place), table.id(place), table.adopted(place), taskClass, table.name(place));
            }
            live.members.write(table.id(place), table.start(place), out, classes);
        }
    }

    private final class VirtualLasts implements Facts {
        @Override
        public int next(int from) {
            int place = live.virtuals.next(from);
            while (place < end() && live.virtuals.lastKind(place) == 0) {
                place = live.virtuals.next(place + 1);
            }
            return place;
        }

        @Override
        public int end() {
            return live.virtuals.places();
        }

        @Override
        public long thread(int place) {
            return live.virtuals.lastThread(place);
        }

        @Override
        public long time(int place) {
            return live.virtuals.lastTime(place);
        }

        @Override
        public void write(int place) {
            VirtualThreads table = live.virtuals;
            int kind = table.lastKind(place);
            if (kind == EventKind.UNMOUNT) {
                out.virtual(kind, table.lastTime(place), table.id(place), table.lastReason(place));
            } else {
                out.virtual(kind, table.lastTime(place), table.id(place));
            }
        }
    }
}
