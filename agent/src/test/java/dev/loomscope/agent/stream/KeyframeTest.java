package dev.loomscope.agent.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.IntPredicate;

import dev.loomscope.agent.sample.WatchedThreads;
import dev.loomscope.protocol.DictionarySort;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.EventRun;
import dev.loomscope.protocol.EventsReader;
import dev.loomscope.protocol.GroupKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in a keyframe of what is live. */
class KeyframeTest {
    private static final long DAY = 86_400_000_000_000L;

    private final WatchedThreads threads = new WatchedThreads(4);
    private final SlotNames pools = new SlotNames(DictionarySort.POOL, new int[8], new byte[8],
            new Object[] {ForkJoinPool.commonPool(), null, null, null, null, null, null, null}, Object::toString,
            new WorkerClasses(name -> false));
    private final SlotNames classes = new SlotNames(
            DictionarySort.CLASS, new int[8], new byte[8], new Object[8], Object::toString,
            new WorkerClasses(name -> false));
    private final LiveTasks live = new LiveTasks(threads, pools, 1 << 10);
    private final ThreadNames names = new ThreadNames(threads);
    private final Keyframe keyframe = new Keyframe(live, classes, pools, names, new Sites(),
            new Waits(live, classes, names),
            new Modes(new int[] {1, 1, 1}, new long[] {-1, -1, -1}, new StreamClock(0), Modes.UNLIMITED));

    /** Something of each event of some kinds. */
    private <T> List<T> each(IntPredicate kinds, long now, Function<EventRun, T> facts) throws Exception {
        List<T> found = new ArrayList<>();
        for (EventRun run : EventsReader.read(keyframe.write(now)).runs()) {
            while (run.advance()) {
                if (kinds.test(run.kind())) {
                    found.add(facts.apply(run));
                }
            }
        }
        return found;
    }

    @Test
    void tasksOfOneThreadStandInTheOrderOfTheirTimesHoweverFarApart() throws Exception {
        live.queued.add(1, 0, 0, 5, 7);
        live.queued.add(2, 0, 0, 2 * DAY, 7);
        live.queued.add(3, 0, 0, 400 * DAY, 7);
        live.queued.delayed(3, 17, -4);
        live.queued.delayed(4, 18, 0);
        assertThat(each(kind -> kind != EventKind.MODE && kind != EventKind.DUE, 401 * DAY,
                run -> List.of(run.task(), run.time())))
                .containsExactly(List.of(1L, 5L), List.of(2L, 2 * DAY), List.of(3L, 400 * DAY));
        assertThat(each(kind -> kind == EventKind.DUE, 401 * DAY,
                run -> List.of(run.task(), run.value(), run.otherValue())))
                .containsExactly(List.of(3L, 17L, -4L));
    }

    @Test
    void threadsOfGroupsAreListedWithTheirGroupUntilTheyEnd() throws Exception {
        live.carriers.started(41, 0, "", 10, 7);
        live.carriers.started(42, 0, "", 20, 7);
        live.started.started(43, 0, 30, 7);
        live.members.joined(42, 900, GroupKind.SCOPE, 0);
        live.members.joined(43, 901, GroupKind.EXECUTOR, 0);
        // Its end was read before.
        live.members.joined(44, 901, GroupKind.EXECUTOR, 0);
        assertThat(members()).containsExactlyInAnyOrder("42 of 900 as 3 at 20", "43 of 901 as 4 at 30");
        live.carriers.ended(0, 42);
        live.carriers.endCycle();
        live.started.ended(43);
        assertThat(members()).isEmpty();
    }

