package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is due and was not started waits in its pool's queue, what is to run later does not; also where it is older than the
 * agent.
 */
class DelayedIT {
    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void queuesThatAreOlderThanTheAgent(Path jdk) throws Exception {
        try (var jvm = WatchedJvm.attach(jdk, temporary, DelayedMain.class)) {
            jvm.connect();
            jvm.await("the idle Timer", () -> queue(jvm, "idle-timer") == 0);
            jvm.await("the busy Timer", () -> queue(jvm, "busy-timer") == 4);
            jvm.await("the pool", () -> queue(jvm, "pool-1-thread-1") == 4);
            jvm.child.say("on");
            jvm.await("the busy Timer's end", () -> queue(jvm, "busy-timer") == 0);
            jvm.await("the pool's end", () -> queue(jvm, "pool-1-thread-1") == 0);
            jvm.child.say("end");
            assertThat(jvm.child.end()).containsExactly("on");
            assertThat(jvm.child.errors().lines()).allMatch(line -> line.startsWith("WARNING: "));
        }
    }

    /** What the newest sample says of the pool with a worker, -1 where there is none. */
    private static long queue(WatchedJvm jvm, String worker) {
        String name = "none";
        long queue = -1;
        for (JsonNode sample : jvm.samples) {
            for (JsonNode pool : sample.path("pools")) {
                for (JsonNode thread : pool.path("workers")) {
                    name = thread.path("name").asText().equals(worker) ? pool.path("name").asText() : name;
                }
                queue = pool.path("name").asText().equals(name) ? pool.path("queue").asLong(-1) : queue;
            }
        }
        return queue;
    }
}
