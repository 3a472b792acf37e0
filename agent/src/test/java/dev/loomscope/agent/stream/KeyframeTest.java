package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.GroupKind;
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
        live.queued.delayed(3, 17, -4);
        live.queued.delayed(4, 18, 0);
        SlotNames classes = slots(DictionarySort.CLASS);
        ThreadNames names = new ThreadNames(threads);
        Keyframe keyframe = new Keyframe(live, classes, slots(DictionarySort.POOL), names, new Sites(),
                new Waits(live, classes, names),
                new Modes(new int[] {1, 1, 1}, new long[] {-1, -1, -1}, new StreamClock(0), Modes.UNLIMITED));

        List<Long> tasks = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<List<Long>> due = new ArrayList<>();
        for (EventRun run : EventsReader.read(keyframe.write(401 * DAY)).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.DUE) {
                    due.add(List.of(run.task(), run.value(), run.otherValue()));
                } else if (run.kind() != EventKind.MODE) {
                    tasks.add(run.task());
                    times.add(run.time());
                }
            }
        }

        assertThat(tasks).containsExactly(1L, 2L, 3L);
        assertThat(times).containsExactly(5L, 2 * DAY, 400 * DAY);
        assertThat(due).containsExactly(List.of(3L, 17L, -4L));
    }

    @Test
    void threadsOfGroupsAreListedWithTheirGroupUntilTheyEnd() throws Exception {
        WatchedThreads threads = new WatchedThreads(4);
        LiveTasks live = new LiveTasks(threads, slots(DictionarySort.POOL), 1 << 10);
        SlotNames classes = slots(DictionarySort.CLASS);
        ThreadNames names = new ThreadNames(threads);
        Keyframe keyframe = new Keyframe(live, classes, slots(DictionarySort.POOL), names, new Sites(),
                new Waits(live, classes, names),
                new Modes(new int[] {1, 1, 1}, new long[] {-1, -1, -1}, new StreamClock(0), Modes.UNLIMITED));
        live.virtualStarted(41, 0, "", 10, 7);
        live.virtualStarted(42, 0, "", 20, 7);
        live.started.started(43, 0, 30, 7);
        live.members.joined(42, 900, GroupKind.SCOPE, 0);
        live.members.joined(43, 901, GroupKind.EXECUTOR, 0);
        // Its end was read before.
        live.members.joined(44, 901, GroupKind.EXECUTOR, 0);
        assertThat(members(keyframe)).containsExactlyInAnyOrder("42 of 900 as 3 at 20", "43 of 901 as 4 at 30");
        live.virtualEnded(0, 42);
        live.endCycle();
        live.started.ended(43);
        assertThat(members(keyframe)).isEmpty();
    }

    @Test
    void groupsThatAreOpenAreListedUntilTheyEnd() throws Exception {
        WatchedThreads threads = new WatchedThreads(4);
        threads.meet(0, 7, null);
        threads.meet(1, 8, null);
        LiveTasks live = new LiveTasks(threads, slots(DictionarySort.POOL), 1 << 10);
        SlotNames classes = slots(DictionarySort.CLASS);
        ThreadNames names = new ThreadNames(threads);
        Keyframe keyframe = new Keyframe(live, classes, slots(DictionarySort.POOL), names, new Sites(),
                new Waits(live, classes, names),
                new Modes(new int[] {1, 1, 1}, new long[] {-1, -1, -1}, new StreamClock(0), Modes.UNLIMITED));
        live.openGroups.begun(0, 900, GroupKind.INVOKE_ALL, 0, 10);
        live.openGroups.begun(1, 901, GroupKind.INVOKE_ANY, 0, 20);
        assertThat(groups(keyframe)).containsExactlyInAnyOrder("900 of 7 at 10", "901 of 8 at 20");
        live.openGroups.ended(0, 900);
        threads.forget(1);
        assertThat(groups(keyframe)).isEmpty();
    }

    private static List<String> groups(Keyframe keyframe) throws Exception {
        List<String> groups = new ArrayList<>();
        for (EventRun run : EventsReader.read(keyframe.write(100)).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.GROUP_BEGIN) {
                    groups.add(run.task() + " of " + run.thread() + " at " + run.time());
                }
            }
        }
        return groups;
    }

    private static List<String> members(Keyframe keyframe) throws Exception {
        List<String> members = new ArrayList<>();
        long started = 0;
        for (EventRun run : EventsReader.read(keyframe.write(100)).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.MEMBER) {
                    assertThat(run.otherValue()).as("behind its start").isEqualTo(started);
                    members.add(run.otherValue() + " of " + run.task() + " as " + run.value() + " at " + run.time());
                }
                started = run.task();
            }
        }
        return members;
    }

    @Test
    void tasksInsideOfTasksAreAllListed() throws Exception {
        WatchedThreads threads = new WatchedThreads(4);
        threads.meet(0, 7, null);
        SlotNames pools = new SlotNames(DictionarySort.POOL, new int[8], new byte[8],
                new Object[] {java.util.concurrent.ForkJoinPool.commonPool(), null, null, null, null, null, null, null},
                Object::toString);
        LiveTasks live = new LiveTasks(threads, pools, 1 << 10);
        SlotNames classes = slots(DictionarySort.CLASS);
        ThreadNames names = new ThreadNames(threads);
        Keyframe keyframe = new Keyframe(live, classes, pools, names, new Sites(), new Waits(live, classes, names),
                new Modes(new int[] {1, 1, 1}, new long[] {-1, -1, -1}, new StreamClock(0), Modes.UNLIMITED));
        pools.takeAll();
        Origin pool = new Origin(pools, classes);
        pool.take(1 << 16);
        live.submitted(2, pool, 0, 15, 7);
        live.started(0, 1, pool, 0, 10);
        live.started(0, 2, pool, 0, 20);
        live.started(0, 3, pool, 0, 30);
        assertThat(starts(keyframe)).containsExactly("1@10", "2@20", "3@30");
        live.ended(0, 3);
        assertThat(starts(keyframe)).containsExactly("1@10", "2@20");
        live.started(0, 4, pool, 0, 40);
        live.ended(0, 2);
        assertThat(starts(keyframe)).as("the end of 4 was lost").containsExactly("1@10");
        live.started(0, 5, pool, 0, 50);
        live.lostSome(0);
        assertThat(starts(keyframe)).as("some of it may have ended").containsExactly("5@50");
        live.ended(0, 5);
        assertThat(starts(keyframe)).isEmpty();
    }

    private static List<String> starts(Keyframe keyframe) throws Exception {
        List<String> starts = new ArrayList<>();
        for (EventRun run : EventsReader.read(keyframe.write(100)).runs()) {
            while (run.advance()) {
                if (run.kind() == EventKind.START) {
                    starts.add(run.task() + "@" + run.time());
                }
            }
        }
        return starts;
    }

    private static SlotNames slots(int sort) {
        return new SlotNames(sort, new int[8], new byte[8], new Object[8], Object::toString);
    }
}
