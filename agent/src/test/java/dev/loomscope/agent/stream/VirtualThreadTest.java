package dev.loomscope.agent.stream;

import java.util.List;

import dev.loomscope.agent.sample.Facts;
import dev.loomscope.agent.sample.Facts.AdoptedVirtualThread;
import dev.loomscope.agent.sample.Facts.AdoptedWorker;
import dev.loomscope.agent.sample.Facts.Adoption;
import dev.loomscope.agent.sample.Observations;
import dev.loomscope.agent.stream.TestClient.Event;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.AdoptedState;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

/** Virtual threads over several carriers, and what was live before watching began. */
class VirtualThreadTest {
    private final TestRings rings = new TestRings(8, 1 << 10);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    private static Thread parked(String name) {
        Thread thread = new Thread(() -> {
            synchronized (VirtualThreadTest.class) {
                try {
                    VirtualThreadTest.class.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void theLastFactByTimeHoldsWhateverRingItCameFrom() throws Exception {
        int type = rings.classSlot(Runnable.class);
        // The ring that is read first has the last events.
        Producer second = rings.producer(parked("carrier-2"));
        Producer first = rings.producer(parked("carrier-1"));
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            first.virtualStart(100, type, "a name of more than eight letters");
            first.virtualStart(101, type, "");
            first.virtualStart(102, type, "done");
            first.virtual(EventKind.MOUNT, 100, 0);
            first.virtual(EventKind.UNMOUNT, 100, UnmountReason.PARK);
            first.virtual(EventKind.WAKE, 100, 0);
            second.virtual(EventKind.MOUNT, 100, 0);
            second.virtual(EventKind.UNMOUNT, 100, UnmountReason.MONITOR);
            first.virtual(EventKind.MOUNT, 102, 0);
            first.virtual(EventKind.VIRTUAL_END, 102, Outcome.COMPLETED);
            client.awaitEvents(EventKind.VIRTUAL_END, 1);
            client.awaitEvents(EventKind.MOUNT, 3);
            assertThat(client.events().stream().filter(e -> e.kind() == EventKind.VIRTUAL_START))
                    .extracting(Event::type)
                    .containsExactly(
                            "a name of more than eight letters/java.lang.Runnable",
                            "/java.lang.Runnable",
                            "done/java.lang.Runnable");
        }
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .extracting(Event::kind, Event::task, Event::threadName)
                    .containsExactlyInAnyOrder(
                            tuple(EventKind.VIRTUAL_START, 100L, "carrier-1"),
                            tuple(EventKind.VIRTUAL_START, 101L, "carrier-1"),
                            tuple(EventKind.UNMOUNT, 100L, "carrier-2"));
        }
    }

    @Test
    void whatEndsBeforeItsAdoptionIsNotAdopted() throws Exception {
        Producer carrier = rings.producer(parked("carrier"));
        Thread worker = parked("worker-1");
        Thread busy = parked("worker-2");
        int pool = rings.poolSlot(this);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            long looked = rings.now();
            carrier.virtual(EventKind.VIRTUAL_END, 50, Outcome.COMPLETED);
            Producer its = rings.producer(busy);
            its.task(EventKind.START, 9, pool, 0);
            client.awaitEvents(EventKind.VIRTUAL_END, 1);
            client.awaitEvents(EventKind.START, 1);
            Adoption adoption = new Adoption(
                    looked,
                    List.of(new AdoptedWorker(worker, pool), new AdoptedWorker(busy, pool)),
                    List.of(
                            new AdoptedVirtualThread(50, "gone", AdoptedState.WAITING, 0, null),
                            new AdoptedVirtualThread(51, "waits", AdoptedState.WAITING, 0, null)));
            stream.cycle.offer(new Facts(rings.now(), null, null, List.of(), adoption, List.of(), List.of(),
                    Observations.NONE, List.of()));
            client.awaitEvents(EventKind.VIRTUAL_ADOPT, 1);

            assertThat(client.events().stream().filter(e -> e.kind() == EventKind.ADOPT))
                    .extracting(Event::threadName)
                    .containsExactly("worker-1");
            assertThat(client.events().stream().filter(e -> e.kind() == EventKind.VIRTUAL_ADOPT))
                    .extracting(Event::type)
                    .containsExactly("waits/");
        }
        Producer its = rings.producer(worker);
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .extracting(Event::kind, Event::threadName)
                    .contains(tuple(EventKind.ADOPT, "worker-1"), tuple(EventKind.START, "worker-2"));
            its.end(77, Outcome.COMPLETED, 0);
            client.awaitEvents(EventKind.END, 1);
        }
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .extracting(Event::kind, Event::threadName)
                    .contains(tuple(EventKind.START, "worker-2"))
                    .doesNotContain(tuple(EventKind.ADOPT, "worker-1"));
        }
    }

    @Test
    void whatFindsNoRoomInTheTablesIsSaidInTheKeyframe() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            for (int i = 1; i <= 2_000; i++) {
                main.virtual(EventKind.VIRTUAL_START, i, 0);
                if (i % 500 == 0) {
                    client.awaitEvents(EventKind.VIRTUAL_START, i);
                }
            }
        }
        try (TestClient client = stream.client()) {
            List<Event> live = TestClient.events(client.await(FrameType.KEYFRAME));
            long listed = live.stream().filter(e -> e.kind() == EventKind.VIRTUAL_START).count();
            assertThat(listed).isLessThan(2_000);
            assertThat(live.stream().filter(e -> e.kind() == EventKind.UNLISTED))
                    .extracting(Event::detail)
                    .containsExactly((int) (2_000 - listed));
        }
    }
}
