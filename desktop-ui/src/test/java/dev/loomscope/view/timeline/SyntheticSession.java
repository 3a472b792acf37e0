package dev.loomscope.view.timeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Frames of a service that never was: four pools of different temper and virtual threads on carriers, with load that rises
 * and falls, a saturated stretch, a stuck task and lost events. The same every time.
 */
final class SyntheticSession {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    private static final long EPOCH_WALL_MS = 1_767_258_000_000L;
    private static final long WINDOW = 20 * MILLI;
    private static final int CARRIER_CLASS = 60;

    private final SessionModel model;
    private final EventsWriter writer = new EventsWriter();
    private final Random random = new Random(42);
    private final List<Worker> workers = new ArrayList<>();
    private final List<PoolPlan> pools = new ArrayList<>();
    private final List<Carrier> carriers = new ArrayList<>();
    private final Map<Integer, Deque<Job>> queues = new HashMap<>();
    private final List<long[]> submits = new ArrayList<>();
    private long time;
    private long sequence;
    private int nextKey = 1;
    private long nextVirtual = 5000;

    private record PoolPlan(int id, String name, int workers, long typical, double busy, double waits, double blocks) {}

    private record Plan(long start, long end, int key, int taskClass, boolean fails, List<long[]> states) {}

    private record Job(long submitted, int key, int taskClass, long length) {}

    private final class Worker {
        final PoolPlan pool;
        final long thread;
        final boolean stuck;
        final Deque<Plan> plans = new ArrayDeque<>();
        long free;
        boolean running;

        Worker(PoolPlan pool, long thread, boolean stuck) {
            this.pool = pool;
            this.thread = thread;
            this.stuck = stuck;
        }

        void take(long start, Job job) {
            long length = stuck && start > 41 * SECOND ? 1000 * SECOND : job.length();
            boolean fails = random.nextInt(160) == 0;
            plans.add(new Plan(start, start + length, job.key(), job.taskClass(), fails, states(start, length)));
            free = start + length + 4_000;
        }

        void write(long until) {
            writer.beginRun(thread);
            while (!plans.isEmpty()) {
                Plan plan = plans.peek();
                if (!running) {
                    writer.task(EventKind.START, plan.start(), plan.key(), pool.id(), plan.taskClass());
                    running = true;
                }
                while (!plan.states().isEmpty() && plan.states().getFirst()[0] < Math.min(until, plan.end())) {
                    long[] state = plan.states().removeFirst();
                    writer.workerState(state[0], (int) state[1]);
                }
                if (plan.end() >= until) {
                    return;
                }
                writer.end(plan.end(), plan.key(), plan.fails() ? Outcome.FAILED : Outcome.COMPLETED,
                        plan.fails() ? 50 : 0);
                running = false;
                plans.remove();
            }
        }

        private List<long[]> states(long start, long length) {
            List<long[]> states = new ArrayList<>();
            double kind = random.nextDouble();
            if (length > 500 * SECOND) {
                states.add(new long[] {start + 4 * MILLI, WorkerState.BLOCKED});
            } else if (kind < pool.waits()) {
                states.add(new long[] {start + length / 5, WorkerState.WAITING});
                states.add(new long[] {start + length * 3 / 5, WorkerState.RUNNING});
            } else if (kind < pool.waits() + pool.blocks()
                    || (pool.id() == 1 && start > 30 * SECOND && start < 33 * SECOND && kind < 0.8)) {
                states.add(new long[] {start + length / 10, WorkerState.BLOCKED});
                states.add(new long[] {start + length * 7 / 10, WorkerState.RUNNING});
            }
            return states;
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
                    end = next + 3_000 + (long) (180_000 * exponential());
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
                next = end + 2_000 + (long) (180_000 * (1 - load) / load * exponential());
                end = -1;
            }
        }
    }

    SyntheticSession(SessionModel model) throws BadInputException {
        this.model = model;
        pools.add(new PoolPlan(1, "orders", 8, 14 * MILLI, 0.72, 0.25, 0.02));
        pools.add(new PoolPlan(2, "payments", 4, 42 * MILLI, 0.97, 0.55, 0.01));
        pools.add(new PoolPlan(3, "inventory-client", 12, 3 * MILLI, 0.5, 0.35, 0.004));
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
                "vendor":"Eclipse Adoptium","cpus":8,"startWallMs":%1$d,"epochWallMs":%1$d,
                "agentVersion":"0.1.0","hooks":[]}""".formatted(EPOCH_WALL_MS));
    }

    /** Goes on by so long, in ns. */
    void advance(long length) throws BadInputException {
        long until = time + length;
        while (time < until) {
            window();
        }
    }

    private void window() throws BadInputException {
        long until = time + WINDOW;
        writer.clear();
        define();
        submits.clear();
        for (PoolPlan pool : pools) {
            schedule(pool, until);
        }
        for (Worker worker : workers) {
            worker.write(until);
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

    /** New work of a pool arrives, and its workers take what they can begin before a time. */
    private void schedule(PoolPlan pool, long until) {
        Deque<Job> queue = queues.computeIfAbsent(pool.id(), _ -> new ArrayDeque<>());
        long at = time;
        while (true) {
            double load = loadAt(at, pool);
            at += 1_000 + (long) ((double) pool.typical() / pool.workers() / load * exponential());
            if (at >= until) {
                break;
            }
            long length = (long) (pool.typical() * exponential()) + 5_000;
            if (random.nextInt(200) == 0) {
                length *= 12;
            }
            Job job = new Job(at, nextKey++, pool.id() * 4 + random.nextInt(4), length);
            queue.add(job);
            submits.add(new long[] {at, job.key(), pool.id(), job.taskClass()});
        }
        List<Worker> own = workers.stream().filter(w -> w.pool == pool).toList();
        while (!queue.isEmpty()) {
            Worker next = own.stream().min(Comparator.comparingLong(w -> w.free)).orElseThrow();
            long start = Math.max(next.free, queue.peek().submitted() + 6_000);
            if (start >= until) {
                break;
            }
            next.take(start, queue.remove());
        }
    }

    private void sample() throws BadInputException {
        StringBuilder json = new StringBuilder("{\"time\":" + time + ",\"pools\":[");
        for (PoolPlan pool : pools) {
            long active = workers.stream().filter(w -> w.pool == pool && w.running).count();
            int queue = queues.getOrDefault(pool.id(), new ArrayDeque<>()).size();
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
            writer.define(DictionarySort.POOL, pool.id(),
                    "java.util.concurrent.ThreadPoolExecutor@" + pool.id() + "a1");
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
        return Math.min(1.25, pool.busy() * (0.4 + 0.95 * wave(at, 23 + pool.id() * 7)));
    }

    private static double wave(long at, double period) {
        return 0.5 + 0.5 * Math.sin(at / 1e9 / period * 2 * Math.PI - 0.6);
    }

    private double exponential() {
        return Math.min(6, -Math.log(1 - random.nextDouble()));
    }
}
