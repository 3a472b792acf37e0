package dev.loomscope.view.timeline;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Frames of a service that never was: four pools of different temper and virtual threads on carriers, with load that rises
 * and falls, a saturated stretch, a stuck task and lost events. The same every time.
 */
final class SyntheticSession {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 100 * MILLI;
    private static final int CARRIER_CLASS = 60;

    private final SessionModel model;
    private final EventsWriter writer = new EventsWriter();
    private final Random random = new Random(42);
    private final List<Worker> workers = new ArrayList<>();
    private final List<PoolPlan> pools = new ArrayList<>();
    private final List<Carrier> carriers = new ArrayList<>();
    private final List<long[]> submits = new ArrayList<>();
    private final double density;
    private long time;
    private long sequence;
    private int nextKey = 1;
    private long nextVirtual = 5000;

    private record PoolPlan(int id, String name, int workers, long typical, double busy, double waits, double blocks) {}

    private final class Worker {
        final PoolPlan pool;
        final long thread;
        final boolean stuck;
        long next;
        long end = -1;
        int key;
        boolean fails;
        final List<long[]> states = new ArrayList<>();

        Worker(PoolPlan pool, long thread, boolean stuck) {
            this.pool = pool;
            this.thread = thread;
            this.stuck = stuck;
            next = (long) (random.nextDouble() * pool.typical());
        }

        void run(long until) {
            writer.beginRun(thread);
            while (true) {
                if (end < 0) {
                    if (next >= until) {
                        return;
                    }
                    start();
                }
                while (!states.isEmpty() && states.getFirst()[0] < Math.min(until, end)) {
                    long[] state = states.removeFirst();
                    writer.workerState(state[0], (int) state[1]);
                }
                if (end >= until) {
                    return;
                }
                writer.end(end, key, fails ? Outcome.FAILED : Outcome.COMPLETED, fails ? 50 : 0);
                double load = loadAt(end, pool);
                double gap = pool.typical() * (1 - load) / Math.max(0.05, load) * exponential();
                next = end + Math.max(2_000, (long) gap);
                end = -1;
            }
        }

        private void start() {
            key = nextKey++;
            int taskClass = pool.id() * 4 + random.nextInt(4);
            long length = (long) (pool.typical() * exponential() / density) + 5_000;
            if (random.nextInt(200) == 0) {
                length *= 12;
            }
            if (stuck && next > 41 * SECOND) {
                length = 1000 * SECOND;
            }
            fails = random.nextInt(160) == 0;
            submits.add(new long[] {Math.max(time, next - (long) (pool.typical() * exponential() * 2)), key, pool.id(),
                taskClass});
            writer.task(EventKind.START, next, key, pool.id(), taskClass);
            end = next + length;
            planStates(length);
        }

        private void planStates(long length) {
            states.clear();
            if (stuck && length > 500 * SECOND) {
                states.add(new long[] {next + 4 * MILLI, WorkerState.BLOCKED});
                return;
            }
            double kind = random.nextDouble();
            if (kind < pool.waits()) {
                states.add(new long[] {next + length / 5, WorkerState.WAITING});
                states.add(new long[] {next + length * 3 / 5, WorkerState.RUNNING});
            } else if (kind < pool.waits() + pool.blocks() || (pool.id() == 1 && next > 30 * SECOND
                    && next < 33 * SECOND && kind < 0.8)) {
                states.add(new long[] {next + length / 10, WorkerState.BLOCKED});
                states.add(new long[] {next + length * 7 / 10, WorkerState.RUNNING});
            }
        }
    }

    private final class Carrier {
        final long thread;
        long next;
        long end = -1;
        long virtual;
        boolean last;
        final List<Long> parked = new ArrayList<>();

        Carrier(long thread) {
            this.thread = thread;
            next = random.nextInt(3_000_000);
        }

        void run(long until) {
            writer.beginRun(thread);
            while (true) {
                if (end < 0) {
                    if (next >= until) {
                        return;
                    }
                    if (parked.size() < 20 || random.nextInt(3) == 0) {
                        virtual = nextVirtual++;
                        writer.virtualStart(next, virtual, CARRIER_CLASS + random.nextInt(3), "");
                    } else {
                        virtual = parked.remove(random.nextInt(parked.size()));
                        writer.virtual(EventKind.WAKE, next, virtual);
                    }
                    last = random.nextInt(3) == 0;
                    writer.virtual(EventKind.MOUNT, next + 1_000, virtual);
                    end = next + 3_000 + (long) (180_000 * exponential() / density);
                }
                if (end >= until) {
                    return;
                }
                if (last) {
                    writer.virtual(EventKind.VIRTUAL_END, end, virtual, Outcome.COMPLETED);
                } else {
                    parked.add(virtual);
                    writer.virtual(EventKind.UNMOUNT, end, virtual, UnmountReason.PARK);
                }
                double load = 0.25 + 0.6 * wave(end, 17);
                next = end + 2_000 + (long) (180_000 * (1 - load) / load * exponential() / density);
                end = -1;
            }
        }
    }

