package dev.loomscope.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import dev.loomscope.model.SessionModel;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import dev.loomscope.protocol.WorkerState;

/**
 * The frames of a minute that never was: as many lanes and spans as are asked for, four fifths of the lanes workers of four
 * pools whose tasks run and wait in turn, the others carriers of virtual threads that park and are woken. Few pieces are
 * blocked, few tasks fail. The same every time.
 */
public final class MadeSession {
    /** How long it is, in ns. */
    public static final long LENGTH = 60_000_000_000L;

    private static final long WINDOW = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /** As an agent that records all it may: a frame each so many ns, and a keyframe at the latest after so many bytes. */
    private static final long FRAME = 10_000_000L;
    private static final long KEYFRAME_BYTES = 4 << 20;
    private static final double SPANS_A_SECOND = 580_000;
    private static final int PIECES = 5;
    private static final int POOLS = 4;
    private static final int FIRST_THREAD = 100;
    private static final int PARKED = 40;
    private static final double BUSY = 0.6;

    private final EventsWriter writer = new EventsWriter();
    private final Random random = new Random(7);
    private final List<Thread> threads = new ArrayList<>();
    private final double mean;
    private long sequence;
    private long events;
    private int nextKey;
    private long nextVirtual = 1_000_000;

    /** Takes frames as they are made. */
    @FunctionalInterface
    public interface Sink {
        void frame(Frame frame) throws IOException;
    }

    private abstract static class Thread {
        final long id;
        long next;

        Thread(long id) {
            this.id = id;
        }

        abstract void run(long until);

        abstract void stands(long time);
    }

    private final class Worker extends Thread {
        private final int pool;
        private int key;
        private int pieces;
        private long submitted;

        Worker(long id, int pool) {
            super(id);
            this.pool = pool;
        }

        private int taskClass() {
            return pool * 10 + key % 4;
        }

        @Override
        void run(long until) {
            while (next < until) {
                if (pieces == 0) {
                    key = ++nextKey;
                    submitted = next;
                    writer.task(EventKind.SUBMIT, next, key, pool, taskClass());
                    next += 1_000;
                    writer.task(EventKind.START, next, key, pool, taskClass());
                } else if (pieces < PIECES) {
                    writer.workerState(next, pieces % 2 == 0 ? WorkerState.RUNNING
                            : random.nextInt(300) == 0 ? WorkerState.BLOCKED : WorkerState.WAITING);
                } else {
                    boolean fails = random.nextInt(500) == 0;
                    writer.end(next, key, fails ? Outcome.FAILED : Outcome.COMPLETED, fails ? 50 : 0);
                    pieces = -1;
                }
                next += length(pieces == -1 ? PIECES * mean * (1 - BUSY) : mean * BUSY);
                pieces++;
            }
        }

        @Override
        void stands(long time) {
            if (pieces > 0) {
                writer.task(EventKind.SUBMIT, submitted, key, pool, taskClass());
                writer.task(EventKind.START, submitted + 1_000, key, pool, taskClass());
            }
        }
    }

    private final class Carrier extends Thread {
        private final List<Long> parked = new ArrayList<>();
        private long mounted;

        Carrier(long id) {
            super(id);
        }

        @Override
        void run(long until) {
            while (next < until) {
                if (mounted == 0 && parked.size() < PARKED) {
                    mounted = nextVirtual++;
                    writer.virtualStart(next, mounted, 60, "");
                } else if (mounted == 0) {
                    mounted = parked.remove(random.nextInt(PARKED));
                    writer.virtual(EventKind.WAKE, next, mounted);
                } else {
                    boolean ends = random.nextInt(20) == 0;
                    if (ends) {
                        writer.virtual(EventKind.VIRTUAL_END, next, mounted, Outcome.COMPLETED);
                    } else {
                        parked.add(mounted);
                        writer.virtual(EventKind.UNMOUNT, next, mounted, UnmountReason.PARK);
                    }
                    mounted = 0;
                    next += length(mean * (1 - BUSY));
                    continue;
                }
                next += 1_000;
                writer.virtual(EventKind.MOUNT, next, mounted);
                next += length(mean * BUSY);
            }
        }

        @Override
        void stands(long time) {
            for (long id : parked) {
                writer.virtualStart(time, id, 60, "");
                writer.virtual(EventKind.UNMOUNT, time, id, UnmountReason.PARK);
            }
            if (mounted != 0) {
                writer.virtualStart(time, mounted, 60, "");
                writer.virtual(EventKind.MOUNT, time, mounted);
            }
        }
    }

