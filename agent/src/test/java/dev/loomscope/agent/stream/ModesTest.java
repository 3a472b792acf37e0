package dev.loomscope.agent.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.hook.HookMemory;
import dev.loomscope.agent.stream.TestRings.Producer;
import dev.loomscope.protocol.BadInputException;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.Frame;
import dev.loomscope.protocol.FrameType;
import dev.loomscope.protocol.TaskFamily;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The stream says which mode holds when, and what it does not list it numbers. */
class ModesTest {
    private final TestRings rings = new TestRings(4, 1 << 8);

    @AutoClose
    private final TestStream stream = new TestStream(rings, 1 << 20);

    /** The notes of a kind in a frame, as subject and value. */
    private static List<String> notes(Frame frame, int kind) throws IOException {
        List<String> notes = new ArrayList<>();
        for (EventRun run : EventsReader.read(frame.payload()).runs()) {
            while (run.advance()) {
                if (run.kind() == kind) {
                    // Without the doubt, which hangs on when the counters were read.
                    notes.add(run.task() + "=" + (run.value() & 0xFFFF));
                }
            }
        }
        return notes;
    }

    private static boolean has(Frame frame, int kind) {
        try {
            return frame.type() == FrameType.EVENTS && !notes(frame, kind).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKeyframeSaysTheModeOfEachFamily() throws Exception {
        try (TestClient client = stream.client()) {
            assertThat(notes(client.await(FrameType.KEYFRAME), EventKind.MODE)).containsExactly("0=1", "1=1", "2=1");
        }
        stream.modes.command(TaskFamily.FORK_JOIN, Modes.Setting.COUNTERS);
        awaitMode(TaskFamily.FORK_JOIN, 0);
        try (TestClient client = stream.client()) {
            assertThat(notes(client.await(FrameType.KEYFRAME), EventKind.MODE)).containsExactly("0=1", "1=0", "2=1");
        }
    }

    private void awaitMode(int family, int mode) {
        while (SharedArrays.acquire(rings.memory.modes(), family) != mode) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aCommandChangesTheModeOfOneFamilyAndTheStreamSaysSo() throws Exception {
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            stream.modes.command(TaskFamily.POOL, Modes.Setting.COUNTERS);
            assertThat(notes(client.await(frame -> has(frame, EventKind.MODE)), EventKind.MODE))
                    .containsExactly("0=0");
            assertThat(rings.memory.modes()).containsExactly(0, 1, 1);
            stream.modes.command(TaskFamily.POOL, Modes.Setting.AUTO);
            assertThat(notes(client.await(frame -> has(frame, EventKind.MODE)), EventKind.MODE))
                    .containsExactly("0=1");
            stream.modes.budget(0);
            assertThat(notes(client.await(frame -> has(frame, EventKind.MODE)), EventKind.MODE))
                    .containsExactly("0=0", "1=0", "2=0");
            stream.modes.command(TaskFamily.POOL, Modes.Setting.EXACT);
            assertThat(notes(client.await(frame -> has(frame, EventKind.MODE)), EventKind.MODE))
                    .containsExactly("0=1");
        }
    }

    @Test
    void whatAHookEndedIsToldWithTheTimeAtWhichItDidAndBeginsAnew() throws Exception {
        stream.modes.budget(1_000_000);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            long time = System.nanoTime() - rings.epoch;
            while (!SharedArrays.compareAndSet(rings.memory.closes(), TaskFamily.POOL, HookMemory.NEVER, time)) {
                Thread.onSpinWait();
            }
            SharedArrays.set(rings.memory.modes(), TaskFamily.POOL, 0);
            assertThat(modes(client.await(frame -> has(frame, EventKind.MODE))).get(0))
                    .isEqualTo("0=0 at " + time);
            awaitMode(TaskFamily.POOL, 1);
        }
    }

    @Test
    void hooksMayEndOnlyWhatExceedsTheBudget() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        stream.modes.budget(1);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            main.count(TaskFamily.POOL, EventKind.SUBMIT, 0, 1_000);
            while (SharedArrays.acquire(rings.memory.closes(), TaskFamily.POOL) == HookMemory.NEVER) {
                Thread.onSpinWait();
            }
            stream.modes.command(TaskFamily.POOL, Modes.Setting.EXACT);
            while (SharedArrays.acquire(rings.memory.closes(), TaskFamily.POOL) != HookMemory.NEVER) {
                Thread.onSpinWait();
            }
            assertThat(rings.memory.closes()[TaskFamily.VIRTUAL_THREAD]).isEqualTo(HookMemory.NEVER);
        }
    }

    /** The changes of modes in a frame, with their times. */
    private static List<String> modes(Frame frame) throws IOException {
        List<String> modes = new ArrayList<>();
        for (EventRun run : EventsReader.read(frame.payload()).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.MODE) {
                    modes.add(run.task() + "=" + run.value() + " at " + run.time());
                }
            }
        }
        return modes;
    }

    @Test
    void namesThatAreNoneAreRefused() {
        assertThat(Modes.family("virtual-thread")).isEqualTo(TaskFamily.VIRTUAL_THREAD);
        assertThat(Modes.setting("counters")).isEqualTo(Modes.Setting.COUNTERS);
        assertThatThrownBy(() -> Modes.family("fibre")).hasMessageStartingWith("family=fibre");
        assertThatThrownBy(() -> Modes.setting("AUTO")).hasMessageStartingWith("mode=AUTO");
    }

    @Test
    void whatIsLiveOfACountedFamilyIsNumberedAndNotListed() throws Exception {
        Producer main = rings.producer(Thread.currentThread());
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            for (int key = 1; key <= 5; key++) {
                main.task(EventKind.SUBMIT, key, 0, 0);
            }
            main.task(EventKind.START, 1, 0, 0);
            client.awaitEvents(EventKind.START, 1);
            stream.modes.command(TaskFamily.POOL, Modes.Setting.COUNTERS);
            client.await(frame -> has(frame, EventKind.MODE));
            main.count(TaskFamily.POOL, EventKind.SUBMIT, 0, 3);
            main.count(TaskFamily.POOL, EventKind.START, 0, 1);
            assertThat(notes(client.await(frame -> has(frame, EventKind.COUNT)), EventKind.COUNT))
                    .containsExactlyInAnyOrder("3=" + EventKind.SUBMIT, "1=" + EventKind.START);
        }
        try (TestClient client = stream.client()) {
            assertThat(unlisted(client.await(FrameType.KEYFRAME))).containsExactly(6, 0);
        }
        stream.modes.command(TaskFamily.POOL, Modes.Setting.EXACT);
        awaitMode(TaskFamily.POOL, 1);
        try (TestClient client = stream.client()) {
            client.await(FrameType.KEYFRAME);
            main.task(EventKind.START, 2, 0, 0);
            main.task(EventKind.SUBMIT, 77, 0, 0);
            client.awaitEvents(EventKind.SUBMIT, 1);
        }
        try (TestClient client = stream.client()) {
            Frame keyframe = client.await(FrameType.KEYFRAME);
            assertThat(unlisted(keyframe)).containsExactly(5, 0);
            assertThat(TestClient.events(keyframe).stream()
                    .filter(event -> event.kind() <= EventKind.ADOPT)
                    .map(TestClient.Event::task))
                    .containsExactlyInAnyOrder(2L, 77L);
        }
    }

    private static List<Integer> unlisted(Frame keyframe) throws BadInputException {
        for (EventRun run : EventsReader.read(keyframe.payload()).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.UNLISTED) {
                    return List.of(run.unlistedTasks(), run.unlistedVirtualThreads());
                }
            }
        }
        return List.of(0, 0);
    }
}
