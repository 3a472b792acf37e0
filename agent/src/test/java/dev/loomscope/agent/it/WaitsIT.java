package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.loomscope.agent.it.WatchedJvm.Event;
import dev.loomscope.protocol.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What threads wait for is seen: kind, identity, owner and class. */
class WaitsIT {
    private static final List<String> OPEN = List.of(
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Stream.of(Jdks.jdk17(), Jdks.current());
    }

    /** What is waited for, by thread. */
    private static Map<String, String> waits(List<Event> events) {
        Map<String, String> waits = new HashMap<>();
        for (Event event : events) {
            if (event.kind() == EventKind.WAIT) {
                String thread = event.subject() == 0 ? event.thread() + " false" : event.subject() + " true";
                long kind = event.value() & 0xFF;
                waits.put(thread, thread + ' ' + kind + ' ' + (event.value() >> 8) + ' ' + event.other() + ' '
                        + event.type());
            }
        }
        return waits;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void eachThreadShowsWhatItWaitsForAndWhoHasIt(Path jdk) throws Exception {
        boolean virtual = jdk.equals(Jdks.current());
        String[] arguments = virtual ? new String[] {"virtual"} : new String[0];
        try (var jvm = WatchedJvm.start(jdk, temporary, OPEN, WaitsMain.class, arguments)) {
            List<String> expected = new ArrayList<>();
            for (String line : jvm.child.linesTo("ready")) {
                expected.add(line.substring("expect ".length()));
            }
            assertThat(expected).hasSize(virtual ? 26 : 16);
            jvm.connect();
            try {
                jvm.await("waits", () -> waits(jvm.all()).values().containsAll(expected));
            } catch (AssertionError e) {
                assertThat(waits(jvm.all()).values()).as(e.getMessage()).containsAll(expected);
                throw e;
            }
            // Who comes later is told all of it in the keyframe.
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.keyframe.isEmpty());
            assertThat(waits(jvm.keyframe).values()).containsAll(expected);
            jvm.child.say("");
            String released = jvm.child.line() + " false";
            jvm.await("an end of waiting", () -> (released + " 0 0 0 ").equals(waits(jvm.all()).get(released)));
            jvm.child.say("");
            assertThat(jvm.child.end()).isEmpty();
            assertThat(jvm.child.errors()).isEmpty();
        }
    }

    @Test
    void aVirtualThreadThatIsParkedIsTheOwnerOfItsMonitors() throws Exception {
        try (var jvm = WatchedJvm.start(Jdks.current(), temporary, OPEN, WaitsMain.class, "lone")) {
            List<String> expected = new ArrayList<>();
            for (String line : jvm.child.linesTo("ready")) {
                expected.add(line.substring("expect ".length()));
            }
            assertThat(expected).hasSize(2);
            jvm.connect();
            jvm.await("waits", () -> waits(jvm.all()).values().containsAll(expected));
        }
    }
}
