package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.agent.it.WatchedJvm.Event;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.PinReason;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Why virtual threads leave their carriers, and why some do not. */
class ReasonsIT {
    @TempDir
    private Path temporary;

    private static TreeSet<Integer> reasons(WatchedJvm jvm, long thread) {
        TreeSet<Integer> reasons = new TreeSet<>();
        for (Event event : jvm.events) {
            if (event.kind() == EventKind.UNMOUNT && event.subject() == thread) {
                reasons.add(event.detail());
            }
        }
        return reasons;
    }

    private static boolean has(List<Event> events, int kind, long thread, long value) {
        return events.stream()
                .anyMatch(event -> event.kind() == kind && event.subject() == thread && event.value() == value);
    }

    private static boolean hasStack(WatchedJvm jvm, long thread) {
        for (JsonNode sample : jvm.samples) {
            for (JsonNode stack : sample.path("stacks")) {
                if (stack.get("thread").asLong() == thread && stack.toString().contains("<clinit>")) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aSleepASocketAndAPinAreToldApart() throws Exception {
        List<String> carriers = List.of("-Djdk.virtualThreadScheduler.parallelism=2");
        try (var jvm = WatchedJvm.start(Jdks.current(), temporary, carriers, VirtualReasonsMain.class)) {
            assertThat(jvm.child.line()).isEqualTo("waiting");
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.samples.isEmpty());
            jvm.child.say("");
            Map<Long, String> threads = new HashMap<>();
            for (String line : jvm.child.linesTo("ready")) {
                threads.put(Long.parseLong(line.substring(line.indexOf(' ') + 1)),
                        line.substring(0, line.indexOf(' ')));
            }
            assertThat(threads).hasSize(52);
            long pinned = id(threads, "pinned");
            long blocked = id(threads, "blocked");
            jvm.await("PINNED", () -> has(jvm.events, EventKind.PINNED, pinned, PinReason.NATIVE));
            jvm.await("PINNED, seen", () -> has(jvm.events, EventKind.PINNED, blocked, PinReason.SEEN));
            jvm.await("stack", () -> hasStack(jvm, pinned) && hasStack(jvm, blocked));
            assertThat(has(jvm.events, EventKind.PINNED, pinned, PinReason.SEEN)).isFalse();
            assertThat(has(jvm.events, EventKind.UNPINNED, blocked, 0)).isFalse();
            threads.forEach((id, what) -> {
                switch (what) {
                    case "sleep" -> assertThat(reasons(jvm, id)).containsExactly(UnmountReason.SLEEP);
                    case "park" -> assertThat(reasons(jvm, id)).containsExactly(UnmountReason.TIMED_PARK);
                    case "io" -> assertThat(reasons(jvm, id)).contains(UnmountReason.IO)
                            .doesNotContain(UnmountReason.PARK, UnmountReason.SLEEP);
                    default -> assertThat(reasons(jvm, id)).isEmpty();
                }
            });
            JsonNode scheduler = scheduler(jvm);
            assertThat(scheduler.get("mounted").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(scheduler.get("parallelism").asInt()).isEqualTo(scheduler.get("max").asInt());
            assertThat(scheduler.get("compensating").asInt()).isNotNegative();

            // Who comes later is told in the keyframe.
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.keyframe.isEmpty());
            assertThat(has(jvm.keyframe, EventKind.PINNED, pinned, PinReason.NATIVE)).isTrue();
            assertThat(has(jvm.keyframe, EventKind.PINNED, blocked, PinReason.SEEN)).isTrue();
            jvm.child.say("");
            jvm.await("UNPINNED", () -> has(jvm.events, EventKind.UNPINNED, pinned, 0)
                    && has(jvm.events, EventKind.UNPINNED, blocked, 0));
            jvm.child.say("");
            assertThat(jvm.child.end()).isEmpty();
        }
    }

    private static long id(Map<Long, String> threads, String what) {
        return threads.entrySet().stream().filter(each -> each.getValue().equals(what)).findFirst().orElseThrow()
                .getKey();
    }

    private static JsonNode scheduler(WatchedJvm jvm) {
        JsonNode found = null;
        for (JsonNode sample : jvm.samples) {
            for (JsonNode pool : sample.path("pools")) {
                found = pool.get("class").asText().equals("java.lang.VirtualThread") ? pool : found;
            }
        }
        return found;
    }
}
