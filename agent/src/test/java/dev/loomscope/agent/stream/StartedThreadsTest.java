package dev.loomscope.agent.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.loomscope.agent.hook.Marks;
import dev.loomscope.agent.hook.ThreadEnds;
import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.AdoptedThread;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Observations;
import dev.loomscope.agent.sample.ThreadFacts;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads that are tasks: their names, what a keyframe has of them, and those from before watching began. */
class StartedThreadsTest {
    private final TestRings rings = new TestRings(8, 1 << 10);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    /** A note about a thread; the names are those that its frame has. */
    private record Note(int kind, long run, long thread, String name, long value, String type) {}

    @AfterEach
    void letGo() {
        gate.countDown();
    }

    private static List<Note> notes(List<Frame> frames) throws IOException {
        List<Note> notes = new ArrayList<>();
        for (Frame frame : frames) {
            EventsReader.Events read = EventsReader.read(frame.payload());
            for (EventRun run : read.runs()) {
                while (run.advance()) {
                    if (run.kind() >= EventKind.THREAD_START && run.kind() <= EventKind.THREAD_ADOPT) {
                        notes.add(new Note(run.kind(), run.thread(), run.task(), TestClient.name(read, 3, run.task()),
                                run.value(), TestClient.name(read, 1, run.taskClass())));
                    }
                }
            }
        }
        return notes;
    }

    /** What a client was told, but for what keyframes tell again. */
    private static List<Note> told(TestClient client) throws IOException {
        return notes(client.seen.stream().filter(frame -> frame.type() == FrameType.EVENTS).toList());
    }

    private List<Note> keyframe() throws IOException {
        try (TestClient client = stream.client()) {
            return notes(List.of(client.await(FrameType.KEYFRAME)));
        }
    }

    @Test
    void aThreadIsNamedByItsStarterAndStandsInKeyframesUntilItEnds() throws Exception {
        int type = rings.classSlot(Runnable.class);
        int exception = rings.classSlot(IllegalStateException.class);
        Thread main = Thread.currentThread();
        long starter = ThreadFacts.id(main);
        Producer producer = rings.producer(main);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            producer.threadStart(500, type, "a listener");
            client.awaitEvents(EventKind.THREAD_START, 1);
            Note start = new Note(EventKind.THREAD_START, starter, 500, "a listener", 0, "java.lang.Runnable");
            assertThat(told(client)).containsExactly(start);
            assertThat(keyframe()).containsExactly(start);

            assertThat(ThreadEnds.put(rings.memory.ends(), 500, Outcome.FAILED, exception, rings.now())).isTrue();
            client.awaitEvents(EventKind.THREAD_END, 1);
            assertThat(told(client)).last()
                    .isEqualTo(new Note(EventKind.THREAD_END, 500, 500, "unnamed 500", Outcome.FAILED,
                            "java.lang.IllegalStateException"));
            assertThat(keyframe()).isEmpty();
        }
    }

    @Test
    void moreEndsThanThereIsRoomForAreRefusedUntilTheyAreTaken() throws Exception {
        long[] ends = rings.memory.ends();
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            int put = 0;
            // In the future, so that none of them is taken yet.
            long later = rings.now() + 1_000_000_000L;
            while (ThreadEnds.put(ends, 7, Outcome.COMPLETED, 0, later)) {
                put++;
            }
            assertThat(put).isEqualTo(16);
            client.awaitEvents(EventKind.THREAD_END, put);
            assertThat(ThreadEnds.put(ends, 7, Outcome.COMPLETED, 0, rings.now())).isTrue();
        }
    }

    @Test
    void threadsFromBeforeAreAdoptedUnlessTheyEndedFirst() throws Exception {
        Thread lives = new Thread(this::await, "lives");
        lives.start();
        Thread gone = new Thread(() -> {}, "gone");
        Thread untold = new Thread(() -> {}, "untold");
        gone.start();
        untold.start();
        gone.join();
        untold.join();
        int type = rings.classSlot(Runnable.class);
        long id = ThreadFacts.id(lives);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            long looked = rings.now();
            ThreadEnds.put(rings.memory.ends(), ThreadFacts.id(gone), Outcome.COMPLETED, 0, rings.now());
            Marks.put(rings.memory.threads(), (int) ThreadFacts.id(untold), 0);
            client.awaitEvents(EventKind.THREAD_END, 1);
            List<AdoptedThread> found = List.of(
                    new AdoptedThread(lives, type), new AdoptedThread(gone, type), new AdoptedThread(untold, type));
            Adoption adoption = new Adoption(looked, List.of(), List.of(), found);
            stream.cycle.offer(new Facts(rings.now(), null, null, List.of(), adoption, List.of(), List.of(),
                    Observations.NONE, List.of()));
            client.awaitEvents(EventKind.THREAD_END, 2);

            assertThat(told(client)).filteredOn(note -> note.kind() == EventKind.THREAD_ADOPT)
                    .extracting(Note::name)
                    .containsExactlyInAnyOrder("lives", "untold");
            assertThat(told(client)).last()
                    .matches(note -> note.thread() == ThreadFacts.id(untold) && note.value() == Outcome.UNKNOWN);
            assertThat(Marks.has(rings.memory.threads(), (int) ThreadFacts.id(untold))).isFalse();
        }
        assertThat(keyframe())
                .containsExactly(new Note(EventKind.THREAD_ADOPT, id, id, "lives", 0, "java.lang.Runnable"));
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
