package dev.loomscope.insight;

import dev.loomscope.model.Frames;
import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.WorkerState;

/** A pool under a made-up load: a task comes at an even pace, runs a given time on the first free worker. */
final class PoolLoad {
    static final int POOL = 3;
    static final long MS = 1_000_000;

    final SessionModel model = new SessionModel();
    private final Frames frames = new Frames();
    private final long[] free;
    private final int max;
    private int key;
    private long now;

    PoolLoad(int workers, int max, int cpus) throws BadInputException {
        this.max = max;
        free = new long[workers];
        model.apply(frames.session(cpus));
        model.apply(frames.sample(0, Frames.pool(POOL, workers, max, 0), ""));
    }

    /** Tasks that come every {@code everyMs} for {@code forMs} and run {@code runMs} each, and perhaps wait all that time. */
    PoolLoad offer(long forMs, long everyMs, long runMs, boolean waiting) throws BadInputException {
        long begin = now;
        long end = now + forMs * MS;
        model.apply(frames.events(begin, e -> {
            e.define(DictionarySort.CLASS, 5, "com.acme.Order");
            for (int w = 0; w < free.length; w++) {
                e.define(DictionarySort.THREAD, 31 + w, "orders-" + (w + 1));
            }
            for (long at = begin; at < end; at += everyMs * MS) {
                int worker = 0;
                for (int w = 1; w < free.length; w++) {
                    worker = free[w] < free[worker] ? w : worker;
                }
                int task = key++;
                long start = Math.max(at, free[worker]);
                long stop = start + runMs * MS;
                free[worker] = stop;
                e.beginRun(1);
                e.task(EventKind.SUBMIT, at, task, POOL, 5);
                e.beginRun(31 + worker);
                e.task(EventKind.START, start, task, POOL, 5);
                if (waiting) {
                    e.workerState(start + runMs * MS / 2, WorkerState.TIMED_WAITING);
                }
                e.end(stop, task, Outcome.COMPLETED, 0);
            }
        }));
        for (long at = begin; at <= end; at += 100 * MS) {
            model.apply(frames.sample(at, Frames.pool(POOL, free.length, max, 0), ""));
        }
        now = end;
        return this;
    }
}
