package dev.loomscope.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;

/** How many events a second a model takes in, on one core: from frames as they come off the wire to rows and spans. */
final class IngestSpeed {
    private static final int FRAMES = 400;
    private static final long FIRST_VIRTUAL = 1_000_000;
    private static final int TASKS_A_FRAME = 2000;
    private static final int WORKERS = 8;
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 9;

    private IngestSpeed() {}

    static void run() throws BadInputException {
        Out.line("%n%-22s %14s %14s %12s", "taken in on one core", "M events/s", "best", "bytes/event");
        ingest("pool tasks", poolTasks());
        ingest("virtual threads", virtualThreads());
    }

    private static void ingest(String what, List<Frame> frames) throws BadInputException {
        double[] rates = new double[ROUNDS];
        long events = 0;
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            SessionModel model = new SessionModel();
            long before = System.nanoTime();
            for (Frame frame : frames) {
                model.apply(frame);
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            events = model.eventsReceived();
            if (round >= 0) {
                rates[round] = events / seconds / 1e6;
            }
        }
        Arrays.sort(rates);
        long bytes = frames.stream().mapToLong(frame -> frame.payload().length).sum();
        Out.line("%-22s %14.2f %14.2f %12.1f", what, rates[ROUNDS / 2], rates[ROUNDS - 1], (double) bytes / events);
    }

    /** Writes what happens to one task or virtual thread. */
    private interface Happens {
        /** @param number of the task, from 0 on */
        void write(EventsWriter e, long at, int number);
    }

    /**
     * Frames of many tasks each, one each 500 ns.
     *
     * @param submitted what one thread tells of a task
     * @param run what one of the workers tells of it
     */
    private static List<Frame> frames(Happens submitted, Happens run) {
        List<Frame> frames = new ArrayList<>();
        EventsWriter e = new EventsWriter();
        long time = 1000;
        for (int f = 0; f < FRAMES; f++) {
            e.clear();
            long begin = time;
            e.beginRun(1);
            for (int i = 0; i < TASKS_A_FRAME; i++) {
                submitted.write(e, begin + i * 500L, f * TASKS_A_FRAME + i);
            }
            for (int w = 0; w < WORKERS; w++) {
                e.beginRun(100 + w);
                for (int i = w; i < TASKS_A_FRAME; i += WORKERS) {
                    run.write(e, begin + i * 500L, f * TASKS_A_FRAME + i);
                }
            }
            time += TASKS_A_FRAME * 500L + 6000;
            frames.add(new Frame(FrameType.EVENTS, f, begin, time, e.finish()));
        }
        return frames;
    }

    private static List<Frame> poolTasks() {
        return frames((e, at, key) -> e.task(EventKind.SUBMIT, at, key, 1, 5), (e, at, key) -> {
            e.task(EventKind.START, at + 2000, key, 1, 5);
            e.end(at + 5000, key, Outcome.COMPLETED, 0);
        });
    }

    private static List<Frame> virtualThreads() {
        return frames((e, at, number) -> {
            e.virtualStart(at, FIRST_VIRTUAL + number, 5, "");
            e.virtual(EventKind.WAKE, at + 3000, FIRST_VIRTUAL + number);
        }, (e, at, number) -> {
            e.virtual(EventKind.MOUNT, at + 1000, FIRST_VIRTUAL + number);
            e.virtual(EventKind.UNMOUNT, at + 2000, FIRST_VIRTUAL + number, UnmountReason.PARK);
            e.virtual(EventKind.MOUNT, at + 3500, FIRST_VIRTUAL + number);
            e.virtual(EventKind.VIRTUAL_END, at + 3900, FIRST_VIRTUAL + number, Outcome.COMPLETED);
        });
    }
}
