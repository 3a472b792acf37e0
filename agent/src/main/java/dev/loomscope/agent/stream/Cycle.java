package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Predicate;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.TaskFamily;
import org.jspecify.annotations.Nullable;

/**
 * Empties the rings, keeps what is live, and makes the stream's frames.
 *
 * <p>A cycle reads the clock first and leaves later events in the rings. What caused an event was published before it and has
 * an earlier time; so whatever a cycle takes, it takes with its causes, and every frame holds the events of one stretch of
 * time. (Late is only what a thread wrote that lost the CPU between its clock and its ring.) It never waits for anybody, and
 * where nobody listens it only keeps what is live. Belongs to the drain.
 */
final class Cycle implements Drain.Work {
    private static final long HOUSEKEEPING = 500_000_000;

    /** What was handed over is taken so often, or with the first event that names it. */
    private static final long TAKING = 10_000_000;

    private final HookMemory memory;
    private final StreamClock clock;
    private final FrameLog log;
    private final SlotNames classes;
    private final SlotNames pools;
    private final LiveTasks live;
    private final ThreadNames threadNames;
    private final ActiveRings active;
    private final RingScan scan;
    private final RingDecoder decoder;
    private final RingRows rows;
    /** By {@link dev.loomscope.protocol.TaskFamily}. */
    private final Losses[] losses = new Losses[TaskFamily.COUNT];
    private final StreamFrames frames;
    private final CollectedSlots collected;
    private final CountNotes counts;
    private final CountingTurns turns = new CountingTurns();
    private final LongRunners runners;
    private final Modes modes;
    private final ModeNews modeNews;
    private final Load load;
    private final EndedThreads endedThreads;
    private final PoolBoard board;
    private final ArrayBlockingQueue<Facts> incoming = new ArrayBlockingQueue<>(64);
    private final List<Facts> taken = new ArrayList<>();
    private final long[] ends;
    private final EventsWriter writer;

    private long @Nullable [] reading;
    private long readingTo;
    private long lastCut;
    private long lastHousekeeping;
    private long lastTaking = -TAKING;

    /**
     * @param memory where the hooks write
     * @param log where frames go
     * @param threads rows for the sampler to look at, as many as {@link RingRows#rows}
     * @param board pools for the sampler to look at
     * @param places the most queued tasks and virtual threads kept, about
     * @param workers whether a class, by its name, belongs to an executor of the application that has workers
     * @param budget events to record per second
     */
    Cycle(
            HookMemory memory,
            FrameLog log,
            WatchedThreads threads,
            PoolBoard board,
            int places,
            Predicate<String> workers,
            long budget) {
        this.memory = memory;
        this.log = log;
        this.board = board;
        clock = new StreamClock(memory.epoch());
        WorkerClasses workerClasses = new WorkerClasses(workers);
        classes = new SlotNames(
                DictionarySort.CLASS, memory.classKeys(), memory.classKinds(), memory.classes(),
                type -> ((Class<?>) type).getName(), workerClasses);
        pools = new SlotNames(DictionarySort.POOL, memory.poolKeys(), new byte[memory.poolKeys().length],
                memory.pools(), PoolBoard::name, workerClasses);
        for (int family = 0; family < losses.length; family++) {
            losses[family] = new Losses(Modes.name(family));
        }
        modes = new Modes(memory.modes(), memory.closes(), clock, budget);
        load = new Load(memory);
        active = new ActiveRings(memory);
        live = new LiveTasks(threads, pools, places);
        for (int family = 0; family < losses.length; family++) {
            live.setCounted(family, !modes.isExact(family));
        }
        threadNames = new ThreadNames(threads);
        Waits waits = new Waits(live, classes, threadNames);
        board.setSchedulerId(pools.newId());
        ends = new long[memory.rings().length];
        frames = new StreamFrames(log, live, classes, pools, threadNames, List.of(losses), waits, modes,
                board);
        collected = new CollectedSlots(classes, pools, live, frames, board);
        rows = new RingRows(memory, live, threadNames, frames, losses);
        writer = frames.writer();
        modeNews = new ModeNews(modes, live, frames);
        runners = new LongRunners(live, classes, pools, frames, memory.rings().length);
        Origin origin = new Origin(pools, classes);
        scan = new RingScan(live, origin);
        decoder = new RingDecoder(live, classes, runners, origin, new NoteDecoder(live, classes, pools, waits));
        counts = new CountNotes(memory, active, clock, live, rows, classes, pools, frames, runners);
        endedThreads = new EndedThreads(memory.ends());
    }

    /** What commands may change. */
    Modes modes() {
        return modes;
    }

    /** Takes what the sampler saw; false where more than a second's worth of it waits already, and this is passed over. */
    boolean offer(Facts facts) {
        return incoming.offer(facts);
    }

    @Override
    public void begin() {
        frames.beginStream();
    }