    private List<String> members() throws Exception {
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
    void groupsThatAreOpenAreListedUntilTheyEnd() throws Exception {
        threads.meet(0, 7, null);
        threads.meet(1, 8, null);
        live.openGroups.begun(0, 900, GroupKind.INVOKE_ALL, 0, 10);
        live.openGroups.begun(1, 901, GroupKind.INVOKE_ANY, 0, 20);
        assertThat(groups()).containsExactlyInAnyOrder("900 of 7 at 10", "901 of 8 at 20");
        live.openGroups.ended(0, 900);
        threads.forget(1);
        assertThat(groups()).isEmpty();
    }

    private List<String> groups() throws Exception {
        return each(kind -> kind == EventKind.GROUP_BEGIN, 100,
                run -> run.task() + " of " + run.thread() + " at " + run.time());
    }

    @Test
    void tasksInsideOfTasksAreAllListed() throws Exception {
        threads.meet(0, 7, null);
        pools.takeAll();
        Origin pool = new Origin(pools, classes);
        pool.take(1 << 16);
        live.submitted(2, pool, 0, 15, 7);
        live.started(0, 1, pool, 0, 10);
        live.started(0, 2, pool, 0, 20);
        live.started(0, 3, pool, 0, 30);
        assertThat(starts()).containsExactly("1@10", "2@20", "3@30");
        live.ended(0, 3);
        assertThat(starts()).containsExactly("1@10", "2@20");
        live.started(0, 4, pool, 0, 40);
        live.ended(0, 2);
        assertThat(starts()).as("the end of 4 was lost").containsExactly("1@10");
        live.started(0, 5, pool, 0, 50);
        live.lostSome(0);
        assertThat(starts()).as("some of it may have ended").containsExactly("5@50");
        live.ended(0, 5);
        assertThat(starts()).isEmpty();
    }

    /** As of a task that is handed over anew while it runs: the ring of the thread that starts it then may be read first. */
    @Test
    void whatRunsStandsWithItsOwnSubmitThoughItsStartWasReadBeforeAnEarlierOne() throws Exception {
        threads.meet(0, 76, null);
        threads.meet(1, 83, null);
        live.queued.add(7, 0, 0, 11, 65);
        live.queued.add(7, 0, 0, 13, 66);
        LatestTask latest = new LatestTask(live);
        latest.begin(0, 76);
        latest.started(7, 0, 0, 14);
        latest.tell();
        latest.begin(1, 83);
        latest.started(7, 0, 0, 12);
        latest.tell();
        assertThat(submitsAndStarts()).containsExactlyInAnyOrder("7 submitted by 66 at 13", "7 started by 76 at 14",
                "7 submitted by 65 at 11", "7 started by 83 at 12");
    }

    @Test
    void whereTheLaterOneHasEndedNobodyKnowsWhatTheEarlierOneTook() throws Exception {
        threads.meet(0, 76, null);
        threads.meet(1, 83, null);
        live.queued.add(7, 0, 0, 11, 65);
        live.queued.add(7, 0, 0, 13, 66);
        LatestTask latest = new LatestTask(live);
        latest.begin(0, 76);
        latest.started(7, 0, 0, 14);
        latest.ended(7);
        latest.tell();
        latest.begin(1, 83);
        latest.started(7, 0, 0, 12);
        latest.tell();
        assertThat(submitsAndStarts()).containsExactly("7 started by 83 at 12");
    }

    /** A fork/join pool's periodic task that is older than watching, and is submitted anew for its next run behind this one's start. */
    @Test
    void whatIsSubmittedAnewWhileItRunsStaysQueued() throws Exception {
        threads.meet(0, 76, null);
        pools.takeAll();
        Origin pool = new Origin(pools, classes);
        pool.take(1 << 16);
        live.submitted(7, pool, 0, 13, 76);
        live.started(0, 7, pool, 0, 12);
        live.ended(0, 7);
        assertThat(submitsAndStarts()).containsExactly("7 submitted by 76 at 13");
        live.started(0, 7, pool, 0, 14);
        live.ended(0, 7);
        assertThat(submitsAndStarts()).isEmpty();
    }

    private List<String> submitsAndStarts() throws Exception {
        return each(kind -> kind == EventKind.SUBMIT || kind == EventKind.START, 100, run -> run.task()
                + (run.kind() == EventKind.SUBMIT ? " submitted by " : " started by ") + run.thread() + " at "
                + run.time());
    }

    private List<String> starts() throws Exception {
        return each(kind -> kind == EventKind.START, 100, run -> run.task() + "@" + run.time());
    }
}
