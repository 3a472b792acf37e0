package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads that are started by hand, for a task each, or by a scope come out of the rings, and no others. */
class ThreadsIT {
    private static final String MAIN = ThreadsMain.class.getName();

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void areSeenFromTheStart(Path jdk) throws Exception {
        assertCounts(jdk, program(jdk).fromTheStart(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void areSeenAfterAttach(Path jdk) throws Exception {
        assertCounts(jdk, program(jdk).afterAttach(jdk));
    }

    private static CountedProgram program(Path jdk) {
        List<String> options = new ArrayList<>(List.of(LateIds.OPTIONS));
        options.add("-Xlog:disable");
        if (!jdk.equals(Jdks.jdk17())) {
            options.add("--enable-preview");
        }
        return new CountedProgram(ThreadsMain.class, options.toArray(String[]::new));
    }

    private static void assertCounts(Path jdk, Map<String, Long> counts) {
        ExecutorsIT.leaveOutForkJoin(counts);
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("thread-live", 0L)
                .containsEntry("thread-start:" + MAIN + "$Plain@thread", 11L)
                .containsEntry("thread-start:" + MAIN + "$Own@thread", 5L)
                .containsEntry("thread-start:" + MAIN + "$Failing@thread", 3L)
                .containsEntry("thread-start:" + MAIN + "$Gated@thread", 1L)
                .containsEntry("thread-end-failed:java.lang.UnsupportedOperationException", 3L)
                .containsEntry("thread-end-failed:java.lang.OutOfMemoryError", 1L)
                .containsEntry("name:plain-0", 1L)
                .containsEntry("name:too-large", 1L)
                // The workers run tasks, and are none.
                .containsEntry("start:" + MAIN + "$Plain", 4L)
                .doesNotContainKeys("thread-start-again", "thread-end-again", "thread-end-cancelled");
        if (jdk.equals(Jdks.jdk17())) {
            assertThat(counts).containsEntry("thread-start", 22L)
                    .containsEntry("thread-end", 22L)
                    .containsEntry("thread-start:" + MAIN + "$Answer@thread", 2L)
                    .containsEntry("thread-end-failed:java.lang.ArithmeticException", 1L)
                    .containsEntry("thread-end-completed", 17L);
            return;
        }
        assertThat(counts).containsEntry("thread-start", 34L)
                .containsEntry("thread-end", 34L)
                // By hand 2, submitted 3, as a group 2.
                .containsEntry("thread-start:" + MAIN + "$Answer@thread", 7L)
                .containsEntry("thread-start:" + MAIN + "$PerTask@thread", 2L)
                .containsEntry("thread-start:" + MAIN + "$OnPlatform@structured", 3L)
                .containsEntry("thread-end-failed:java.lang.ArithmeticException", 2L)
                .containsEntry("thread-end-completed", 28L)
                .containsEntry("member-4:java.util.concurrent.ThreadPerTaskExecutor", 16L)
                .containsEntry("member-behind-start", 25L)
                .containsEntry("member-3:java.util.concurrent.StructuredTaskScopeImpl", 9L)
                .containsEntry("group-begin-1:java.util.concurrent.ThreadPerTaskExecutor", 1L)
                .containsEntry("group-begin-2:java.util.concurrent.ThreadPerTaskExecutor", 1L)
                .containsEntry("group-end", 2L)
                .containsEntry("virtual-start", 13L)
                .containsEntry("virtual-start:" + MAIN + "$Sub@structured", 3L)
                .containsEntry("virtual-start:" + MAIN + "$PerTask@structured", 1L)
                // With the one of the scope.
                .containsEntry("virtual-start:" + MAIN + "$PerTask", 7L)
                .containsEntry("virtual-start:" + MAIN + "$Interrupted@structured", 1L)
                // Its scope had what it wanted.
                .containsEntry("virtual-end-cancelled", 1L)
                // The subtask whose exception its scope caught.
                .containsEntry("virtual-end-failed", 1L)
                .containsEntry("virtual-end-completed", 11L);
    }
}