    /** @param density how many times shorter spans are than usual */
    SyntheticSession(SessionModel model, double density) throws BadInputException {
        this.model = model;
        this.density = density;
        pools.add(new PoolPlan(1, "orders", 8, 14 * MILLI, 0.75, 0.25, 0.02));
        pools.add(new PoolPlan(2, "payments", 4, 42 * MILLI, 0.97, 0.55, 0.01));
        pools.add(new PoolPlan(3, "inventory-client", 12, 3 * MILLI, 0.45, 0.35, 0.004));
        pools.add(new PoolPlan(4, "mail", 3, 160 * MILLI, 0.2, 0.8, 0));
        long thread = 30;
        for (PoolPlan pool : pools) {
            for (int i = 0; i < pool.workers(); i++) {
                workers.add(new Worker(pool, thread++, pool.id() == 2 && i == 2));
            }
        }
        for (int i = 0; i < 8; i++) {
            carriers.add(new Carrier(thread++));
        }
        json(FrameType.SESSION, """
                {"uuid":"7c1c5f0e-6d7f-4d4c-9a58-0d8f0a4c1f11","pid":4182,"main":"com.acme.shop.Shop","jdk":"25.0.3",
                "vendor":"Eclipse Adoptium","cpus":8,"startWallMs":1767258000000,"epochWallMs":1767258000000,
                "agentVersion":"0.1.0","hooks":[]}""");
    }

    /** Goes on by so long, in ns. */
    void advance(long length) throws BadInputException {
        long until = time + length;
        while (time < until) {
            window();
        }
    }

    long time() {
        return time;
    }

    private void window() throws BadInputException {
        long until = time + WINDOW;
        writer.clear();
        define();
        submits.clear();
        for (Worker worker : workers) {
            worker.run(until);
        }
        for (Carrier carrier : carriers) {
            carrier.run(until);
        }
        submits.sort(Comparator.comparingLong(s -> s[0]));
        writer.beginRun(1);
        for (long[] s : submits) {
            writer.task(EventKind.SUBMIT, s[0], (int) s[1], (int) s[2], (int) s[3]);
        }
        long first = Math.min(writer.firstTime(), time);
        time = until;
        model.apply(new Frame(FrameType.EVENTS, sequence++, first, time, writer.finish()));
        sample();
        if (time == 52 * SECOND) {
            json(FrameType.LOSS, "{\"category\":\"task\",\"count\":18204,\"total\":18204,\"fromNs\":" + 50 * SECOND
                    + ",\"toNs\":" + (50 * SECOND + 700 * MILLI) + "}");
        }
    }

    private void sample() throws BadInputException {
        StringBuilder json = new StringBuilder("{\"time\":" + time + ",\"pools\":[");
        for (PoolPlan pool : pools) {
            long active = workers.stream().filter(w -> w.pool == pool && w.end >= 0).count();
            double load = loadAt(time, pool);
            int queue = pool.id() == 2 && load > 0.95
                    ? (int) (260 * Math.max(0, wave(time, 41) - 0.35) + random.nextInt(12))
                    : pool.id() == 1 && load > 0.85 ? (int) ((load - 0.85) * 300) : 0;
            if (queue > 0) {
                active = pool.workers();
            }
            json.append(pool.id() == 1 ? "" : ",").append("{\"id\":").append(pool.id())
                    .append(",\"class\":\"java.util.concurrent.ThreadPoolExecutor\",\"size\":").append(pool.workers())
                    .append(",\"active\":").append(active).append(",\"queue\":").append(queue)
                    .append(",\"completed\":0,\"max\":").append(pool.workers()).append(",\"core\":")
                    .append(pool.workers()).append(",\"queueCapacity\":null,\"shutdown\":false}");
        }
        json(FrameType.SAMPLE, json.append("]}").toString());
    }

    private void json(int type, String text) throws BadInputException {
        model.apply(new Frame(type, sequence++, time, time, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void define() {
        String[][] tasks = {
            {"PlaceOrder", "PriceQuote", "ReserveStock", "ConfirmOrder"},
            {"ChargeCard", "RefundCard", "VerifyCard", "SettleBatch"},
            {"StockLookup", "StockReserve", "StockRelease", "StockAudit"},
            {"OrderMail", "InvoiceMail", "ReminderMail", "DigestMail"}
        };
        for (PoolPlan pool : pools) {
            writer.define(DictionarySort.POOL, pool.id(), "java.util.concurrent.ThreadPoolExecutor@" + pool.id() + "a1");
            for (int i = 0; i < 4; i++) {
                writer.define(DictionarySort.CLASS, pool.id() * 4L + i, "com.acme.shop." + tasks[pool.id() - 1][i]);
            }
        }
        for (int i = 0; i < 3; i++) {
            writer.define(DictionarySort.CLASS, CARRIER_CLASS + i, "com.acme.shop." + List.of(
                    "HttpExchange", "CartRequest", "SearchRequest").get(i));
        }
        writer.define(DictionarySort.CLASS, 50, "java.util.concurrent.TimeoutException");
        int index = 0;
        PoolPlan of = pools.getFirst();
        for (Worker worker : workers) {
            index = worker.pool == of ? index + 1 : 1;
            of = worker.pool;
            writer.define(DictionarySort.THREAD, worker.thread, of.name() + "-" + index);
        }
        for (int i = 0; i < carriers.size(); i++) {
            writer.define(DictionarySort.THREAD, carriers.get(i).thread, "ForkJoinPool-1-worker-" + (i + 1));
        }
        writer.define(DictionarySort.THREAD, 1, "main");
    }

    private double loadAt(long at, PoolPlan pool) {
        return Math.min(0.995, pool.busy() * (0.55 + 0.75 * wave(at, 23 + pool.id() * 7)));
    }

    private static double wave(long at, double period) {
        return 0.5 + 0.5 * Math.sin(at / 1e9 / period * 2 * Math.PI - 0.6);
    }

    private double exponential() {
        return Math.min(6, -Math.log(1 - random.nextDouble()));
    }
}