    @Override
    public void end(String reason) {
        frames.end(clock.now(), reason);
    }

    @Override
    public void abandon() {
        long now = clock.now();
        taken.clear();
        long tasks = decoder.takeTaskEvents();
        long virtuals = decoder.takeVirtualEvents();
        long[] ring = reading;
        if (ring != null) {
            // Slots that were not read yet: about as many events.
            tasks = Math.max(tasks, readingTo - ring[RingLayout.TAIL] - virtuals);
            SharedArrays.release(ring, RingLayout.TAIL, readingTo);
            reading = null;
        }
        losses[TaskFamily.POOL].add(tasks + frames.pendingTasks(), lastCut, now);
        losses[TaskFamily.VIRTUAL_THREAD].add(virtuals + frames.pendingVirtuals(), lastCut, now);
        frames.abandon();
    }

    @Override
    public long round(boolean last) {
        incoming.drainTo(taken);
        long began = clock.now();
        takeHandedOver(began);
        boolean freeing = collected.isNoted();
        boolean housekeeping = began - lastHousekeeping > HOUSEKEEPING;
        if (housekeeping) {
            rows.noteEnded();
            threadNames.refresh();
        }
        frames.beginCycle();
        load.begin(modes.isWindow());
        decoder.beginCycle();
        boolean telling = modeNews.tell() || housekeeping || freeing || last || log.wantsKeyframe()
                || turns.isTellingDue(began);
        boolean counting = telling || (turns.isReadingDue(began) && (modes.isAnyCounted() || modes.isWindow()));
        long reading = clock.now();
        if (counting) {
            active.look();
            counts.readEnds(telling);
        }
        long cut = clock.now();
        active.look();
        if (counting) {
            counts.readBegins(cut, telling);
            turns.read(cut, clock.now() - reading, telling);
        }
        endedThreads.take(cut);
        firstPass(cut);
        if (load.isRush()) {
            modes.rush();
        }
        frames.adopt(taken, rows, memory.rings(), ends);
        runners.take(taken);
        secondPass(cut);
        if (counting) {
            runners.look(active, cut);
        }
        frames.endThreads(endedThreads);
        counts.applyEnds();
        live.carriers.endCycle();
        if (live.virtuals.size() > 0 || live.carriers.ended() > 0) {
            board.setEndedVirtualThreads(live.carriers.ended());
        }
        rows.countUnserved(lastCut, cut);
        if (freeing) {
            collected.free();
        } else if (housekeeping) {
            collected.note();
        }
        if (housekeeping) {
            rows.forgetEnded(cut);
            frames.endUntold(cut, memory.threads());
            lastHousekeeping = cut;
        }
        frames.endCycle(cut, taken);
        taken.clear();
        long elapsed = Math.max(1, cut - lastCut);
        lastCut = cut;
        return load.end(elapsed, decoder.recorded(), losses, modes, frames.isWritten());
    }

    private void takeHandedOver(long now) {
        if (now - lastTaking < TAKING || SharedArrays.takeInt(memory.news(), HookMemory.NEW_NAME) == 0) {
            return;
        }
        lastTaking = now;
        classes.takeAll();
        pools.takeAll();
        board.set(pools.watched());
    }

    /** Finds how far each ring is to be read. */
    private void firstPass(long cut) {
        for (int i = 0; i < active.count(); i++) {
            int place = active.place(i);
            long[] ring = active.ring(i);
            if (ring == null) {
                continue;
            }
            rows.look(place, ring);
            long head = SharedArrays.acquire(ring, RingLayout.HEAD);
            long tail = ring[RingLayout.TAIL];
            load.add(place, ring, head, tail);
            // What was scanned in a cycle that failed is not scanned again.
            long from = Math.max(tail, ends[place]);
            ends[place] = head == from ? from : scan.scan(ring, from, head, cut);
        }
    }

    private void secondPass(long cut) {
        for (int i = 0; i < active.count(); i++) {
            int place = active.place(i);
            long[] ring = active.ring(i);
            if (ring == null || live.threads.id(place) != ring[RingLayout.OWNER]) {
                continue;
            }
            long tail = ring[RingLayout.TAIL];
            long end = ends[place];
            if (end != tail) {
                reading = ring;
                readingTo = end;
                frames.beginRun(place);
                decoder.read(ring, place, tail, end, frames.isWritten(), writer);
                frames.count(decoder.takeTaskEvents(), decoder.takeVirtualEvents());
                SharedArrays.release(ring, RingLayout.TAIL, end);
                reading = null;
            }
            rows.countLosses(place, ring, lastCut, cut);
            if (rows.hasEnded(place) && SharedArrays.acquire(ring, RingLayout.HEAD) == end) {
                runners.forget(place, cut);
                rows.retire(place, ring, cut);
                active.change();
                ends[place] = 0;
                counts.forget(place);
                load.forget(place);
            }
        }
    }
}
