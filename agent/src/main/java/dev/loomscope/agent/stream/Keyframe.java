package dev.loomscope.agent.stream;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.WorkerState;

/**
 * Writes the payload of a KEYFRAME from what is live: for each task and virtual thread the events that led to where it
 * stands, in runs by thread, and within a run by time.
 */
final class Keyframe {
    private final LiveTasks live;
    private final SlotNames classes;
    private final SlotNames pools;
    private final ThreadNames names;
    private final Sites sites;
    private final Modes modes;
    private final Waits waits;
    private final PlacesByThread order;
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
        order = new PlacesByThread(Math.max(live.queued.places(), live.virtuals.places()));
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
        if (live.unlistedTasks() > 0 || live.virtuals.unlisted() > 0) {
            out.beginRun(0);
            out.unlisted(now, live.unlistedTasks(), live.virtuals.unlisted());
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
            if (!live.open.isOpen(row)) {
                continue;
            }
            for (int depth = 0; depth < live.open.outer.depth(row); depth++) {
                around(row, depth, now);
            }
            int key = rows.key(row);
            int pool = pools.define(live.open.pool(row), out);
            int taskClass = classes.define(live.open.taskClass(row), out);
            if (live.open.submitted(row) >= 0) {
                names.defineId(live.open.submitter(row), out);
                out.beginRun(live.open.submitter(row));
                out.task(EventKind.SUBMIT, live.open.submitted(row), key, pool, taskClass);
            }
            names.define(row, out);
            out.beginRun(rows.id(row));
            int kind = live.open.isAdopted(row) ? EventKind.ADOPT : EventKind.START;
            out.task(kind, Math.min(now, rows.openSince(row)), key, pool, taskClass);
            if (live.open.state(row) != WorkerState.RUNNING) {
                out.workerState(live.open.stateTime(row), live.open.state(row));
            }
        }
    }

    /** A task around the one that a thread started last. */
    private void around(int row, int depth, long now) {
        OuterTasks outer = live.open.outer;
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

    private void grouped(PlacesByThread.Table table) {
        order.sort(table);
        for (int rank = 0; rank < order.threads(); rank++) {
            names.defineId(order.thread(rank), out);
            out.beginRun(order.thread(rank));
            for (int i = order.start(rank); i < order.start(rank + 1); i++) {
                table.write(order.place(i));
            }
        }
    }

    private final class QueuedFacts implements PlacesByThread.Table {
        @Override
        public int next(int from) {
            return live.queued.next(from);
        }

        @Override
        public int places() {
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

    private final class VirtualStarts implements PlacesByThread.Table {
        @Override
        public int next(int from) {
            return live.virtuals.next(from);
        }

        @Override
        public int places() {
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

    private final class VirtualLasts implements PlacesByThread.Table {
        @Override
        public int next(int from) {
            int place = live.virtuals.next(from);
            while (place < places() && live.virtuals.lastKind(place) == 0) {
                place = live.virtuals.next(place + 1);
            }
            return place;
        }

        @Override
        public int places() {
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
