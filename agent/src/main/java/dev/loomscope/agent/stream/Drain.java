package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.LockSupport;

import dev.loomscope.agent.DaemonThread;
import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;
import org.jspecify.annotations.Nullable;

/**
 * Empties the rings, keeps what is live, and makes the stream's frames; the one thread that does so owns all of it.
 *
 * <p>A cycle reads the clock first and leaves later events in the rings. What caused an event was published before it and has
 * an earlier time; so whatever a cycle takes, it takes with its causes, and every frame holds the events of one stretch of
 * time. (Late is only what a thread wrote that lost the CPU between its clock and its ring.)
 *
 * <p>It goes round every millisecond, faster while rings fill, less often while hardly anything comes. It never waits for
 * anybody, and where nobody listens it only keeps what is live.
 */
final class Drain {
    private static final long LONGEST_PAUSE = 4_000_000;
    private static final long PAUSE = 1_000_000;
    private static final long SHORTEST_PAUSE = 100_000;
    private static final long HOUSEKEEPING = 500_000_000;

    private final HookMemory memory;
    private final StreamClock clock;
    private final FrameLog log;
    private final SlotNames classes;
    private final SlotNames pools;
    private final LiveTasks live;
    private final ThreadNames threadNames;
    private final RingDecoder decoder;
    private final RingRows rows;
    /** By {@link dev.loomscope.protocol.TaskFamily}. */
    private final Losses[] losses = {new Losses("task"), new Losses("fork-join"), new Losses("virtual-thread")};
    private final StreamFrames frames;
    private final PoolBoard board;
    private final ArrayBlockingQueue<Facts> incoming = new ArrayBlockingQueue<>(64);
    private final List<Facts> taken = new ArrayList<>();
    private final long[] ends;
    private final EventsWriter writer;

    private final Thread thread = DaemonThread.of("loomscope-drain", this::run);
    private final Runnable failed;
    private volatile @Nullable String stopReason;

    private long lastCut;
    private long lastHousekeeping;
    private boolean collected;
    private long pause = PAUSE;

    /**
     * @param memory where the hooks write
     * @param log where frames go
     * @param threads rows for the sampler to look at, as many as {@link RingRows#rows}
     * @param board pools for the sampler to look at
     * @param places the most queued tasks and virtual threads kept, about
     * @param failed called by the drain's thread when it has ended before its time
     */
    Drain(HookMemory memory, FrameLog log, WatchedThreads threads, PoolBoard board, int places, Runnable failed) {
        this.failed = failed;
        this.memory = memory;
        this.log = log;
        this.board = board;
        clock = new StreamClock(memory.epoch());
        classes = new SlotNames(
                DictionarySort.CLASS, memory.classKeys(), memory.classKinds(), memory.classes(),
                type -> ((Class<?>) type).getName());
        pools = new SlotNames(DictionarySort.POOL, memory.poolKeys(), new byte[memory.poolKeys().length],
                memory.pools(), PoolBoard::name);
        live = new LiveTasks(threads, places);
        threadNames = new ThreadNames(threads);
        Waits waits = new Waits(live, classes, threadNames);
        decoder = new RingDecoder(live, classes, pools, waits);
        rows = new RingRows(memory, live, threadNames, losses);
        board.setSchedulerId(pools.newId());
        ends = new long[memory.rings().length];
        frames = new StreamFrames(log, live, classes, pools, threadNames, List.of(losses), waits);
        writer = frames.writer();
    }

    void start() {
        thread.start();
    }

    /** Takes what the sampler saw; false where more than a second's worth of it waits already, and this is passed over. */
    boolean offer(Facts facts) {
        return incoming.offer(facts);
    }

    /** Lets the drain read the rings a last time, say good-bye to receivers, and end. */
    void end(String reason) {
        stopReason = reason;
        LockSupport.unpark(thread);
    }

    /** Waits for the end, at most so long. */
    void join(long milliseconds) throws InterruptedException {
        if (thread.isAlive()) {
            thread.join(Math.max(1, milliseconds));
        }
    }

    private void run() {
        try {
            frames.beginStream();
            while (stopReason == null) {
                LockSupport.parkNanos(this, pause);
                // Whoever interrupts this thread does not hurry it: with the mark set it would never pause again.
                Thread.interrupted();
                cycle();
            }
            cycle();
            frames.end(clock.now(), String.valueOf(stopReason));
        } catch (Throwable e) {
            giveUp(e);
        } finally {
            log.close();
        }
    }

