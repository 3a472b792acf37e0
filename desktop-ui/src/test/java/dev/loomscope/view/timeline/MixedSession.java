package dev.loomscope.view.timeline;

import java.util.Random;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.GroupKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.TaskFamily;
import dev.loomscope.protocol.TaskKinds;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WaitKind;
import dev.loomscope.protocol.WorkerState;

/**
 * Ten seconds of a program with tasks of every kind: fork/join that is counted for a while, two stages that wait for each other's
 * lock, a periodic task that dies, a pinned virtual thread, threads started by hand, collections.
 */
public final class MixedSession {
    static final long MS = 1_000_000;
    private static final int COMMON = 1;
    private static final int STAGES = 2;
    private static final int TIMER = 3;
    private static final int SUM = 10;
    private static final int PRICE = 11;
    private static final int REFRESH = 12;
    private static final int SUBTASK = 13;
    private static final int IMPORT = 14;
    private static final int LOCK = 15;
    private static final int FAULT = 16;

    private final Frames frames = new Frames();
    private final SessionModel model = new SessionModel();
    private final Random random = new Random(7);
    private final long[] free = new long[4];
    private int key = 1000;

    private MixedSession() {}

    public static SessionModel model() {
        MixedSession session = new MixedSession();
        try {
            session.fill();
        } catch (BadInputException e) {
            throw new IllegalStateException(e);
        }
        return session.model;
    }

    private void fill() throws BadInputException {
        model.apply(frames.json(FrameType.SESSION, 0, """
                {"uuid":"%s","pid":5113,"main":"com.acme.prices.Prices","jdk":"25.0.3","vendor":"Acme","cpus":4,
                 "startWallMs":1700000000000,"epochWallMs":1700000001000,"agentVersion":"0.1.0","hooks":[
                 {"name":"executor-submit","state":"live","why":""},{"name":"executor-run","state":"live","why":""},
                 {"name":"fork-join","state":"live","why":""},{"name":"virtual-mount","state":"live","why":""},
                 {"name":"structured-fork","state":"absent","why":"this JDK has no such place"},
                 {"name":"future-await","state":"failed","why":"the trial call was not seen"}]}"""
                .formatted(Frames.UUID)));
        model.apply(frames.events(0, MixedSession::names));
        sample(0);
        for (int second = 0; second < 10; second++) {
            long from = second * 1000 * MS;
            model.apply(frames.events(from + 1000 * MS, e -> second(e, from)));
            sample(from + 1000 * MS);
        }
        model.apply(frames.json(FrameType.FAILURE, 10_000 * MS,
                """
                        {"time":6100000000,"thread":51,"task":77,"isThread":false,"class":"java.lang.IllegalStateException",
                         "message":"rates of 2026-11-20 are missing","frames":["com.acme.prices.Rates.load(Rates.java:58)",
                         "com.acme.prices.Refresh.run(Refresh.java:21)",
                         "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask.run(ScheduledThreadPoolExecutor.java:305)"]}
                        """));
        model.apply(frames.events(10_000 * MS, e -> {
        }));
    }

