package dev.loomscope.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsWriter;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;

/**
 * Measures what the model costs: events taken in a second on one core, bytes a span, the picture of ten million spans. A main
 * class, not a test: figures depend on the machine.
 */
final class ModelBenchmark {
    private static final int FRAMES = 400;
    private static final int TASKS_A_FRAME = 2000;
    private static final int WORKERS = 8;
    private static final int LANES = 60;
    private static final int SPANS = 10_000_000;
    private static final int PIXELS = 1920;

    private ModelBenchmark() {}

    public static void main(String[] args) throws Exception {
        for (int round = 0; round < 5; round++) {
            ingest("pool tasks", poolTasks());
            ingest("virtual threads", virtualThreads());
        }
        occupancy();
    }

    private static void ingest(String what, List<Frame> frames) throws Exception {
        SessionModel model = new SessionModel();
        long before = System.nanoTime();
        for (Frame frame : frames) {
            model.apply(frame);
        }
        double seconds = (System.nanoTime() - before) / 1e9;
        long bytes = frames.stream().mapToLong(frame -> frame.payload().length).sum();
        print("%-16s %.2f M events/s, %.1f bytes/event on the wire, %d rows, %d MB of history", what,
                model.eventsReceived() / seconds / 1e6, (double) bytes / model.eventsReceived(), model.tasks().size(),
                model.memory() >> 20);
    }

    private static List<Frame> poolTasks() {
        List<Frame> frames = new ArrayList<>();
        EventsWriter e = new EventsWriter();
        long time = 1000;
        for (int f = 0; f < FRAMES; f++) {
            e.clear();
            long begin = time;
            e.beginRun(1);
            for (int i = 0; i < TASKS_A_FRAME; i++) {
                e.task(EventKind.SUBMIT, begin + i * 500L, f * TASKS_A_FRAME + i, 1, 5);
            }
            for (int w = 0; w < WORKERS; w++) {
                e.beginRun(100 + w);
                for (int i = w; i < TASKS_A_FRAME; i += WORKERS) {
                    e.task(EventKind.START, begin + i * 500L + 2000, f * TASKS_A_FRAME + i, 1, 5);
                    e.end(begin + i * 500L + 5000, f * TASKS_A_FRAME + i, Outcome.COMPLETED, 0);
                }
            }
            time += TASKS_A_FRAME * 500L + 6000;
            frames.add(new Frame(FrameType.EVENTS, f, begin, time, e.finish()));
        }
        return frames;
    }

    private static List<Frame> virtualThreads() {
        List<Frame> frames = new ArrayList<>();
        EventsWriter e = new EventsWriter();
        long time = 1000;
        for (int f = 0; f < FRAMES; f++) {
            e.clear();
            long begin = time;
            long first = 1_000_000 + (long) f * TASKS_A_FRAME;
            e.beginRun(1);
            for (int i = 0; i < TASKS_A_FRAME; i++) {
                e.virtualStart(begin + i * 500L, first + i, 5, "");
                e.virtual(EventKind.WAKE, begin + i * 500L + 3000, first + i);
            }
            for (int w = 0; w < WORKERS; w++) {
                e.beginRun(100 + w);
                for (int i = w; i < TASKS_A_FRAME; i += WORKERS) {
                    long at = begin + i * 500L;
                    e.virtual(EventKind.MOUNT, at + 1000, first + i);
                    e.virtual(EventKind.UNMOUNT, at + 2000, first + i, UnmountReason.PARK);
                    e.virtual(EventKind.MOUNT, at + 3500, first + i);
                    e.virtual(EventKind.VIRTUAL_END, at + 3900, first + i, Outcome.COMPLETED);
                }
            }
            time += TASKS_A_FRAME * 500L + 6000;
            frames.add(new Frame(FrameType.EVENTS, f, begin, time, e.finish()));
        }
        return frames;
    }

    private static void occupancy() {
        Retention retention = new Retention(1L << 32);
        AtomicLong now = new AtomicLong();
        List<Lane> lanes = new ArrayList<>();
        long end = 0;
        for (int l = 0; l < LANES; l++) {
            Lane lane = new Lane(l, Lane.Kind.WORKER, 1, l, new Names(), now::get, retention);
            java.util.Random random = new java.util.Random(l);
            long time = 0;
            for (int i = 0; i < SPANS / LANES; i++) {
                time += random.nextInt(2000);
                lane.spans.open(time, i, random.nextInt(500) == 0 ? SpanState.BLOCKED : SpanState.RUNNING);
                time += random.nextInt(2000);
                lane.spans.close(time);
            }
            end = Math.max(end, time);
            lanes.add(lane);
        }
        now.set(end);
        print("%.1f bytes a closed span, level of detail included", (double) retention.taken() / SPANS);
        for (double part : new double[] {1, 0.1, 0.01, 0.0001}) {
            frame(lanes, (long) (end * (1 - part) / 2), end * part / PIXELS, part);
        }
    }

    private static void frame(List<Lane> lanes, long from, double nsPerPixel, double part) {
        Occupancy occupancy = new Occupancy();
        double[] ms = new double[300];
        for (int i = 0; i < ms.length; i++) {
            long before = System.nanoTime();
            for (Lane lane : lanes) {
                lane.occupancy(from, nsPerPixel, PIXELS, occupancy);
            }
            ms[i] = (System.nanoTime() - before) / 1e6;
        }
        double[] late = Arrays.copyOfRange(ms, 100, ms.length);
        Arrays.sort(late);
        print("%d lanes, %d pixels, %d spans, %.2f %% of the time in view: p50 %.2f ms, p99 %.2f ms", LANES, PIXELS,
                SPANS,
                part * 100, late[late.length / 2], late[late.length * 99 / 100]);
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
