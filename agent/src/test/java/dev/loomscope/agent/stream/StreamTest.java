package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.stream.TestClient.Event;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.Outcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** From rings to a real socket. */
class StreamTest {
    private static final int[] KINDS_OF_A_TASK = {EventKind.SUBMIT, EventKind.START, EventKind.END};

    private final TestRings rings = new TestRings(16, 1 << 10);
    private final Object pool = new Object();

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    @Test
    void eventsArriveInOrderWithTheirNames() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        int poolSlot = rings.poolSlot(pool);
        int type = rings.classSlot(String.class);
        int exception = rings.classSlot(IllegalStateException.class);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            for (int key = 1; key <= 300; key++) {
                main.task(EventKind.SUBMIT, key, poolSlot, type);
                main.task(EventKind.START, key, poolSlot, type);
                main.end(key, key % 3 == 0 ? Outcome.FAILED : Outcome.COMPLETED, key % 3 == 0 ? exception : 0);
            }
            client.awaitEvents(EventKind.END, 300);

            List<Event> events = client.events();
            assertThat(events).hasSize(900);
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                assertThat(event.kind()).isEqualTo(KINDS_OF_A_TASK[i % 3]);
                assertThat(event.task()).isEqualTo(i / 3 + 1);
                assertThat(event.threadName()).isEqualTo(Thread.currentThread().getName());
                if (event.kind() == EventKind.END) {
                    boolean failed = event.task() % 3 == 0;
                    assertThat(event.detail()).isEqualTo(failed ? Outcome.FAILED : Outcome.COMPLETED);
                    assertThat(event.type()).isEqualTo(failed ? "java.lang.IllegalStateException" : "");
                } else {
                    assertThat(event.type()).isEqualTo("java.lang.String");
                    assertThat(event.pool())
                            .isEqualTo("java.lang.Object@" + Integer.toHexString(System.identityHashCode(pool)));
                }
            }
            assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
        }
    }

    @Test
    void theStreamBeginsWithSessionKeyframeAndSampleAndItsSequenceHasNoGap() throws Exception {
        try (TestClient client = stream.client()) {
            Producer main = rings.producer(Thread.currentThread());
            client.await(FrameType.SAMPLE);
            main.task(EventKind.SUBMIT, 1, 0, 0);
            client.await(FrameType.EVENTS);

            assertThat(client.seen.stream().map(Frame::type).limit(3))
                    .containsExactly(FrameType.SESSION, FrameType.KEYFRAME, FrameType.SAMPLE);
            assertThat(client.seen.get(0).text()).contains("\"hooks\":[{\"name\":\"test\"");
            for (int i = 1; i < client.seen.size(); i++) {
                assertThat(client.seen.get(i).sequence())
                        .isEqualTo(client.seen.get(i - 1).sequence() + 1);
            }
        }
    }

    @Test
    void aLaterClientGetsWhatIsLiveAndThenEveryEventOnce() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        int poolSlot = rings.poolSlot(pool);
        int type = rings.classSlot(String.class);
        try (TestClient first = stream.client()) {
            first.await(FrameType.KEYFRAME);
            main.task(EventKind.SUBMIT, 1, poolSlot, type);
            main.task(EventKind.SUBMIT, 2, poolSlot, type);
            main.task(EventKind.SUBMIT, 3, poolSlot, type);
            main.task(EventKind.START, 1, poolSlot, type);
            main.end(1, Outcome.COMPLETED, 0);
            main.task(EventKind.START, 2, poolSlot, type);
            first.awaitEvents(EventKind.START, 2);
        }
        try (TestClient second = stream.client()) {
            Frame keyframe = second.await(FrameType.KEYFRAME);
            main.end(2, Outcome.COMPLETED, 0);
            main.task(EventKind.START, 3, poolSlot, type);
            main.end(3, Outcome.COMPLETED, 0);
            second.awaitEvents(EventKind.END, 2);

            List<String> live = new ArrayList<>();
            for (Event event : TestClient.events(keyframe)) {
                live.add(event.kind() + ":" + event.task() + ":" + event.type());
            }
            assertThat(live)
                    .containsExactlyInAnyOrder(
                            EventKind.SUBMIT + ":2:java.lang.String",
                            EventKind.START + ":2:java.lang.String",
                            EventKind.SUBMIT + ":3:java.lang.String");
            assertThat(second.events().stream().map(Event::kind))
                    .containsExactly(EventKind.END, EventKind.START, EventKind.END);
        }
    }
}
