package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.agent.it.WatchedJvm.Event;
import dev.loomscope.protocol.EventKind;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What ended tasks, and what the process does meanwhile. */
class FailuresIT {
    private static final String MAIN = FailuresMain.class.getName();

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    private static List<JsonNode> failures(WatchedJvm jvm, String type) {
        return jvm.failures.stream().filter(failure -> failure.get("class").asText().equals(type)).toList();
    }

    private static List<JsonNode> collections(WatchedJvm jvm) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode sample : jvm.samples) {
            for (JsonNode gc : sample.path("process").path("gcs")) {
                if (gc.get("cause").asText().equals("System.gc()")) {
                    found.add(gc);
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void exceptionsShowTheirMessageAndFramesAndCollectionsTheirPauses(Path jdk) throws Exception {
        boolean current = jdk.equals(Jdks.current());
        String collector = current ? "-XX:+UseZGC" : "-XX:+UseG1GC";
        String[] arguments = current ? new String[] {"virtual"} : new String[0];
        List<String> options = new ArrayList<>(List.of(LateIds.OPTIONS));
        options.add(collector);
        try (var jvm = WatchedJvm.start(jdk, temporary, options, FailuresMain.class, arguments)) {
            assertThat(jvm.child.line()).isEqualTo("waiting");
            jvm.connect();
            jvm.await("a process fact", () -> jvm.samples.stream().anyMatch(sample -> sample.has("process")));
            jvm.child.say("");
            String virtual = current ? jvm.child.line() : "";
            assertThat(jvm.child.line()).isEqualTo("done");
            jvm.await("failures", () -> !failures(jvm, MAIN + "$Hostile").isEmpty()
                    && !failures(jvm, NullPointerException.class.getName()).isEmpty()
                    && failures(jvm, UnsupportedOperationException.class.getName()).size() == (current ? 1 : 0));
            // A pause is told of as it ends, the cycle around it later; and the end of the task by another thread.
            jvm.await("a pause", () -> collections(jvm).stream().anyMatch(gc -> gc.get("pause").asBoolean()));
            jvm.await("a cycle", () -> !current
                    || collections(jvm).stream().anyMatch(gc -> !gc.get("pause").asBoolean()));
            jvm.await("the end of what collects", () -> collects(jvm)
                    .map(start -> endOf(jvm, start).isPresent())
                    .orElse(false));

            // Of 100 of a class the first four, and one in 64; of the next class four, and of each stage its one.
            List<JsonNode> states = failures(jvm, IllegalStateException.class.getName());
            assertThat(states).hasSize(5 + 4 + 2);
            assertThat(states).filteredOn(failure -> frames(failure).stream()
                    .anyMatch(frame -> frame.startsWith("java.util.concurrent.CompletableFuture$"))).hasSize(2);
            for (JsonNode failure : states) {
                assertThat(failure.get("message").asText()).isEqualTo("x".repeat(199) + "…");
                assertThat(failure.get("frames").get(0).asText()).startsWith(MAIN + ".deep(FailuresMain.java:");
                assertThat(failure.get("isThread").asBoolean()).isFalse();
                assertThat(ends(jvm)).anyMatch(end -> end.subject() == failure.get("task").asLong()
                        && end.thread() == failure.get("thread").asLong());
            }
            assertThat(states)
                    .filteredOn(failure -> frames(failure).size() == 13 && frames(failure).get(12).equals("…"))
                    .hasSize(5);
            JsonNode hostile = failures(jvm, MAIN + "$Hostile").get(0);
            assertThat(hostile.get("message").asText()).isEqualTo("hostile");
            assertThat(hostile.get("frames").get(0).asText()).startsWith(MAIN + ".lambda$main$");
            assertThat(failures(jvm, NullPointerException.class.getName()).get(0).get("message").asText())
                    .startsWith("Cannot invoke \"String.length()\"");
            if (current) {
                JsonNode thread = failures(jvm, UnsupportedOperationException.class.getName()).get(0);
                assertThat("virtual " + thread.get("task").asLong()).isEqualTo(virtual);
                assertThat(thread.get("isThread").asBoolean()).isTrue();
                assertThat(thread.get("message").asText()).isEqualTo("virtual");
            }
            assertCollections(jvm, current);
            assertProcess(jvm);
            jvm.child.say("");
            assertThat(jvm.child.end()).containsExactly("called=0");
            assertThat(jvm.child.errors()).isEmpty();
        }
    }

    private static List<String> frames(JsonNode failure) {
        List<String> frames = new ArrayList<>();
        failure.get("frames").forEach(frame -> frames.add(frame.asText()));
        return frames;
    }

    private static List<Event> ends(WatchedJvm jvm) {
        return jvm.events.stream().filter(event -> event.kind() == EventKind.END).toList();
    }

    /** The start of the task that asks for a collection. */
    private static Optional<Event> collects(WatchedJvm jvm) {
        return jvm.events.stream()
                .filter(event -> event.kind() == EventKind.START && event.type().equals(MAIN + "$Collects"))
                .findFirst();
    }

    private static Optional<Event> endOf(WatchedJvm jvm, Event start) {
        return ends(jvm).stream().filter(event -> event.time() > start.time()).findFirst();
    }

    /** A collection lies within the task that asked for it; its times are whole milliseconds. */
    private static void assertCollections(WatchedJvm jvm, boolean concurrent) {
        Event start = collects(jvm).orElseThrow();
        Event end = endOf(jvm, start).orElseThrow();
        assertThat(end.subject()).isEqualTo(start.subject());
        List<JsonNode> all = collections(jvm);
        assertThat(all).anyMatch(gc -> gc.get("pause").asBoolean());
        assertThat(all.stream().anyMatch(gc -> !gc.get("pause").asBoolean())).isEqualTo(concurrent);
        long millisecond = 1_000_000;
        for (JsonNode gc : all) {
            assertThat(gc.get("fromNs").asLong()).isGreaterThanOrEqualTo(start.time() - 2 * millisecond);
            assertThat(gc.get("toNs").asLong()).isLessThanOrEqualTo(end.time() + 2 * millisecond)
                    .isGreaterThanOrEqualTo(gc.get("fromNs").asLong());
        }
    }

    private static void assertProcess(WatchedJvm jvm) {
        JsonNode process = jvm.samples.stream().filter(sample -> sample.has("process")).toList().get(0).get("process");
        assertThat(process.get("heapUsed").asLong()).isPositive()
                .isLessThanOrEqualTo(process.get("heapCommitted").asLong());
        assertThat(process.get("heapMax").asLong()).isPositive();
        assertThat(process.get("threads").asInt()).isGreaterThan(3);
        assertThat(process.get("classes").asInt()).isGreaterThan(100);
        assertThat(process.get("compileMs").asLong()).isNotNegative();
    }
}
