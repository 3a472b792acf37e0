package dev.loomscope.agent.stream;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.AdoptedWorker;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Facts.CarriedFact;
import dev.loomscope.agent.sample.Observations;
import dev.loomscope.agent.sample.PoolBoard;
import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.agent.stream.TestClient.Event;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.FrameReader;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a thread was told to be inside of is told to be over, where that and the thread's end are met in one cycle. */
class EndedThreadsTest {
    /** Longer than from one look at which threads have ended to the next. */
    private static final long LOOKS_APART = 600_000_000;

    private static final long PATIENCE = 30_000_000_000L;

    private final TestRings rings = new TestRings(4, 1 << 8);
    private final FrameLog log = new FrameLog(1 << 20);
    private final FrameLog.Cursor cursor = log.open();
    private final WatchedThreads threads = new WatchedThreads(RingRows.rows(rings.memory));
    private final Cycle cycle = new Cycle(rings.memory, log, threads, new PoolBoard(), 1 << 10, name -> false, 0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Thread thread = new Thread(this::stay, "a-worker");
    private final List<Event> events = new ArrayList<>();

    EndedThreadsTest() {
        thread.setDaemon(true);
        thread.start();
        cycle.begin();
    }

    @AfterEach
    void close() {
        gate.countDown();
    }

    private void stay() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws Exception {
        cycle.round(false);
        for (FrameLog.Entry entry = cursor.next(1); entry != null; entry = cursor.next(1)) {
            if (entry.type() == FrameType.EVENTS) {
                events.addAll(TestClient.events(
                        new FrameReader(new ByteArrayInputStream(entry.bytes()), "the log", 0).next()));
            }
        }
    }

    private void roundsUntil(BooleanSupplier wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what came instead: %s", events).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
            round();
        }
    }

    private boolean hasCome(int kind) {
        return events.stream().anyMatch(event -> event.kind() == kind);
    }

    /** No round comes before it is also the turn of a look at which threads have ended. */
    private void endTheThread() throws Exception {
        gate.countDown();
        thread.join();
        long due = System.nanoTime() + LOOKS_APART;
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    @Test
    void aTaskOfWhichOnlyCountsTold() throws Exception {
        Producer worker = rings.producer(thread);
        worker.count(TaskFamily.POOL, EventKind.START, 0, 1);
        roundsUntil(() -> hasCome(EventKind.ADOPT));
        worker.count(TaskFamily.POOL, EventKind.END, Outcome.COMPLETED, 1);
        endTheThread();
        round();
        assertThat(events).extracting(Event::kind, Event::threadName, Event::detail)
                .contains(tuple(EventKind.END, "a-worker", Outcome.UNKNOWN));
        assertThat(threads.id(0)).as("its ring was given back").isZero();
    }

    @Test
    void aVirtualThreadOfWhichOnlyCountsTold() throws Exception {
        Producer carrier = rings.producer(thread);
        carrier.count(TaskFamily.VIRTUAL_THREAD, EventKind.MOUNT, 0, 1);
        roundsUntil(() -> threads.carriesSince(0) != WatchedThreads.NONE);
        CarriedFact carried = new CarriedFact(0, threads.carriesSince(0), 77, "stays");
        cycle.offer(new Facts(rings.now(), null, null, List.of(), null, List.of(), List.of(), Observations.NONE,
                List.of(carried)));
        roundsUntil(() -> hasCome(EventKind.MOUNT));
        endTheThread();
        round();
        assertThat(events).extracting(Event::kind, Event::task, Event::detail)
                .contains(tuple(EventKind.VIRTUAL_END, 77L, Outcome.UNKNOWN));
    }

    @Test
    void aTaskFromBeforeWatchingOnAThreadWithoutARing() throws Exception {
        cycle.modes().budget(Modes.UNLIMITED);
        roundsUntil(() -> rings.memory.modes()[TaskFamily.POOL] == 1);
        int pool = rings.poolSlot(this);
        Adoption adoption = new Adoption(rings.now(), List.of(new AdoptedWorker(thread, pool)), List.of());
        cycle.offer(new Facts(rings.now(), null, null, List.of(), adoption, List.of(), List.of(), Observations.NONE,
                List.of()));
        roundsUntil(() -> hasCome(EventKind.ADOPT));
        endTheThread();
        round();
        assertThat(events).filteredOn(event -> event.thread() == ThreadFacts.id(thread))
                .extracting(Event::kind, Event::detail)
                .contains(tuple(EventKind.END, Outcome.UNKNOWN));
    }
}
