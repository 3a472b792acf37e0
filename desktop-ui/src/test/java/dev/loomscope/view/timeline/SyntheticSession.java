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

/**
 * Frames of a service that never was: four pools of different temper and virtual threads on carriers, with load that rises
 * and falls, a saturated stretch, a stuck task and lost events. The same every time.
 */
final class SyntheticSession {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000_000_000L;
    private static final long EPOCH_WALL_MS = 1_767_258_000_000L;
    private static final long WINDOW = 20 * MILLI;

    private final SessionModel model;
    private final EventsWriter writer = new EventsWriter();
    private final Random random = new Random(42);
    private final List<SyntheticWorker> workers = new ArrayList<>();
    private final List<SyntheticPool> pools = new ArrayList<>();
    private final List<SyntheticCarrier> carriers = new ArrayList<>();
    private final Map<Integer, Deque<SyntheticWorker.Job>> queues = new HashMap<>();
    private final List<long[]> submits = new ArrayList<>();
    private long time;
    private long sequence;
    private int nextKey = 1;
    private long nextVirtual = 5000;

    SyntheticSession(SessionModel model) throws BadInputException {
        this.model = model;
        pools.add(new SyntheticPool(1, "orders", 8, 14 * MILLI, 0.72, 0.25, 0.02));
        pools.add(new SyntheticPool(2, "payments", 4, 42 * MILLI, 0.97, 0.55, 0.01));
        pools.add(new SyntheticPool(3, "inventory-client", 12, 3 * MILLI, 0.5, 0.35, 0.004));
        pools.add(new SyntheticPool(4, "mail", 3, 160 * MILLI, 0.2, 0.8, 0));
        long thread = 30;
        for (SyntheticPool pool : pools) {
            for (int i = 0; i < pool.workers(); i++) {
                workers.add(new SyntheticWorker(pool, thread++, pool.id() == 2 && i == 2, random));
            }
        }
        for (int i = 0; i < 8; i++) {
            carriers.add(new SyntheticCarrier(thread++, random, () -> nextVirtual++));
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
        for (SyntheticPool pool : pools) {
            schedule(pool, until);
        }
        for (SyntheticWorker worker : workers) {
            worker.write(until, writer);
        }
        for (SyntheticCarrier carrier : carriers) {
            carrier.write(until, writer);
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
    private void schedule(SyntheticPool pool, long until) {
        Deque<SyntheticWorker.Job> queue = queues.computeIfAbsent(pool.id(), _ -> new ArrayDeque<>());
        long at = time;
        while (true) {
            double load = pool.loadAt(at);
            at += 1_000 + (long) ((double) pool.typical() / pool.workers() / load * SyntheticLoad.exponential(random));
            if (at >= until) {
                break;
            }
            long length = (long) (pool.typical() * SyntheticLoad.exponential(random)) + 5_000;
            if (random.nextInt(200) == 0) {
                length *= 12;
            }
            SyntheticWorker.Job job = new SyntheticWorker.Job(at, nextKey++, pool.id() * 4 + random.nextInt(4), length);
            queue.add(job);
            submits.add(new long[] {at, job.key(), pool.id(), job.taskClass()});
        }
        List<SyntheticWorker> own = workers.stream().filter(w -> w.pool == pool).toList();
        while (!queue.isEmpty()) {
            SyntheticWorker next = own.stream().min(Comparator.comparingLong(SyntheticWorker::free)).orElseThrow();
            long start = Math.max(next.free(), queue.peek().submitted() + 6_000);
            if (start >= until) {
                break;
            }
            next.take(start, queue.remove());
        }
    }

    private void sample() throws BadInputException {
        StringBuilder json = new StringBuilder("{\"time\":" + time + ",\"pools\":[");
        for (SyntheticPool pool : pools) {
            long active = workers.stream().filter(w -> w.pool == pool && w.isRunning()).count();
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
        for (SyntheticPool pool : pools) {
            writer.define(DictionarySort.POOL, pool.id(),
                    "java.util.concurrent.ThreadPoolExecutor@" + pool.id() + "a1");
            for (int i = 0; i < 4; i++) {
                writer.define(DictionarySort.CLASS, pool.id() * 4L + i, "com.acme.shop." + tasks[pool.id() - 1][i]);
            }
        }
        for (int i = 0; i < SyntheticCarrier.CLASSES; i++) {
            writer.define(DictionarySort.CLASS, SyntheticCarrier.CLASS + i, "com.acme.shop." + List.of(
                    "HttpExchange", "CartRequest", "SearchRequest").get(i));
        }
        writer.define(DictionarySort.CLASS, SyntheticWorker.FAILURE, "java.util.concurrent.TimeoutException");
        int index = 0;
        SyntheticPool of = pools.getFirst();
        for (SyntheticWorker worker : workers) {
            index = worker.pool == of ? index + 1 : 1;
            of = worker.pool;
            writer.define(DictionarySort.THREAD, worker.thread, of.name() + "-" + index);
        }
        for (int i = 0; i < carriers.size(); i++) {
            writer.define(DictionarySort.THREAD, carriers.get(i).thread, "ForkJoinPool-1-worker-" + (i + 1));
        }
        writer.define(DictionarySort.THREAD, 1, "main");
    }
}
