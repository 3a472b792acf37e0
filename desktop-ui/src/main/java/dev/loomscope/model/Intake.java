package dev.loomscope.model;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;

/**
 * Where events come in: reads the frames that hold them, puts them in order of time, and hands them to the joins. Session
 * thread only.
 */
final class Intake {
    private final Names names;
    private final LaneTable lanes;
    private final TaskJoin taskJoin;
    private final VirtualJoin virtualJoin;
    private final CountBook counted;
    private final NoteRouter notes;
    private final FailureLog failures;
    private final EventMerge merge = new EventMerge();
    private final EventRouter router;
    private final EventMerge.Sink events;
    private long received;

    Intake(TaskRows rows, Ledger ledger, Names names, LaneTable lanes, Pools pools, TaskFacts facts, Waits waits,
            WaitBook waitBook) {
        this.names = names;
        this.lanes = lanes;
        Modes modes = new Modes();
        Futures futures = new Futures(rows, facts);
        WorkerStack stack = new WorkerStack(rows, ledger, lanes);
        taskJoin = new TaskJoin(rows, ledger, names, modes, stack, pools, futures);
        virtualJoin = new VirtualJoin(rows, ledger, lanes, pools, modes, waits);
        ThreadJoin threadJoin = new ThreadJoin(rows, ledger, lanes, pools.threads(), taskJoin, stack, modes, names);
        counted = new CountBook(ledger, names, modes, waitBook);
        notes = new NoteRouter(rows, taskJoin, virtualJoin, threadJoin, pools, modes, counted, futures, facts, waits,
                waitBook);
        failures = new FailureLog(facts, futures, taskJoin, virtualJoin, threadJoin);
        router = new EventRouter(taskJoin, new TaskKeyframe(rows, taskJoin), virtualJoin, threadJoin, notes, pools,
                names, waitBook);
        events = router::event;
    }

    VirtualJoin virtualThreads() {
        return virtualJoin;
    }

    /** May be called by any thread. */
    List<CountedStretch> countedStretches() {
        return counted.stretches();
    }

    /** Events that came so far; may be called by any thread. */
    long received() {
        return received;
    }

    /** Time of the newest event that was applied. */
    long applied() {
        return router.applied();
    }

    /** Takes in a frame, and lets its events up to a time through. */
    void events(Frame frame, long until) throws BadInputException {
        long more = 0;
        for (EventRun run : read(frame)) {
            more += run.left();
            merge.add(run, lanes.track(run.thread()));
        }
        received += more;
        merge.drain(until, events);
    }

    /** Lets events up to a time through. */
    void drain(long until) throws BadInputException {
        merge.drain(until, events);
    }

    /**
     * Takes in all that is live.
     *
     * @param heard the newest time at which the stream said anything before
     */
    void keyframe(Frame frame, long heard) throws BadInputException {
        merge.drain(Long.MAX_VALUE, events);
        long before = Math.max(router.applied(), heard);
        router.beginKeyframe();
        EventMerge named = new EventMerge();
        for (EventRun run : read(frame)) {
            named.add(run, lanes.track(run.thread()));
        }
        named.drain(Long.MAX_VALUE, router::keyframeEvent);
        router.endKeyframe(frame.lastTime(), before);
    }

    private List<EventRun> read(Frame frame) throws BadInputException {
        EventsReader.Events read = EventsReader.read(frame.payload());
        for (EventsReader.Entry entry : read.dictionary()) {
            if (names.define(entry.sort(), entry.id(), entry.text())) {
                lanes.renamed();
            }
        }
        return read.runs();
    }

    void failure(JsonNode json, long time) {
        failures.take(json, time);
    }

    /** A frame is done with: lets go of what nothing can be expected of any more. */
    void settle(long present) {
        notes.settle(present);
        failures.settle(present);
        taskJoin.expire(present);
        virtualJoin.expire(present);
        if (merge.isEmpty()) {
            lanes.forgetBlank();
        }
    }
}
