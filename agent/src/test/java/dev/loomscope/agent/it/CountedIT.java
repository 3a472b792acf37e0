package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loomscope.agent.it.WatchedJvm.Event;
import dev.loomscope.protocol.EventKind;
import dev.loomscope.protocol.Outcome;
import dev.loomscope.protocol.UnmountReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted only tells how long tasks waited, and which of them are stuck. */
class CountedIT {
    private static final String MAIN = CountedMain.class.getName() + '$';

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    static Stream<Arguments> budgets() {
        return jdks().flatMap(jdk -> Stream.of("0", "1500").map(budget -> Arguments.of(jdk, budget)));
    }

    /** Of the events of a kind and class: how many, when all together, and how far off that may be. */
    private static final class Sum {
        long count;
        long times;
        long doubts;
    }

    private static Sum sum(WatchedJvm jvm, int kind, String type) {
        Sum sum = new Sum();
        for (Event event : jvm.events) {
            boolean counted = event.kind() == EventKind.COUNT && (event.value() & 0xFF) == kind;
            if (counted && event.type().equals(type)) {
                sum.count += event.subject();
                sum.times += event.subject() * event.time() - event.other();
                sum.doubts += event.subject() * (event.value() >> 16) * 1_000;
            } else if (event.kind() == kind && event.type().equals(type)) {
                sum.count++;
                sum.times += event.time();
            }
        }
        return sum;
    }

    private static long counted(WatchedJvm jvm, int what, String type) {
        return jvm.events
                .stream()
                .filter(event -> event.kind() == EventKind.COUNT
                        && (event.value() & 0xFFFF) == what
                        && (type.isEmpty() || event.type().equals(type)))
                .mapToLong(Event::subject)
                .sum();
    }