    private static void names(EventsWriter e) {
        e.define(DictionarySort.POOL, COMMON, "java.util.concurrent.ForkJoinPool@5e3a");
        e.define(DictionarySort.POOL, STAGES, "java.util.concurrent.ThreadPoolExecutor@71f2");
        e.define(DictionarySort.POOL, TIMER, "java.util.concurrent.ScheduledThreadPoolExecutor@11aa");
        String[] classes = {"com.acme.prices.SumTask", "com.acme.prices.Price", "com.acme.prices.Refresh",
                "com.acme.prices.Quote$$Lambda/0x12", "com.acme.prices.Importer",
                "java.util.concurrent.locks.ReentrantLock", "java.lang.IllegalStateException"};
        int[] kinds = {TaskKinds.FORK_JOIN, TaskKinds.COMPLETABLE_FUTURE, -1, TaskKinds.STRUCTURED};
        for (int i = 0; i < classes.length; i++) {
            e.define(DictionarySort.CLASS, SUM + i, classes[i]);
            if (i < kinds.length && kinds[i] >= 0) {
                e.define(DictionarySort.TASK_KIND, SUM + i, TaskKinds.label(kinds[i]));
            }
        }
        for (int w = 0; w < 4; w++) {
            e.define(DictionarySort.THREAD, 20 + w, "ForkJoinPool.commonPool-worker-" + (w + 1));
        }
        e.define(DictionarySort.THREAD, 41, "stages-1");
        e.define(DictionarySort.THREAD, 42, "stages-2");
        e.define(DictionarySort.THREAD, 51, "rates-1");
        e.define(DictionarySort.THREAD, 61, "importer-north");
        e.define(DictionarySort.THREAD, 62, "importer-south");
        e.define(DictionarySort.THREAD, 71, "ForkJoinPool-1-worker-1");
        e.define(DictionarySort.THREAD, 72, "ForkJoinPool-1-worker-2");
        e.define(DictionarySort.SITE, 1, "com.acme.prices.Market.open(Market.java:88)");
        e.beginRun(1);
        e.classSite(0, PRICE, 1);
        e.classSite(0, SUM, 1);
    }

    private void second(EventsWriter e, long from) {
        forkJoin(e, from);
        if (from == 0) {
            threads(e);
            stages(e);
        }
        periodic(e, from);
        virtual(e, from);
    }

    private void forkJoin(EventsWriter e, long from) {
        boolean counted = from >= 3000 * MS && from < 6000 * MS;
        if (from == 3000 * MS || from == 6000 * MS) {
            e.beginRun(20);
            e.note(EventKind.MODE, from + MS, TaskFamily.FORK_JOIN, counted ? 0 : 1, 0, 0, 0);
        }
        for (int w = 0; w < 4; w++) {
            e.beginRun(20 + w);
            if (counted) {
                e.note(EventKind.COUNT, from + 500 * MS, 310_000 + w, EventKind.SUBMIT, 0, SUM, COMMON);
                e.note(EventKind.COUNT, from + 500 * MS, 310_000 + w, EventKind.START, 0, SUM, COMMON);
                e.note(EventKind.COUNT, from + 500 * MS, 310_000 + w, Outcome.COMPLETED << 8 | EventKind.END, 0, SUM,
                        COMMON);
                continue;
            }
            long at = Math.max(from + 2 * MS, free[w]);
            while (at < from + 990 * MS) {
                at = fork(e, at, 3) + random.nextInt(20) * MS;
            }
            free[w] = at;
        }
    }

    /** A task that forks two, and runs them inside its own. */
    private long fork(EventsWriter e, long begin, int depth) {
        int own = key++;
        e.task(EventKind.SUBMIT, begin, own, COMMON, SUM);
        e.task(EventKind.START, begin + MS / 10, own, COMMON, SUM);
        long at = begin + (2 + random.nextInt(6)) * MS / (4 - depth);
        for (int i = 0; i < 2 && depth > 0; i++) {
            at = fork(e, at, depth - 1) + MS / 4;
        }
        e.end(at + MS / 2, own, Outcome.COMPLETED, 0);
        return at + MS / 2;
    }

    private void threads(EventsWriter e) {
        e.beginRun(1);
        e.note(EventKind.THREAD_START, 200 * MS, 61, 0, 0, IMPORT, 0);
        e.note(EventKind.THREAD_START, 400 * MS, 62, 0, 0, IMPORT, 0);
        e.beginRun(62);
        e.note(EventKind.THREAD_END, 960 * MS, 62, Outcome.FAILED, 0, FAULT, 0);
    }