    /** Without a drain nobody takes what hooks hand over: they stop, and what they hold is let go. Takes no memory at first. */
    private void giveUp(Throwable why) {
        SharedArrays.release(memory.enabled(), 0, 0);
        letGo(memory.owners());
        letGo(memory.classes());
        letGo(memory.pools());
        letGo(memory.sites());
        letGo(memory.failures());
        while (!hasDetached(why)) {
            LockSupport.parkNanos(this, HOUSEKEEPING);
            Thread.interrupted();
        }
    }

    /** Where memory is short even this may fail, and is tried again later. */
    private boolean hasDetached(Throwable why) {
        try {
            System.err.println("loomscope: the agent detaches, as its drain failed: " + why);
            failed.run();
            return true;
        } catch (OutOfMemoryError e) {
            return stopReason != null;
        }
    }

    private static void letGo(Object[] handedOver) {
        for (int i = 0; i < handedOver.length; i++) {
            SharedArrays.takeObject(handedOver, i);
        }
    }

    /** One round; called by the drain's thread alone, or where that was never started. */
    void cycle() {
        incoming.drainTo(taken);
        if (SharedArrays.takeInt(memory.news(), 0) != 0) {
            classes.takeAll();
            pools.takeAll();
            board.set(pools.watched());
        }
        boolean keeping = collected;
        boolean housekeeping = clock.now() - lastHousekeeping > HOUSEKEEPING;
        if (housekeeping) {
            rows.noteEnded();
            threadNames.refresh();
        }
        long cut = clock.now();
        frames.beginCycle();
        long fullest = firstPass(cut);
        frames.adopt(taken, rows, memory.rings(), ends);
        secondPass(cut);
        live.endCycle();
        if (live.virtuals.size() > 0 || live.virtuals.ended() > 0) {
            board.setEndedVirtualThreads(live.virtuals.ended());
        }
        rows.countUnserved(lastCut, cut);
        if (keeping) {
            clearCollected();
        } else if (housekeeping) {
            boolean goneClasses = classes.noteCollected();
            boolean gonePools = pools.noteCollected();
            collected = goneClasses || gonePools;
        }
        if (housekeeping) {
            lastHousekeeping = cut;
        }
        frames.endCycle(cut, taken);
        taken.clear();
        lastCut = cut;
        choosePause(fullest);
    }

    /** Finds how far each ring is to be read; how full the fullest one was, in 256ths. */
    private long firstPass(long cut) {
        long fullest = 0;
        long[][] rings = memory.rings();
        for (int place = 0; place < rings.length; place++) {
            long[] ring = SharedArrays.ring(rings, place);
            if (ring == null) {
                continue;
            }
            rows.look(place, ring);
            long head = SharedArrays.acquire(ring, RingLayout.HEAD);
            long tail = ring[RingLayout.TAIL];
            fullest = Math.max(fullest, ((head - tail) << 8) / RingDecoder.capacity(ring));
            ends[place] = head == tail ? tail : decoder.scan(ring, tail, head, cut);
        }
        return fullest;
    }

    private void secondPass(long cut) {
        long[][] rings = memory.rings();
        for (int place = 0; place < rings.length; place++) {
            long[] ring = SharedArrays.ring(rings, place);
            if (ring == null || live.threads.id(place) != ring[RingLayout.OWNER]) {
                continue;
            }
            long tail = ring[RingLayout.TAIL];
            long end = ends[place];
            if (end != tail) {
                frames.beginRun(place);
                decoder.read(ring, place, tail, end, frames.isWritten(), writer);
                frames.count(decoder.takeTaskEvents(), decoder.takeVirtualEvents());
                SharedArrays.release(ring, RingLayout.TAIL, end);
            }
            rows.countLosses(place, ring, lastCut, cut);
            if (rows.hasEnded(place) && SharedArrays.acquire(ring, RingLayout.HEAD) == end) {
                rows.retire(place, ring, cut);
            }
        }
    }

    private void clearCollected() {
        boolean[] goneClasses = classes.clearCollected();
        live.forgetClasses(goneClasses);
        frames.forgetClasses(goneClasses);
        live.forgetPools(pools.clearCollected());
        board.set(pools.watched());
        collected = false;
    }

    private void choosePause(long fullest) {
        if (fullest > 64) {
            pause = Math.max(SHORTEST_PAUSE, pause / 4);
        } else if (fullest == 0) {
            pause = Math.min(LONGEST_PAUSE, pause + pause / 4);
        } else if (fullest < 16) {
            pause = Math.min(PAUSE, pause * 2);
        }
    }
}
