package dev.loomscope.agent.stream;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.loomscope.agent.stream.TestClient.Event;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Slots and rings are used again; ids and names stay right. */
@Timeout(60)
class SlotTest {
    private final TestRings rings = new TestRings(4, 1 << 8);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    /** A pool whose only reference is on the caller's stack. */
    private int submitToAPoolThatIsForgotten(Producer main) {
        Object pool = new Object();
        int slot = rings.poolSlot(pool);
        main.task(EventKind.SUBMIT, 1, slot, 0);
        return slot;
    }

    @Test
    void aCollectedExecutorFreesItsSlotAndItsIdIsNotUsedAgain() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            int slot = submitToAPoolThatIsForgotten(main);
            client.awaitEvents(EventKind.SUBMIT, 1);
            String before = client.events().get(0).pool();
            while (rings.memory.poolKeys()[slot - 1] != 0) {
                System.gc();
                Thread.sleep(5);
            }
            Object another = new Object();
            int other = rings.poolSlot(another);
            main.task(EventKind.SUBMIT, 2, other, 0);
            client.awaitEvents(EventKind.SUBMIT, 2);

            assertThat(before).startsWith("java.lang.Object@");
            assertThat(client.events().get(1).pool())
                    .isEqualTo("java.lang.Object@" + Integer.toHexString(System.identityHashCode(another)))
                    .isNotEqualTo(before);
            assertThat(dictionaryIds(client, 2)).hasSize(2);
        }
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .as("the queue of a collected pool is gone")
                    .extracting(Event::task)
                    .containsExactly(2L);
        }
    }

    private static List<Long> dictionaryIds(TestClient client, int sort) throws IOException {
        Set<Long> ids = new TreeSet<>();
        for (Frame frame : client.seen) {
            if (frame.type() == FrameType.EVENTS) {
                EventsReader.read(frame.payload()).dictionary().stream()
                        .filter(entry -> entry.sort() == sort)
                        .forEach(entry -> ids.add(entry.id()));
            }
        }
        return List.copyOf(ids);
    }

    @Test
    void aSlotThatIsUsedBeforeItsObjectIsHandedOverIsNamedLater() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            rings.memory.classKeys()[4] = System.identityHashCode(Integer.class);
            main.task(EventKind.SUBMIT, 1, 0, 5);
            client.awaitEvents(EventKind.SUBMIT, 1);
            int slot = rings.classSlot(Integer.class);
            assertThat(client.events().get(0).type()).startsWith("unnamed");
            if (slot != 5) {
                rings.memory.classes()[4] = Integer.class;
            }
            main.task(EventKind.SUBMIT, 2, 0, 5);
            client.awaitEvents(EventKind.SUBMIT, 2);
            assertThat(client.events().get(1).type()).isEqualTo("java.lang.Integer");
        }
    }

    @Test
    void theRingOfAThreadThatEndedIsReadToItsEndAndUsedAgain() throws Exception {
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            for (int i = 1; i <= 12; i++) {
                while (rings.spares() == 0) {
                    Thread.sleep(1);
                }
                int key = i;
                Thread thread = new Thread(() -> {}, "short-" + i);
                thread.start();
                Producer ring = rings.producer(thread);
                ring.task(EventKind.START, key, 0, 0);
                thread.join();
            }
            client.awaitEvents(EventKind.START, 12);
            assertThat(client.events()).extracting(Event::task).containsExactlyInAnyOrder(
                    1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
            for (Event event : client.events()) {
                assertThat(event.threadName()).isEqualTo("short-" + event.task());
            }
            while (rings.spares() < 4) {
                Thread.sleep(1);
            }
        }
        try (TestClient client = stream.client()) {
            assertThat(TestClient.events(client.await(FrameType.KEYFRAME)))
                    .as("what a thread was inside of ended with it")
                    .isEmpty();
        }
    }
}
