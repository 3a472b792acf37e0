package dev.loomscope.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is written is what is read, whatever it is; and what was damaged on the way is refused, not believed. */
class EventsRoundTripTest {
    private static final int[] KINDS = {
            EventKind.SUBMIT,
            EventKind.START,
            EventKind.END,
            EventKind.REJECT,
            EventKind.REMOVE,
            EventKind.CANCEL,
            EventKind.ADOPT,
            EventKind.VIRTUAL_START,
            EventKind.MOUNT,
            EventKind.UNMOUNT,
            EventKind.WAKE,
            EventKind.VIRTUAL_END,
            EventKind.VIRTUAL_ADOPT,
            EventKind.WORKER_STATE,
            EventKind.CLASS_SITE,
            EventKind.UNLISTED,
            EventKind.DUE,
            EventKind.COMPLETES,
            EventKind.COUNT,
            EventKind.MODE,
            EventKind.MEMBER
    };

    private final EventsWriter writer = new EventsWriter();

    /** Numbers of all lengths, the extremes included. */
    private static long number(Random random) {
        return random.nextLong() >>> random.nextInt(64);
    }

    private static int id(Random random) {
        return random.nextInt() >>> 1 + random.nextInt(31);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            name.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x20 + random.nextInt(0x2000));
        }
        return name.toString();
    }

    /** Writes a random payload; what a reader should say of it, line by line. */
    private List<String> write(Random random) {
        List<String> lines = new ArrayList<>();
        writer.clear();
        for (int i = random.nextInt(5); i > 0; i--) {
            int sort = random.nextInt(256);
            long id = number(random);
            String text = name(random);
            writer.define(sort, id, text);
            lines.add(sort + " " + id + " " + text);
        }
        for (int runs = random.nextInt(5); runs > 0; runs--) {
            long thread = number(random);
            writer.beginRun(thread);
            long time = random.nextLong() >> 8;
            for (int events = random.nextInt(40); events > 0; events--) {
                time += number(random) >> 20;
                lines.add(thread + " " + time + " " + event(random, time));
            }
        }
        return lines;
    }

    private String event(Random random, long time) {
        int kind = KINDS[random.nextInt(KINDS.length)];
        int key = random.nextBoolean() ? random.nextInt(3) : random.nextInt();
        int pool = random.nextBoolean() ? 1 : id(random);
        int type = random.nextBoolean() ? 1 : id(random);
        int small = random.nextInt(256);
        long id = number(random);
        switch (kind) {
            case EventKind.SUBMIT, EventKind.START, EventKind.REJECT, EventKind.REMOVE, EventKind.ADOPT -> {
                writer.task(kind, time, key, pool, type);
                return kind + " " + Integer.toUnsignedLong(key) + " " + pool + " " + type;
            }
            case EventKind.END -> {
                int outcome = random.nextInt(4);
                writer.end(time, key, outcome, type);
                return kind + " " + Integer.toUnsignedLong(key) + " " + outcome + " "
                        + (outcome == Outcome.FAILED ? type : 0);
            }
            case EventKind.CANCEL -> {
                writer.cancel(time, key);
                return kind + " " + Integer.toUnsignedLong(key);
            }
            case EventKind.VIRTUAL_START -> {
                String name = name(random);
                writer.virtualStart(time, id, type, name);
                return kind + " " + id + " " + type + " " + name;
            }
            case EventKind.VIRTUAL_ADOPT -> {
                String name = name(random);
                writer.virtualAdopt(time, id, small, type, name);
                return kind + " " + id + " " + small + " " + type + " " + name;
            }
            case EventKind.MOUNT, EventKind.WAKE -> {
                writer.virtual(kind, time, id);
                return kind + " " + id;
            }
            case EventKind.UNMOUNT, EventKind.VIRTUAL_END -> {
                writer.virtual(kind, time, id, small);
                return kind + " " + id + " " + small;
            }
            case EventKind.WORKER_STATE -> {
                writer.workerState(time, small);
                return kind + " " + small;
            }
            case EventKind.CLASS_SITE -> {
                writer.classSite(time, type, pool);
                return kind + " " + type + " " + pool;
            }
            case EventKind.UNLISTED -> {
                writer.unlisted(time, type, pool);
                return kind + " " + type + " " + pool;
            }
            case EventKind.COMPLETES -> {
                int by = random.nextBoolean() ? random.nextInt(3) : random.nextInt();
                writer.completes(time, key, by);
                return kind + " " + Integer.toUnsignedLong(key) + " " + Integer.toUnsignedLong(by) + " 0 0 0";
            }
            case EventKind.MEMBER -> {
                long group = 1 + random.nextInt(3);
                int of = 1 + random.nextInt(2);
                writer.member(time, group, of, id, 1);
                return kind + " " + group + " " + of + " " + id + " 1 0";
            }
            case EventKind.DUE, EventKind.COUNT, EventKind.MODE -> {
                long value = random.nextBoolean() ? 0 : random.nextLong() >> random.nextInt(64);
                long other = random.nextBoolean() ? 0 : random.nextLong() >> random.nextInt(64);
                int noted = random.nextBoolean() ? 0 : type;
                int of = random.nextBoolean() ? 0 : pool;
                writer.note(kind, time, id, value, other, noted, of);
                return kind + " " + id + " " + value + " " + other + " " + noted + " " + of;
            }
            default -> throw new IllegalStateException("kind=" + kind);
        }
    }

    private static List<String> read(byte[] payload) throws BadInputException {
        List<String> lines = new ArrayList<>();
        EventsReader.Events events = EventsReader.read(payload);
        for (EventsReader.Entry entry : events.dictionary()) {
            lines.add(entry.sort() + " " + entry.id() + " " + entry.text());
        }
        for (EventRun run : events.runs()) {
            while (run.advance()) {
                lines.add(run.thread() + " " + run.time() + " " + run.kind() + fields(run));
            }
        }
        return lines;
    }

    private static String fields(EventRun run) {
        return switch (run.kind()) {
            case EventKind.SUBMIT, EventKind.START, EventKind.REJECT, EventKind.REMOVE,
                    EventKind.ADOPT -> " " + run.task() + " " + run.pool() + " " + run.taskClass();
            case EventKind.END -> " " + run.task() + " " + run.outcome() + " " + run.exceptionClass();
            case EventKind.CANCEL, EventKind.MOUNT, EventKind.WAKE -> " " + run.task();
            case EventKind.VIRTUAL_START -> " " + run.task() + " " + run.taskClass() + " " + run.name();
            case EventKind.VIRTUAL_ADOPT -> " " + run.task() + " " + run.state() + " " + run.taskClass() + " "
                    + run.name();
            case EventKind.UNMOUNT -> " " + run.task() + " " + run.reason();
            case EventKind.VIRTUAL_END -> " " + run.task() + " " + run.outcome();
            case EventKind.WORKER_STATE -> " " + run.state();
            case EventKind.CLASS_SITE -> " " + run.taskClass() + " " + run.site();
            case EventKind.UNLISTED -> " " + run.unlistedTasks() + " " + run.unlistedVirtualThreads();
            default -> {
                assertThat(EventKind.isNote(run.kind())).as("kind=%d", run.kind()).isTrue();
                yield " " + run.task() + " " + run.value() + " " + run.otherValue() + " " + run.taskClass() + " "
                        + run.pool();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsWrittenIsRead(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            List<String> written = write(random);
            assertThat(read(writer.finish())).as("seed=%d, payload=%d", seed, i).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void damageIsRefusedOrReadButNeverWorse(long seed) throws Exception {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            write(random);
            byte[] payload = writer.finish();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt();
            }
            try {
                read(payload);
            } catch (BadInputException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void aCutPayloadIsRefused() throws Exception {
        Random random = new Random(21);
        for (int i = 0; i < 500; i++) {
            write(random);
            byte[] payload = writer.finish();
            byte[] cut = Arrays.copyOf(payload, random.nextInt(payload.length));
            assertThatThrownBy(() -> read(cut)).isInstanceOf(BadInputException.class);
        }
    }

    /** Four workers whose tasks take some tens of microseconds, and four carriers: what a busy service looks like. */
    @Test
    void anEventTakesAtMostSixBytesInATypicalRun() {
        Random random = new Random(31);
        writer.clear();
        int taskEvents = writePoolTasks(random);
        int taskBytes = writer.finish().length;
        writer.clear();
        int mountEvents = writeMounts(random);
        int mountBytes = writer.finish().length;
        double tasks = (double) taskBytes / taskEvents;
        double mounts = (double) mountBytes / mountEvents;
        System.out.printf("bytes an event: pool tasks %.2f, virtual threads %.2f%n", tasks, mounts);
        assertThat((double) (taskBytes + mountBytes + FrameLayout.HEADER_LENGTH) / (taskEvents + mountEvents))
                .isLessThanOrEqualTo(6);
    }

    private int writePoolTasks(Random random) {
        writer.define(DictionarySort.CLASS, 1, "com.acme.shop.orders.PlaceOrder");
        writer.define(DictionarySort.POOL, 1, "java.util.concurrent.ThreadPoolExecutor@1b2c3d4e");
        writer.define(DictionarySort.THREAD, 1, "main");
        int[] keys = random.ints(1_000).toArray();
        long time = 3_600_000_000_000L;
        writer.beginRun(1);
        for (int key : keys) {
            time += 2_000 + random.nextInt(10_000);
            writer.task(EventKind.SUBMIT, time, key, 1, 1);
        }
        for (int worker = 0; worker < 4; worker++) {
            writer.define(DictionarySort.THREAD, 30 + worker, "orders-" + worker);
            writer.beginRun(30 + worker);
            time = 3_600_000_000_000L;
            for (int i = worker; i < keys.length; i += 4) {
                time += 1_000 + random.nextInt(3_000);
                writer.task(EventKind.START, time, keys[i], 1, 1);
                time += 10_000 + random.nextInt(30_000);
                writer.end(time, keys[i], Outcome.COMPLETED, 0);
            }
        }
        return writer.events();
    }

    private int writeMounts(Random random) {
        for (int carrier = 0; carrier < 4; carrier++) {
            writer.define(DictionarySort.THREAD, 40 + carrier, "ForkJoinPool-1-worker-" + carrier);
            writer.beginRun(40 + carrier);
            long time = 3_600_000_000_000L;
            for (int i = 0; i < 300; i++) {
                long id = 100_000 + random.nextInt(2_000);
                time += 500 + random.nextInt(3_000);
                writer.virtual(EventKind.MOUNT, time, id);
                time += 500 + random.nextInt(3_000);
                writer.virtual(EventKind.WAKE, time, id + random.nextInt(50));
                time += 2_000 + random.nextInt(20_000);
                writer.virtual(EventKind.UNMOUNT, time, id, UnmountReason.PARK);
            }
        }
        return writer.events();
    }

    /** What an executor with a thread a task has of each: its start, and that it belongs to that executor. */
    @Test
    void membersOfOneGroupTakeThreeBytes() throws Exception {
        writer.beginRun(1);
        writer.virtualStart(0, 500, 1, "");
        writer.member(0, 0xC0FFEE, GroupKind.EXECUTOR, 500, 7);
        int before = writer.size();
        for (int id = 501; id < 511; id++) {
            writer.virtualStart(0, id, 1, "");
            writer.member(0, 0xC0FFEE, GroupKind.EXECUTOR, id, 7);
        }
        assertThat(writer.size() - before).isEqualTo(10 * (5 + 3));
        writer.member(0, 0xC0FFEE, GroupKind.SCOPE, 510, 7);
        writer.member(0, 0xC0FFEE, GroupKind.SCOPE, 510, 7);
        writer.member(0, 0xC0FFEE, GroupKind.SCOPE, 509, 7);
        assertThat(writer.size() - before).isGreaterThan(10 * (5 + 3) + 3 + 2 * 8);
        long group = 0xC0FFEE;
        assertThat(read(writer.finish())).contains(
                "1 0 131 " + group + " " + GroupKind.EXECUTOR + " 500 7 0",
                "1 0 131 " + group + " " + GroupKind.EXECUTOR + " 510 7 0",
                "1 0 131 " + group + " " + GroupKind.SCOPE + " 510 7 0",
                "1 0 131 " + group + " " + GroupKind.SCOPE + " 509 7 0");
    }

    /** In each run of its own: nothing of the run before is taken for granted. */
    @Test
    void aMemberOfNoGroupIsRefused() {
        byte[] run = {(byte) EventKind.MEMBER_SHORT, 0, 0};
        byte[] payload = {0, 1, 1, 0, 1, (byte) run.length, run[0], run[1], run[2]};
        assertThatThrownBy(() -> read(payload))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a member of no group");
    }

    @Test
    void numbersOfAllLengthsTakeAsManyBytesAsTheyNeed() throws Exception {
        for (int bits = 0; bits < Long.SIZE; bits++) {
            for (long number : new long[] {1L << bits, (1L << bits) - 1}) {
                ByteSink sink = new ByteSink(0);
                sink.varint(number);
                int groups = (Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(number)) + 6) / 7;
                assertThat(sink.size()).as("number=%d", number).isEqualTo(groups);
                assertThat(new ByteCursor(sink.toBytes(), 0, groups).varint()).isEqualTo(number);
            }
        }
    }

    /** In a chain of stages each one is submitted, and then linked to the one before. */
    @Test
    void linksOfFuturesTakeSevenBytes() throws Exception {
        writer.beginRun(1);
        writer.task(EventKind.SUBMIT, 0, 77, 1, 1);
        writer.completes(0, 100, 77);
        int before = writer.size();
        for (int future = 101; future < 111; future++) {
            writer.completes(0, future, future - 1);
        }
        assertThat(writer.size() - before).isEqualTo(10 * 7);
        writer.completes(0, 111, 77);
        assertThat(writer.size() - before).isEqualTo(10 * 7 + 11);
        assertThat(read(writer.finish())).contains("1 0 133 100 77 0 0 0", "1 0 133 110 109 0 0 0",
                "1 0 133 111 77 0 0 0");
    }
}
