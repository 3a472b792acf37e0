package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Of fork/join tasks, what comes out of the rings is what a program did, exactly. */
class ForkJoinCountsIT {
    /** With fewer, a CompletableFuture of JDK 17 starts a thread a stage. */
    private static final String PARALLEL = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3";

    private static final String TASKS = ForkJoinMain.class.getName() + '$';

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    private static CountedProgram program(Class<?> main) {
        return new CountedProgram(main, PARALLEL);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fromTheStart(Path jdk) throws Exception {
        assertForkJoin(program(ForkJoinMain.class).fromTheStart(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void afterAttach(Path jdk) throws Exception {
        assertForkJoin(program(ForkJoinMain.class).afterAttach(jdk));
    }

    /** The program checks its own results, and they are the same with nobody watching. */
    @ParameterizedTest
    @MethodSource("jdks")
    void unwatched(Path jdk) throws Exception {
        assertThat(program(ForkJoinMain.class).unwatched(jdk)).containsOnlyKeys("done");
    }

    @Test
    void tasksOfTheSchedulerOfVirtualThreadsArePassedOver() throws Exception {
        Map<String, Long> counts = program(VirtualForkJoinMain.class).fromTheStart(Jdks.current());
        String tasks = VirtualForkJoinMain.class.getName() + '$';
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("submit:" + tasks + "Child", 200L)
                .containsEntry("start:" + tasks + "Child", 200L)
                .containsEntry("submit:" + tasks + "LazyRoot", 1L)
                .containsEntry("submit:" + tasks + "Lazy", 3L)
                .containsEntry("start:" + tasks + "Lazy", 3L)
                .containsEntry("submit:" + tasks + "Once", 5L)
                .containsEntry("start:" + tasks + "Once", 1L)
                .containsEntry("remove:" + tasks + "Once", 3L)
                .containsEntry("reject:" + tasks + "Once", 1L)
                .containsEntry("submit:" + tasks + "Periodic", 4L)
                .containsEntry("start:" + tasks + "Periodic", 4L)
                .containsEntry("submit-scheduled", 9L)
                .containsEntry("due-in-an-hour", 4L)
                .containsEntry("submit", 213L)
                .containsEntry("start", 209L)
                .containsEntry("end", 209L);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void countedInPlaceOfRecorded(Path jdk) throws Exception {
        Map<String, Long> counts = program(ForkJoinCountedMain.class).fromTheStart(jdk);
        String tasks = ForkJoinCountedMain.class.getName() + '$';
        long forks = ForkJoinMain.forks(16);
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("counted-submit:" + TASKS + "Forking", forks + 1)
                .containsEntry("counted-start:" + TASKS + "Forking", forks + 1)
                .containsEntry("counted-end:" + TASKS + "Forking", forks + 1)
                .containsEntry("counted-submit:" + tasks + "Action", 20L)
                .containsEntry("counted-end:" + tasks + "Action", 20L)
                // 30 suppliers, and 23 functions behind those that did not fail.
                .containsEntry("counted-submit", forks + 1 + 20 + 53)
                .containsEntry("counted-start", forks + 1 + 20 + 53)
                .containsEntry("counted-end", forks + 1 + 20 + 53)
                .containsEntry("counted-end-1", 13L)
                .doesNotContainKey("submit")
                .doesNotContainKey("start")
                .doesNotContainKey("end");
    }

    /** A stage that nobody hands to an executor belongs to whoever makes it, which has little to do with fork/join. */
    @ParameterizedTest
    @MethodSource("jdks")
    void linksOfStagesWithoutExecutors(Path jdk) throws Exception {
        assertThat(program(LinksMain.class).fromTheStart(jdk)).containsEntry("lost", 0L)
                .containsEntry("completes", 3L + 5 + 17);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void stagesOfFutures(Path jdk) throws Exception {
        Map<String, Long> counts = program(FutureMain.class).fromTheStart(jdk);
        String stages = FutureMain.class.getName() + '$';
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("submit:" + stages + "One", 40L)
                .containsEntry("start:" + stages + "One", 40L)
                .containsEntry("submit:" + stages + "Twice", 40L)
                .containsEntry("start:" + stages + "Twice", 40L)
                .containsEntry("submit:" + stages + "Kept", 40L)
                .containsEntry("start:" + stages + "Kept", 40L)
                .containsEntry("submit:" + stages + "Later", 2L)
                .containsEntry("start:" + stages + "Later", 2L)
                .containsEntry("submit:" + stages + "Fails", 20L)
                .containsEntry("end-failed:java.lang.UnsupportedOperationException", 20L)
                .containsEntry("submit:" + stages + "Healed", 11L)
                .containsEntry("start:" + stages + "Healed", 11L)
                .doesNotContainKey("submit:" + stages + "Never")
                .containsEntry("submit:" + stages + "Cancelled", 4L)
                .containsEntry("submit:" + stages + "Starved", 1L)
                // The 4 stages, and the queued task that the other waited for.
                .containsEntry("end-cancelled", 5L)
                .containsEntry("submit-completable-future", 160L)
                .containsEntry("submit-executor", 6L)
                .containsEntry("submit-fork-join", 4L)
                .containsEntry("start", 170L)
                .containsEntry("end", 170L)
                .doesNotContainKey("end-unknown");
        assertThat(counts.get("await")).isEqualTo(counts.get("await-over"));
    }

    private static void assertForkJoin(Map<String, Long> counts) {
        long forks = ForkJoinMain.forks(16);
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("submit:" + TASKS + "Forking", forks + 1)
                .containsEntry("start:" + TASKS + "Forking", forks + 1)
                .containsEntry("submit:" + TASKS + "Pair", forks + 1)
                .containsEntry("start:" + TASKS + "Pair", forks + 1)
                .containsEntry("submit:" + TASKS + "Runs", 40L)
                .containsEntry("start:" + TASKS + "Runs", 40L)
                .containsEntry("submit:" + TASKS + "Calls", 30L)
                .containsEntry("start:" + TASKS + "Calls", 30L)
                .containsEntry("submit:" + TASKS + "Action", 20L)
                .containsEntry("start:" + TASKS + "Action", 20L)
                .containsEntry("end-failed:java.lang.IllegalStateException", 3L)
                .containsEntry("end-failed:java.lang.UnsupportedOperationException", 4L)
                .containsEntry("end-failed:java.lang.IllegalArgumentException", 5L)
                .containsEntry("submit:" + TASKS + "Asynchronous", 30L)
                .containsEntry("start:" + TASKS + "Asynchronous", 30L)
                .containsEntry("submit:" + TASKS + "Common", 15L)
                .containsEntry("start:" + TASKS + "Common", 15L)
                .containsEntry("submit:" + TASKS + "Gated", 2L)
                .containsEntry("submit:" + TASKS + "Cancelled", 7L)
                .containsEntry("remove:" + TASKS + "Cancelled", 7L)
                .doesNotContainKey("start:" + TASKS + "Cancelled")
                .containsEntry("submit:" + TASKS + "Child", 9L)
                .containsEntry("remove:" + TASKS + "Child", 4L)
                .containsEntry("start:" + TASKS + "Child", 5L)
                .containsEntry("submit:" + TASKS + "Refused", 6L)
                .containsEntry("reject:" + TASKS + "Refused", 6L)
                .containsEntry("submit:" + TASKS + "Dropped", 8L)
                .containsEntry("remove:" + TASKS + "Dropped", 8L)
                .doesNotContainKey("submit:" + TASKS + "InPlace")
                .doesNotContainKey("start:" + TASKS + "InPlace")
                .containsEntry("cancel", 16L)
                .containsEntry("end-cancelled", 1L)
                .containsEntry("stream-common", 1L)
                .doesNotContainKey("submit-executor")
                .doesNotContainKey("end-unknown");
        assertThat(counts.get("stream-submit")).isPositive()
                .isEqualTo(counts.get("stream-start"))
                .isEqualTo(counts.get("stream-end"));
        assertThat(counts.get("submit-fork-join")).isEqualTo(counts.get("submit"));
        assertThat(counts.get("submit")).isEqualTo(counts.get("start") + counts.get("remove") + counts.get("reject"));
        assertThat(counts.get("start")).isEqualTo(counts.get("end"));
    }
}