    private static Map<String, Long> numbers(WatchedJvm jvm) throws Exception {
        Map<String, Long> numbers = new HashMap<>();
        for (String line : jvm.child.linesTo("done")) {
            int equals = line.indexOf('=');
            numbers.put(line.substring(0, equals), Long.valueOf(line.substring(equals + 1)));
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("budgets")
    void waitsAddUpToThoseOfTheProgram(Path jdk, String budget) throws Exception {
        try (var jvm = WatchedJvm.start(jdk, temporary, budget, List.of(), CountedMain.class, "waits")) {
            assertThat(jvm.child.line()).isEqualTo("ready");
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.keyframe.isEmpty());
            jvm.child.say("go");
            Map<String, Long> numbers = numbers(jvm);
            for (String name : List.of("Brief", "Slow")) {
                long tasks = numbers.get(name);
                jvm.await("all starts", () -> sum(jvm, EventKind.START, MAIN + name).count == tasks);
                Sum in = sum(jvm, EventKind.SUBMIT, MAIN + name);
                Sum out = sum(jvm, EventKind.START, MAIN + name);
                assertThat(in.count).isEqualTo(tasks);
                long doubt = in.doubts + out.doubts;
                assertThat(out.times - in.times).as(name)
                        .isBetween(numbers.get(name + "-least") - doubt, numbers.get(name + "-most") + doubt);
            }
            long virtual = numbers.get("virtual");
            if (budget.equals("0") && virtual > 0) {
                int completed = Outcome.COMPLETED << 8 | EventKind.VIRTUAL_END;
                jvm.await("all ends", () -> counted(jvm, completed, MAIN + "Sleeper") == virtual);
                // Each carrier's counts come by themselves: that of an end may come before that of a sleep.
                jvm.await("all sleeps", () -> counted(
                        jvm, UnmountReason.SLEEP << 8 | EventKind.UNMOUNT, MAIN + "Sleeper") >= 3 * virtual);
                assertThat(counted(jvm, EventKind.VIRTUAL_START, MAIN + "Sleeper")).isEqualTo(virtual);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aStuckTaskIsToldWithItsStackAndItsEnd(Path jdk) throws Exception {
        try (var jvm = WatchedJvm.start(jdk, temporary, "0", List.of(), CountedMain.class, "stuck")) {
            assertThat(jvm.child.line()).isEqualTo("ready");
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.keyframe.isEmpty());
            jvm.child.say("go");
            for (String type : List.of("Stuck", "StuckAction")) {
                jvm.await(type, () -> adopted(jvm.events, type) != null);
                Event stuck = adopted(jvm.events, type);
                String frame = MAIN + type + (type.equals("Stuck") ? ".run(" : ".compute(");
                jvm.await("its stack", () -> hasStack(jvm, stuck.thread(), frame));
                jvm.await("its wait", () -> jvm.events.stream()
                        .anyMatch(event -> event.kind() == EventKind.WAIT && event.thread() == stuck.thread()));
                // Who comes later is told it too.
                jvm.await("a keyframe with it", () -> adopted(jvm.keyframe, type) != null);
            }
            jvm.await("the fork/join pool's size", () -> hasForkJoinPool(jvm));
            List<Event> stuck = List.of(adopted(jvm.events, "Stuck"), adopted(jvm.events, "StuckAction"));
            jvm.child.say("on");
            jvm.child.linesTo("done");
            for (Event each : stuck) {
                jvm.await("its end", () -> jvm.events.stream()
                        .anyMatch(event -> event.kind() == EventKind.END && event.thread() == each.thread()));
            }
            jvm.await("all ends", () -> counted(jvm, Outcome.COMPLETED << 8 | EventKind.END, "") == 102);
            assertThat(jvm.events.stream().filter(event -> event.kind() == EventKind.ADOPT)).hasSize(2);
            assertThat(jvm.events.stream().filter(event -> event.kind() == EventKind.END)).hasSize(2);
            assertThat(jvm.child.errors()).isEmpty();
        }
    }

    @Test
    void aVirtualThreadThatKeepsItsCarrierIsToldWithItsStackAndItsEnd() throws Exception {
        List<String> another = List.of("-Djdk.virtualThreadScheduler.parallelism=2");
        try (var jvm = WatchedJvm.start(Jdks.current(), temporary, "0", another, CountedMain.class, "held")) {
            assertThat(jvm.child.line()).isEqualTo("ready");
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.keyframe.isEmpty());
            jvm.child.say("go");
            jvm.await("it", () -> find(jvm.events, EventKind.MOUNT) != null);
            Event mount = find(jvm.events, EventKind.MOUNT);
            assertThat(find(jvm.events, EventKind.VIRTUAL_ADOPT).subject()).isEqualTo(mount.subject());
            jvm.await("its stack", () -> hasStack(jvm, mount.subject(), MAIN + "Spinning.run("));
            // Who comes later is told it too.
            jvm.await("a keyframe with it", () -> find(jvm.keyframe, EventKind.VIRTUAL_ADOPT) != null
                    && find(jvm.keyframe, EventKind.MOUNT) != null);
            assertThat(find(jvm.keyframe, EventKind.MOUNT).thread()).isEqualTo(mount.thread());
            jvm.child.say("on");
            jvm.child.linesTo("done");
            jvm.await("its end", () -> find(jvm.events, EventKind.VIRTUAL_END) != null);
            jvm.await("all ends", () -> counted(jvm, Outcome.COMPLETED << 8 | EventKind.VIRTUAL_END, "") == 51);
            for (int kind : List.of(EventKind.MOUNT, EventKind.VIRTUAL_END)) {
                assertThat(jvm.events.stream().filter(event -> event.kind() == kind))
                        .singleElement()
                        .extracting(Event::subject)
                        .isEqualTo(mount.subject());
            }
            jvm.await("a keyframe without it", () -> find(jvm.keyframe, EventKind.VIRTUAL_ADOPT) == null);
            assertThat(jvm.child.errors()).isEmpty();
        }
    }

    private static Event find(List<Event> events, int kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst().orElse(null);
    }

    private static Event adopted(List<Event> events, String type) {
        return events.stream()
                .filter(event -> event.kind() == EventKind.ADOPT && event.type().equals(MAIN + type))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasStack(WatchedJvm jvm, long thread, String frame) {
        for (JsonNode sample : jvm.samples) {
            for (JsonNode stack : sample.path("stacks")) {
                for (JsonNode each : stack.path("frames")) {
                    if (stack.path("thread").asLong() == thread && each.asText().startsWith(frame)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean hasForkJoinPool(WatchedJvm jvm) {
        for (JsonNode sample : jvm.samples) {
            for (JsonNode pool : sample.path("pools")) {
                if (pool.path("class").asText().equals("java.util.concurrent.ForkJoinPool")
                        && pool.path("max").asInt() == 2
                        && pool.path("active").asInt() == 1
                        && pool.path("queue").asInt(-1) == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
