package dev.loomscope.agent.stream;

import dev.loomscope.agent.hook.RingLayout;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What finds no room is counted, by category and with its time range, for every client that ever comes. */
class LossTest {
    private final TestRings rings = new TestRings(16, 1 << 6);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    private static long number(Frame frame, String field) {
        return ClientTest.number(frame.text(), field);
    }

    @Test
    void lossesHaveCategoryCountAndRange() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            long before = rings.now();
            int sent = 0;
            while (main.ring[RingLayout.LOST] < 1_000) {
                main.task(EventKind.CANCEL, sent++, 0, 0);
            }
            long lost = main.ring[RingLayout.LOST];
            int virtual = 0;
            while (main.ring[RingLayout.LOST + 2] < 10) {
                main.virtual(EventKind.WAKE, 7, 0);
                virtual++;
            }
            long lostVirtual = main.ring[RingLayout.LOST + 2];
            long after = rings.now();

            client.awaitEvents(EventKind.CANCEL, (int) (sent - lost));
            client.awaitEvents(EventKind.WAKE, (int) (virtual - lostVirtual));
            long tasks = 0;
            long virtuals = 0;
            while (tasks < lost || virtuals < lostVirtual) {
                tasks = 0;
                virtuals = 0;
                for (Frame frame : client.seen) {
                    if (frame.type() == FrameType.LOSS) {
                        assertThat(number(frame, "fromNs")).isLessThan(after);
                        assertThat(number(frame, "toNs")).isGreaterThan(before);
                        boolean task = frame.text().contains("\"category\":\"task\"");
                        tasks += task ? number(frame, "count") : 0;
                        virtuals += task ? 0 : number(frame, "count");
                    }
                }
                if (tasks < lost || virtuals < lostVirtual) {
                    client.await(FrameType.LOSS);
                }
            }
            assertThat(tasks).isEqualTo(lost);
            assertThat(virtuals).isEqualTo(lostVirtual);

            try (TestClient later = stream.client()) {
                Frame total = later.await(FrameType.LOSS);
                assertThat(total.text()).contains("\"category\":\"task\"");
                assertThat(number(total, "count")).isZero();
                assertThat(number(total, "total")).isEqualTo(lost);
                assertThat(number(total, "toNs")).isLessThanOrEqualTo(rings.now());
            }
        }
    }

    @Test
    void whatThreadsWithoutARingCouldNotWriteIsLost() throws Exception {
        rings.memory.unserved()[0] = 5;
        rings.memory.unserved()[2] = 6;
        try (TestClient client = stream.client()) {
            Frame tasks = client.await(FrameType.LOSS);
            Frame virtual = client.await(frame -> frame.type() == FrameType.LOSS && frame.text().contains("virtual"));
            assertThat(number(tasks, "total")).isEqualTo(5);
            assertThat(number(virtual, "total")).isEqualTo(6);
        }
    }

    @Test
    void aLossLeavesNoGhost() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            // The END of 1 is lost: the START of 2 ends it.
            main.task(EventKind.START, 1, 0, 0);
            main.task(EventKind.START, 2, 0, 0);
            // The UNMOUNT of 10 is lost: the mount of 11 ends its mount.
            main.virtual(EventKind.MOUNT, 10, 0);
            main.virtual(EventKind.MOUNT, 11, 0);
            // START of 3 is lost, and its END takes it off the queue.
            main.task(EventKind.SUBMIT, 3, 0, 0);
            main.end(3, 0, 0);
            client.awaitEvents(EventKind.END, 1);
        }
        try (TestClient client = stream.client()) {
            var live = TestClient.events(client.await(FrameType.KEYFRAME));
            assertThat(live.stream().filter(event -> event.kind() <= EventKind.ADOPT)).isEmpty();
            assertThat(live.stream().filter(event -> event.kind() == EventKind.MOUNT))
                    .extracting(TestClient.Event::task)
                    .containsExactly(11L);
            assertThat(live.stream().filter(event -> event.kind() == EventKind.UNMOUNT))
                    .extracting(TestClient.Event::task)
                    .containsExactly(10L);
        }
    }
}
