package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyframeTest {
    private static final long DAY = 86_400_000_000_000L;

    @Test
    void tasksOfOneThreadStandInTheOrderOfTheirTimesHoweverFarApart() throws Exception {
        WatchedThreads threads = new WatchedThreads(4);
        LiveTasks live = new LiveTasks(threads, slots(DictionarySort.POOL), 1 << 10);
        live.queued.add(1, 0, 0, 5, 7);
        live.queued.add(2, 0, 0, 2 * DAY, 7);
        live.queued.add(3, 0, 0, 400 * DAY, 7);
        SlotNames classes = slots(DictionarySort.CLASS);
        ThreadNames names = new ThreadNames(threads);
        Keyframe keyframe = new Keyframe(live, classes, slots(DictionarySort.POOL), names, new Sites(),
                new Waits(live, classes, names),
                new Modes(new int[] {1, 1, 1}, new StreamClock(0), Modes.UNLIMITED));

        List<Long> tasks = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (EventRun run : EventsReader.read(keyframe.write(401 * DAY)).runs()) {
            while (run.advance()) {
                if (run.kind() != EventKind.MODE) {
                    tasks.add(run.task());
                    times.add(run.time());
                }
            }
        }

        assertThat(tasks).containsExactly(1L, 2L, 3L);
        assertThat(times).containsExactly(5L, 2 * DAY, 400 * DAY);
    }

    private static SlotNames slots(int sort) {
        return new SlotNames(sort, new int[8], new byte[8], new Object[8], Object::toString);
    }
}
