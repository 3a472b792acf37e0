package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What comes out of the rings is what a program did, exactly. */
class HookCountsIT {
    private static final String POOLS = PoolsMain.class.getName();
    private static final String VIRTUAL = VirtualMain.class.getName();

    private final CountedProgram pools = new CountedProgram(PoolsMain.class);
    private final CountedProgram virtualThreads = new CountedProgram(VirtualMain.class);

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tasksOfPoolsFromTheStart(Path jdk) throws Exception {
        assertPools(pools.fromTheStart(jdk));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tasksOfPoolsAfterAttach(Path jdk) throws Exception {
        assertPools(pools.afterAttach(jdk));
    }

    @Test
    void virtualThreadsFromTheStart() throws Exception {
        assertVirtualThreads(virtualThreads.fromTheStart(Jdks.current()));
    }

    @Test
    void virtualThreadsAfterAttach() throws Exception {
        assertVirtualThreads(virtualThreads.afterAttach(Jdks.current()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void poolsByWhichTheJdkServesItselfArePassedOver(Path jdk) throws Exception {
        assertThat(new CountedProgram(InternalMain.class).fromTheStart(jdk)).containsEntry("submit", 10L)
                .containsEntry("start", 10L)
                .containsEntry("end", 10L);
    }

    private static void assertPools(Map<String, Long> counts) {
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("submit:" + POOLS + "$Plain", 1000L)
                .containsEntry("start:" + POOLS + "$Plain", 1000L)
                .containsEntry("end-failed:java.lang.UnsupportedOperationException", 50L)
                .containsEntry("submit:" + POOLS + "$Answer", 150L)
                .containsEntry("start:" + POOLS + "$Answer", 150L)
                .containsEntry("end-failed:java.lang.ArithmeticException", 50L)
                .containsEntry("submit:" + POOLS + "$Late", 20L)
                .containsEntry("submit:" + POOLS + "$Blocked", 1L)
                .containsEntry("submit:" + POOLS + "$Refused", 31L)
                .containsEntry("start:" + POOLS + "$Refused", 1L)
                .containsEntry("reject:" + POOLS + "$Refused", 30L)
                .containsEntry("submit:" + POOLS + "$Discarded", 11L)
                .containsEntry("reject:" + POOLS + "$Discarded", 5L)
                .containsEntry("remove:" + POOLS + "$Discarded", 5L)
                .containsEntry("start:" + POOLS + "$Discarded", 1L)
                .containsEntry("submit:" + POOLS + "$Carried", 5L)
                .containsEntry("reject:" + POOLS + "$Carried", 4L)
                .containsEntry("start:" + POOLS + "$Carried", 1L)
                .containsEntry("submit:" + POOLS + "$Removed", 10L)
                .containsEntry("remove:" + POOLS + "$Removed", 10L)
                .doesNotContainKey("start:" + POOLS + "$Removed")
                .containsEntry("submit:" + POOLS + "$Overridden", 10L)
                .containsEntry("start:" + POOLS + "$Overridden", 10L)
                .containsEntry("submit:" + POOLS + "$Periodic", 5L)
                .containsEntry("start:" + POOLS + "$Periodic", 5L)
                .containsEntry("submit:" + POOLS + "$Failing", 3L)
                .containsEntry("start:" + POOLS + "$Failing", 3L)
                .containsEntry("end-failed:java.lang.IllegalArgumentException", 1L)
                .containsEntry("submit:" + POOLS + "$Scheduled", 1L)
                .containsEntry("start:" + POOLS + "$Scheduled", 1L)
                .containsEntry("submit:" + POOLS + "$TooLate", 1L)
                .containsEntry("remove:" + POOLS + "$TooLate", 1L)
                // The 20, the one that ran, the periodic one and the one that came too late.
                .containsEntry("cancel", 23L)
                .containsEntry("end-cancelled", 22L)
                .containsEntry("submit", 1252L)
                .containsEntry("start", 1197L)
                .containsEntry("end", 1197L)
                .containsEntry("reject", 39L)
                .containsEntry("remove", 16L)
                .doesNotContainKey("end-unknown");
    }

    private static void assertVirtualThreads(Map<String, Long> counts) {
        assertThat(counts).containsEntry("lost", 0L)
                .containsEntry("virtual-start", 263L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Yielding", 100L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Parked", 50L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Sleeping", 50L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Blocking", 20L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Failing", 7L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Named", 3L)
                .containsEntry("virtual-start:" + VIRTUAL + "$PerTask", 30L)
                .containsEntry("virtual-start:" + VIRTUAL + "$Cancelled", 1L)
                .containsEntry("virtual-end", 263L)
                // The 7 that an exception ended, and the 10 futures.
                .containsEntry("virtual-end-failed", 17L)
                .containsEntry("virtual-end-cancelled", 1L)
                .containsEntry("unmount-4", 20L)
                .containsEntry("unmount-5", 20L)
                .containsEntry("name:ab", 1L)
                .containsEntry("name:0123456789012345678901234567890123456789", 1L)
                .containsEntry("name:x123456789012345678901234567890123456789", 1L)
                .containsEntry("submit:" + VIRTUAL + "$OnVirtualWorker", 40L)
                .containsEntry("start:" + VIRTUAL + "$OnVirtualWorker", 40L)
                .containsEntry("end-completed", 40L)
                .doesNotContainKey("unmount-0");
        // The JDK's own code yields now and then, and parks again where it was woken too early.
        assertThat(counts.get("unmount-3")).isGreaterThanOrEqualTo(1000);
        assertThat(counts.get("unmount-1")).isGreaterThanOrEqualTo(50);
        assertThat(counts.get("unmount-8")).isGreaterThanOrEqualTo(90);
        assertThat(counts.get("mount")).isEqualTo(counts.get("unmount") + counts.get("virtual-end"));
        assertThat(counts.get("mount")).isEqualTo(counts.get("wake") + counts.get("virtual-start"));
    }
}
