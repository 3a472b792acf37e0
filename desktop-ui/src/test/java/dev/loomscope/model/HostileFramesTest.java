package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever a stream holds, it ends in a BadInputException at worst, and the model stays sound. */
class HostileFramesTest {
    private final Frames frames = new Frames();

    private List<Frame> sound(long seed) {
        List<Frame> all = new ArrayList<>();
        all.add(frames.session(4));
        ProgramEvents program = new ProgramEvents(seed, 300, 100, 40);
        Random cuts = new Random(seed);
        for (long cut = 500; !program.isEmpty(); cut += 500) {
            long until = cut;
            all.add(frames.events(until, e -> program.write(e, cuts, until, 0)));
            all.add(frames.sample(until, Frames.pool(1, 2, 2, 5),
                    """
                            {"thread":51,"threadName":"w","task":0,"virtual":false,"state":"WAITING","stack":1,"frames":["a.b.c(D.java:1)"]}
                            """));
            all.add(frames.keyframe(until, e -> {
                e.beginRun(1);
                e.task(EventKind.SUBMIT, until - 1, 7, 1, 1);
                e.virtualStart(until - 1, 5, 1, "x");
            }));
        }
        all.add(frames.loss("task", 5, 1, 2));
        all.add(frames.end(100_000, "exit"));
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void flippedBytesAreBadInputAtWorst(long seed) {
        Random random = new Random(seed);
        SessionModel model = new SessionModel(1 << 20);
        for (int round = 0; round < 5; round++) {
            for (Frame frame : sound(seed + round)) {
                byte[] payload = frame.payload().clone();
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    payload[random.nextInt(payload.length)] = (byte) random.nextInt();
                }
                int type = random.nextInt(10) == 0 ? random.nextInt(12) : frame.type();
                try {
                    model.apply(new Frame(type, 0, frame.firstTime(), frame.lastTime(), payload));
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).doesNotContain("\n");
                }
            }
        }
        Counts counts = model.counts();
        assertThat(counts.submitted()).isEqualTo(counts.completed() + counts.failed() + counts.cancelled()
                + counts.rejected() + counts.live() + counts.unseenEnds());
        TaskTable tasks = model.tasks();
        for (int row = 0; row < tasks.size(); row++) {
            assertThat(tasks.busy(row, model.now()) + tasks.scheduled(row, model.now()) + tasks.idle(row, model.now()))
                    .isEqualTo(tasks.total(row, model.now()));
        }
        model.lanes().groups()
                .forEach(group -> group.lanes().forEach(lane -> lane.occupancy(0, 1e15, 10, new Occupancy())));
    }

    @Test
    void unknownTypesAreSteppedOver() throws BadInputException {
        SessionModel model = new SessionModel();
        model.apply(new Frame(99, 0, 0, 0, new byte[] {1, 2, 3}));
        assertThat(model.version()).isEqualTo(1);
    }

    @Test
    void anotherSessionWithinTheStreamIsRefused() throws BadInputException {
        SessionModel model = new SessionModel();
        model.apply(frames.session(4));
        Frame other = frames.json(FrameType.SESSION, 0,
                "{\"uuid\":\"00000000-0000-4000-8000-000000000009\",\"pid\":1}");
        assertThatThrownBy(() -> model.apply(other)).isInstanceOf(BadInputException.class)
                .hasMessageContaining("another session");
    }

    @Test
    void timesBeyondAllMeaningAreRefused() {
        SessionModel model = new SessionModel();
        assertThatThrownBy(() -> model.apply(new Frame(FrameType.EVENTS, 0, 0, Long.MAX_VALUE, new byte[2])))
                .isInstanceOf(BadInputException.class).hasMessageContaining("lastTime");
    }
}
