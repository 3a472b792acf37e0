package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a crowd of Timers that are all inside a task at once each start and each end is told, or counted as lost. */
class TimersIT {
    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void nothingOfACrowdIsLostWithoutAWord(Path jdk) throws Exception {
        Map<String, Long> counts = new CountedProgram(TimersMain.class, "-Xlog:disable").fromTheStart(jdk);
        assertThat(counts).containsEntry("submit", (long) TimersMain.TIMERS);
        assertThat(counts.get("start") + counts.get("end") + counts.get("lost")).isEqualTo(2L * TimersMain.TIMERS);
    }
}