    private void stages(EventsWriter e) {
        e.beginRun(1);
        e.note(EventKind.GROUP_BEGIN, 90 * MS, 0x7a31, GroupKind.INVOKE_ALL, 0, 0, 0);
        for (int i = 0; i < 4; i++) {
            e.task(EventKind.SUBMIT, (100 + i) * MS, 501 + i, STAGES, PRICE);
            e.note(EventKind.COMPLETES, (100 + i) * MS, 0xF00 + i, 501 + i, 0, 0, 0);
            e.note(EventKind.TRACE, (100 + i) * MS, 0x53995c3f42cd8ad8L, 0x5b8aa5a2d2c872e8L, 0x321cf8308df69568L, 0,
                    0);
        }
        e.note(EventKind.GROUP_END, 110 * MS, 0x7a31, 0, 0, 0, 0);
        for (int w = 0; w < 2; w++) {
            e.beginRun(41 + w);
            e.task(EventKind.START, (120 + w) * MS, 501 + w, STAGES, PRICE);
            e.workerState(300 * MS, WorkerState.WAITING);
            e.note(EventKind.WAIT, 300 * MS, 0, (0x5e91L + w) << 8 | WaitKind.LOCK, 42 - w, LOCK, 0);
        }
        e.beginRun(61);
        e.note(EventKind.AWAIT, 500 * MS, 0xF00, 0, 0, PRICE, 0);
    }

    private void periodic(EventsWriter e, long from) {
        if (from > 6000 * MS) {
            return;
        }
        boolean last = from == 6000 * MS;
        e.beginRun(51);
        e.task(EventKind.SUBMIT, from + 5 * MS, 77, TIMER, REFRESH);
        e.note(EventKind.DUE, from + 5 * MS, 77, 95 * MS, 1000 * MS, 0, 0);
        e.task(EventKind.START, from + 100 * MS, 77, TIMER, REFRESH);
        e.end(from + (last ? 110 : 240) * MS, 77, last ? Outcome.FAILED : Outcome.COMPLETED, last ? FAULT : 0);
    }

    private void virtual(EventsWriter e, long from) {
        for (int i = 0; i < 12; i++) {
            long id = 1000 + from / MS + i;
            long at = from + (i / 2) * 150 * MS;
            e.beginRun(1);
            e.virtualStart(at, id, SUBTASK, "quote-" + id);
            e.note(EventKind.MEMBER, at, 0x88 + from, GroupKind.SCOPE, id, SUBTASK, 0);
            e.beginRun(71 + i % 2);
            e.virtual(EventKind.MOUNT, at + MS, id);
            if (i == 4) {
                e.note(EventKind.PINNED, at + 20 * MS, id, PinReason.NATIVE, 0, 0, 0);
                e.note(EventKind.UNPINNED, at + 120 * MS, id, 0, 0, 0, 0);
                e.virtual(EventKind.VIRTUAL_END, at + 130 * MS, id, Outcome.COMPLETED);
            } else {
                e.virtual(EventKind.UNMOUNT, at + 30 * MS, id, UnmountReason.IO);
                e.virtual(EventKind.WAKE, at + 60 * MS, id);
                e.virtual(EventKind.MOUNT, at + 70 * MS, id);
                e.virtual(EventKind.VIRTUAL_END, at + 120 * MS, id, Outcome.COMPLETED);
            }
        }
    }

    private void sample(long time) throws BadInputException {
        String common = """
                {"id":1,"class":"java.util.concurrent.ForkJoinPool","size":4,"max":4,"core":4,"queue":%d,"active":4}"""
                .formatted(time / MS % 3);
        model.apply(frames.json(FrameType.SAMPLE, time, """
                {"time":%d,"pools":[%s,%s,{"id":3,"class":"java.util.concurrent.ScheduledThreadPoolExecutor","size":1,
                 "core":1,"max":2147483647,"queue":1,"active":0,"queueCapacity":null},
                 {"id":0,"class":"java.lang.VirtualThread","size":3,"max":2,"mounted":2}],"stacks":[],
                 "process":{"heapUsed":%d,"heapCommitted":400000000,"heapMax":1000000000,"cpu":0.62,"threads":27,
                 "classes":4120,"compileMs":910,"gcs":[{"name":"G1 Young Generation","cause":"G1 Evacuation Pause",
                 "fromNs":%d,"toNs":%d,"pause":true,"freedBytes":94371840}]}}"""
                .formatted(time, common, Frames.pool(STAGES, 2, 2, 2), 200_000_000 + time / 100,
                        Math.max(0, time - 620 * MS), Math.max(MS, time - 620 * MS + 38 * MS))));
    }
}