    private MadeSession(int lanes, double nsPerSpan) {
        mean = nsPerSpan;
        int workers = lanes * 4 / 5;
        for (int i = 0; i < lanes; i++) {
            threads.add(i < workers ? new Worker(FIRST_THREAD + i, 1 + i * POOLS / workers)
                    : new Carrier(FIRST_THREAD + i));
            threads.get(i).next = random.nextInt((int) Math.max(1, Math.min(Integer.MAX_VALUE, 2 * mean)));
        }
    }

    /** Makes about so many spans on so many lanes. */
    public static void write(int lanes, long spans, Sink sink) throws IOException {
        MadeSession made = new MadeSession(lanes, (double) LENGTH * lanes / spans);
        made.session(sink);
        made.keyframe(0, sink);
        for (long time = WINDOW; time <= LENGTH; time += WINDOW) {
            made.window(time, sink);
            if (time % SECOND == 0) {
                made.keyframe(time, sink);
            }
        }
    }

    /** Makes so many events at about a million a second, in frames as an agent makes them. */
    public static void record(int lanes, long events, Sink sink) throws IOException {
        MadeSession made = new MadeSession(lanes, SECOND * lanes / SPANS_A_SECOND);
        made.session(sink);
        made.keyframe(0, sink);
        long bytes = 0;
        long keyframe = 0;
        for (long time = FRAME; made.events < events; time += FRAME) {
            bytes += made.window(time, sink);
            if (time - keyframe >= SECOND || bytes >= KEYFRAME_BYTES) {
                made.keyframe(time, sink);
                keyframe = time;
                bytes = 0;
            }
        }
    }

    /** The same as a model that forgets nothing. */
    public static SessionModel model(int lanes, long spans) throws BadInputException {
        SessionModel model = new SessionModel(1L << 36);
        try {
            write(lanes, spans, frame -> {
                if (frame.type() != FrameType.KEYFRAME) {
                    model.apply(frame);
                }
            });
        } catch (BadInputException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return model;
    }

    private void session(Sink sink) throws IOException {
        sink.frame(new Frame(FrameType.SESSION, sequence++, 0, 0, """
                {"uuid":"7c1c5f0e-6d7f-4d4c-9a58-0d8f0a4c1f12","pid":4183,"main":"com.acme.Made","jdk":"25",
                "vendor":"none","cpus":8,"startWallMs":0,"epochWallMs":0,"agentVersion":"0.1.0","hooks":[]}"""
                .getBytes(StandardCharsets.UTF_8)));
        writer.clear();
        for (int pool = 1; pool <= POOLS; pool++) {
            writer.define(DictionarySort.POOL, pool, "java.util.concurrent.ThreadPoolExecutor@" + pool);
            for (int i = 0; i < 4; i++) {
                writer.define(DictionarySort.CLASS, pool * 10L + i, "com.acme.made.Task" + pool + i);
            }
        }
        writer.define(DictionarySort.CLASS, 60, "com.acme.made.Request");
        writer.define(DictionarySort.CLASS, 50, "java.util.concurrent.TimeoutException");
        for (Thread thread : threads) {
            String name = thread instanceof Worker worker ? "pool-" + worker.pool + "-thread-" : "carrier-";
            writer.define(DictionarySort.THREAD, thread.id, String.format(Locale.ROOT, "%s%d", name, thread.id));
        }
        sink.frame(new Frame(FrameType.EVENTS, sequence++, 0, 0, writer.finish()));
    }

    private int window(long until, Sink sink) throws IOException {
        writer.clear();
        for (Thread thread : threads) {
            writer.beginRun(thread.id);
            thread.run(until);
        }
        events += writer.events();
        byte[] payload = writer.finish();
        sink.frame(new Frame(FrameType.EVENTS, sequence++, Math.min(until, writer.firstTime()), until, payload));
        return payload.length;
    }

    private void keyframe(long time, Sink sink) throws IOException {
        writer.clear();
        for (Thread thread : threads) {
            writer.beginRun(thread.id);
            thread.stands(time);
        }
        sink.frame(new Frame(FrameType.KEYFRAME, sequence++, time, time, writer.finish()));
    }

    private long length(double typical) {
        return 100 + (long) (typical * Math.min(8, -Math.log(1 - random.nextDouble())));
    }
}
