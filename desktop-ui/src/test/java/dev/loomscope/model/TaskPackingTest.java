package dev.loomscope.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TaskPackingTest {
    private final SessionModel model = new SessionModel();
    private final TaskRows rows = model.tasks().rows();

    private int task(int pool, long submitted, long started, long ended) {
        int row = submit(pool, submitted, -1);
        rows.poll(row, started, 7);
        rows.turn(row, TaskStatus.COMPLETED, ended);
        return row;
    }

    private int submit(int pool, long submitted, int parent) {
        int row = rows.add(TaskKind.EXECUTOR, pool % 3, pool, submitted, false);
        rows.parent(row, parent);
        return row;
    }

    private TaskPacking packed(TaskGrouping by) {
        TaskPacking packing = new TaskPacking(model, by);
        assertThat(packing.advance(Integer.MAX_VALUE)).isTrue();
        return packing;
    }

    /** Rows of tasks by group and track. */
    private static Map<String, List<List<Integer>>> layout(TaskPacking packing) {
        Map<String, List<List<Integer>>> layout = new TreeMap<>();
        for (PackedGroup group : packing.groups()) {
            List<List<Integer>> tracks = new ArrayList<>();
            for (TaskTrack track : group.tracks()) {
                List<Integer> tasks = new ArrayList<>();
                for (int row : track.tasks()) {
                    tasks.add(row);
                }
                tracks.add(tasks);
            }
            layout.put(group.key(), tracks);
        }
        return layout;
    }

    @Test
    void aTaskTakesTheFirstRowThatIsFree() {
        task(1, 0, 5, 100);
        task(1, 10, 20, 30);
        task(1, 20, 25, 200);
        task(1, 31, 35, 40);
        task(1, 101, 110, 120);
        task(2, 50, 60, 70);

        Map<String, List<List<Integer>>> layout = layout(packed(TaskGrouping.POOL));

        assertThat(layout).containsExactly(Map.entry("POOL:1:0", List.of(List.of(0, 4), List.of(1, 3), List.of(2))),
                Map.entry("POOL:2:0", List.of(List.of(5))));
    }

    @Test
    void whatIsLiveKeepsItsRow() {
        submit(1, 0, -1);
        TaskPacking packing = packed(TaskGrouping.POOL);
        TaskTrack first = packing.trackOf(0);
        task(1, 10, 20, 30);
        task(1, 40, 50, 60);

        packing.advance(Integer.MAX_VALUE);

        assertThat(packing.trackOf(0)).isSameAs(first);
        assertThat(layout(packing)).containsEntry("POOL:1:0", List.of(List.of(0), List.of(1, 2)));
    }

    @Test
    void childrenLieBelowTheirAncestorsInTheTreeOfTheFirstOne() {
        int root = submit(1, 0, -1);
        int alone = submit(1, 1, -1);
        int child = submit(1, 10, root);
        int second = submit(1, 11, root);
        int grandchild = submit(2, 20, child);

        Map<String, List<List<Integer>>> layout = layout(packed(TaskGrouping.TREE));

        assertThat(layout.get("TREE:0:0"))
                .containsExactly(List.of(root), List.of(child), List.of(second), List.of(grandchild));
        assertThat(layout).hasSize(2).containsValue(List.of(List.of(root), List.of(alone)));
    }

    @ParameterizedTest
    @EnumSource(names = {"POOL", "SITE", "TREE", "VIRTUAL_BY_PARENT"})
    void takingUpBitByBitIsTheSameAsBeginningAnew(TaskGrouping by) {
        for (int seed = 0; seed < 20; seed++) {
            SessionModel session = new SessionModel();
            TaskPacking packing = new TaskPacking(session, by);
            Random random = new Random(seed);
            live(session.tasks().rows(), random, () -> packing.advance(1 + random.nextInt(40)));
            while (!packing.advance(100)) {
                continue;
            }
            TaskPacking anew = new TaskPacking(session, by);
            anew.advance(Integer.MAX_VALUE);

            assertThat(layout(packing)).as("seed=%d", seed).isEqualTo(layout(anew)).isNotEmpty();
            assertNoOverlap(session, anew);
        }
    }

    /** A random life of some hundred tasks, in order of time. */
    private static void live(TaskRows to, Random random, Runnable now) {
        List<Integer> live = new ArrayList<>();
        long time = 1000;
        for (int i = 0; i < 900; i++) {
            time += random.nextInt(20);
            if (live.isEmpty() || random.nextInt(5) < 2) {
                int row = to.add(TaskKind.VIRTUAL_THREAD, random.nextInt(4), random.nextInt(3), time, false);
                to.virtualThread(row, row + 1L, "");
                to.parent(row, live.isEmpty() || random.nextBoolean() ? -1 : live.get(random.nextInt(live.size())));
                live.add(row);
            } else if (random.nextBoolean()) {
                to.poll(live.get(random.nextInt(live.size())), time, 3);
            } else {
                to.turn(live.remove(random.nextInt(live.size())), TaskStatus.COMPLETED, time);
            }
            if (random.nextInt(10) == 0) {
                now.run();
            }
        }
    }

    private static void assertNoOverlap(SessionModel session, TaskPacking packing) {
        for (PackedGroup group : packing.groups()) {
            for (TaskTrack track : group.tracks()) {
                long end = 0;
                for (int row : track.tasks()) {
                    assertThat(session.tasks().submitted(row)).isGreaterThanOrEqualTo(end);
                    end = session.tasks().ended(row) < 0 ? Long.MAX_VALUE : session.tasks().ended(row);
                }
            }
        }
    }

    @Test
    void aTrackSaysHowItsTasksSpentTheirTime() {
        Random random = new Random(3);
        long time = 1_000;
        for (int i = 0; i < 500; i++) {
            int row = submit(1, time, -1);
            time += random.nextInt(50);
            rows.poll(row, time, 7);
            time += random.nextInt(300);
            rows.turn(row, i % 50 == 3 ? TaskStatus.FAILED : TaskStatus.COMPLETED, time);
            time += 1 + random.nextInt(100);
        }
        TaskTrack track = packed(TaskGrouping.POOL).groups().getFirst().tracks().getFirst();
        for (double nsPerPixel : new double[] {7, 100, 900, 20_000}) {
            int pixels = (int) (time / nsPerPixel) + 2;
            Occupancy seen = new Occupancy();
            Occupancy third = new Occupancy();
            Occupancy others = new Occupancy();
            track.occupancy(0, nsPerPixel, pixels, seen);
            track.occupancy(0, nsPerPixel, pixels, row -> row % 3 == 0, third);
            track.occupancy(0, nsPerPixel, pixels, row -> row % 3 != 0, others);

            assertThat(track.spanCount()).isEqualTo(500);
            for (SpanState state : SpanState.values()) {
                long all = 0;
                for (int p = 0; p < pixels; p++) {
                    all += seen.ns(p, state);
                    assertThat(third.spans(p) + others.spans(p)).isEqualTo(seen.spans(p));
                    assertThat((double) third.ns(p, state) + others.ns(p, state))
                            .as("of both, pixel=%d state=%s nsPerPixel=%f", p, state, nsPerPixel)
                            .isCloseTo((double) seen.ns(p, state), within(4.0));
                    assertThat((double) seen.ns(p, state)).as("pixel=%d state=%s nsPerPixel=%f", p, state, nsPerPixel)
                            .isCloseTo((double) brute((long) (p * nsPerPixel), (long) ((p + 1) * nsPerPixel), state),
                                    within(2.0));
                }
                assertThat(all).as(state.name()).isEqualTo(brute(0, Long.MAX_VALUE, state));
            }
        }
    }

    private long brute(long from, long to, SpanState state) {
        TaskTable tasks = model.tasks();
        long sum = 0;
        for (int row = 0; row < tasks.size(); row++) {
            SpanState run = tasks.state(row) == TaskState.FAILED ? SpanState.FAILED : SpanState.RUNNING;
            if (state == SpanState.SCHEDULED) {
                sum += overlap(from, to, tasks.submitted(row), tasks.started(row));
            } else if (state == run) {
                sum += overlap(from, to, tasks.started(row), tasks.ended(row));
            }
        }
        return sum;
    }

    private static long overlap(long from, long to, long start, long end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }

    @Test
    void theLifeOfAVirtualThreadIsRunsWaitsAndRunnableTimeSpreadEvenly() {
        int row = rows.add(TaskKind.VIRTUAL_THREAD, 1, Pool.SCHEDULER, 0, false);
        rows.virtualThread(row, 99, "v");
        rows.poll(row, 100, 3);
        rows.turn(row, TaskStatus.WAITING_OFF_THREAD, 200);
        rows.turn(row, TaskStatus.SCHEDULED, 700);
        rows.poll(row, 900, 3);
        rows.turn(row, TaskStatus.COMPLETED, 1100);

        Occupancy seen = new Occupancy();
        packed(TaskGrouping.VIRTUAL_BY_CLASS).groups().getFirst().tracks().getFirst().occupancy(0, 100, 12, seen);

        assertThat(seen.ns(0, SpanState.SCHEDULED)).isEqualTo(100);
        for (int p = 1; p < 11; p++) {
            assertThat(seen.ns(p, SpanState.RUNNING)).isEqualTo(30);
            assertThat(seen.ns(p, SpanState.SCHEDULED)).isEqualTo(20);
            assertThat(seen.ns(p, SpanState.WAITING)).isEqualTo(50);
        }
        assertThat(seen.busy(11)).isZero();
    }

    @Test
    void whatItTakesCountsAsMemoryOfTheSessionUntilItIsClosed() {
        for (int i = 0; i < 5000; i++) {
            task(1, i * 10L, i * 10L, i * 10L + 1000);
        }
        long before = model.memory();
        TaskPacking packing = packed(TaskGrouping.POOL);

        assertThat(packing.bytes()).isGreaterThan(5000L * 8);
        assertThat(model.memory()).isEqualTo(before + packing.bytes());
        packing.close();
        assertThat(model.memory()).isEqualTo(before);
    }
}
