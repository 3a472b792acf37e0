package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Scheduled tasks, groups, completion services and Timers come out of the rings as a program has them, exactly. */
class ExecutorsIT {
    private static final String MAIN = ExecutorsMain.class.getName();

    private final CountedProgram program = new CountedProgram(ExecutorsMain.class);

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void areSeenFromTheStart(Path jdk) throws Exception {
        assertCounts(program.fromTheStart(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void areSeenAfterAttach(Path jdk) throws Exception {
        assertCounts(program.afterAttach(jdk));
    }

    private static void assertCounts(Map<String, Long> counts) {
        leaveOutForkJoin(counts);
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("submit:" + MAIN + "$Before@scheduled", 6L)
                .containsEntry("start:" + MAIN + "$Before@scheduled", 5L)
                .containsEntry("remove:" + MAIN + "$Before@scheduled", 1L)
                .containsEntry("remove:" + MAIN + "$Left@scheduled", 1L)
                .containsEntry("due:7", 3L)
                .containsEntry("submit:" + MAIN + "$Once", 5L)
                .containsEntry("start:" + MAIN + "$Once", 5L)
                // 4 runs at a rate of 3 ms, 3 with pauses of 2 ms of which the last fails, 2 with pauses of 4 ms.
                .containsEntry("submit:" + MAIN + "$Repeated", 9L)
                .containsEntry("start:" + MAIN + "$Repeated", 9L)
                .containsEntry("due:3", 4L)
                .containsEntry("due:-2", 3L)
                .containsEntry("due:-4", 2L)
                .containsEntry("end-failed:java.lang.IllegalArgumentException", 1L)
                .containsEntry("submit:" + MAIN + "$Unwanted", 3L)
                .doesNotContainKey("start:" + MAIN + "$Unwanted")
                .containsEntry("submit:" + MAIN + "$Kept", 3L)
                .containsEntry("start:" + MAIN + "$Kept", 2L)
                .containsEntry("due:3600000", 1L)
                .containsEntry("submit:" + MAIN + "$Dropped", 4L)
                .containsEntry("remove:" + MAIN + "$Dropped", 3L)
                .containsEntry("reject:" + MAIN + "$Dropped", 1L)
                // Removed as they were cancelled 2, as their pool was shut down the one that was cancelled before and Kept.
                .containsEntry("remove:java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask", 3L)
                .containsEntry("remove:" + MAIN + "$Kept", 1L)
                .containsEntry("group-begin-1:java.util.concurrent.ThreadPoolExecutor", 5L)
                .containsEntry("group-begin-2:java.util.concurrent.ThreadPoolExecutor", 2L)
                .containsEntry("group-begin-1:java.util.concurrent.ForkJoinPool", 1L)
                .containsEntry("group-begin-2:java.util.concurrent.ForkJoinPool", 1L)
                .containsEntry("group-end", 9L)
                .doesNotContainKey("group-end-unmatched")
                .containsEntry("submit:" + MAIN + "$Answer", 16L)
                .containsEntry("submit:" + MAIN + "$Slow", 2L)
                .containsEntry("submit:" + MAIN + "$Wrong", 2L)
                .containsEntry("submit-in-group", 27L)
                .containsEntry("end-failed:java.lang.ArithmeticException", 2L)
                .containsEntry("submit:" + MAIN + "$Queued", 12L)
                .containsEntry("end-failed:java.lang.UnsupportedOperationException", 3L)
                .containsEntry("submit:" + MAIN + "$Ticking@scheduled", 13L)
                .containsEntry("start:" + MAIN + "$Ticking@scheduled", 11L)
                // Each periodic one was in the queue again when it cancelled itself.
                .containsEntry("remove:" + MAIN + "$Ticking@scheduled", 2L)
                .containsEntry("due:2", 5L)
                .containsEntry("due:-1", 3L)
                .containsEntry("submit:" + MAIN + "$Purged@scheduled", 3L)
                .containsEntry("remove:" + MAIN + "$Purged@scheduled", 3L)
                .containsEntry("submit:" + MAIN + "$Pending@scheduled", 9L)
                .containsEntry("remove:" + MAIN + "$Pending@scheduled", 6L)
                // By a Timer that was cancelled, by one that has it already, and by one whose thread has died.
                .containsEntry("reject:" + MAIN + "$Pending@scheduled", 3L)
                .containsEntry("start:" + MAIN + "$Killing@scheduled", 1L)
                .containsEntry("end-failed:java.lang.IllegalStateException", 1L)
                // Unwanted 3, Kept 1, Dropped 4, Pending 6; and Left, where it comes after the hooks.
                .containsEntry("due-in-an-hour", 14 + counts.getOrDefault("submit:" + MAIN + "$Left@scheduled", 0L))
                // Of futures: Unwanted 3, Kept 1, Repeated 2, Slow 2, the refused Answer, Queued 1. Of Timers: Before 1, Ticking 2, Purged 3.
                .hasEntrySatisfying("cancel", cancels -> assertThat(cancels).isBetween(16L, 17L))
                // A fork/join pool's invokeAny cancels all its tasks, also the one that answers where it is not quite done.
                // The periodic ones that cancelled themselves, each in its last run; Slow 2, Queued 1.
                .containsEntry("end-cancelled", counts.get("cancel") - 11)
                .containsEntry("reject", 5L)
                .containsEntry("remove", 20L)
                .doesNotContainKey("end-unknown");
        assertThat(counts.get("start")).isEqualTo(counts.get("end"));
    }

    /** Takes what happened in fork/join pools out of the counts by class. */
    static void leaveOutForkJoin(Map<String, Long> counts) {
        String mark = "@fork-join";
        for (String key : List.copyOf(counts.keySet())) {
            if (key.endsWith(mark)) {
                counts.merge(key.substring(0, key.length() - mark.length()), -counts.get(key), Long::sum);
            }
        }
    }
}
