package dev.loomscope.agent.it;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Under load, clients that misbehave, and full disks, the application's own result is right and nothing of the agent's grows.
 * With {@code -Dloomscope.stress=full} at full size.
 */
@Timeout(3600)
class StressIT {
    private static final Pattern MEASURE = Pattern.compile("agents=(\\d+) fds=(\\d+) heap=(\\d+) metaspace=(\\d+)");

    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    private record Measure(int agents, int fds, long heap, long metaspace) {
        static Measure of(ChildJvm child) throws IOException {
            child.say("measure");
            return read(child);
        }

        /** Once all of the agent's threads are there: drain, sampler, the one that accepts and the one that looks for spans. */
        static Measure whole(ChildJvm child) throws IOException {
            Measure measure = of(child);
            while (measure.agents < 4) {
                measure = of(child);
            }
            return measure;
        }

        static Measure read(ChildJvm child) throws IOException {
            String line = child.line();
            Matcher matcher = MEASURE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            return new Measure(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)),
                    Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4)));
        }
    }

    private ChildJvm start(Path jdk, String agent, String... program) throws IOException {
        return new Hosts(temporary).start(jdk, List.of(Hosts.agent(agent)), program);
    }

    private static void assertRight(ChildJvm child) throws Exception {
        assertThat(child.end()).containsExactly("right, watched");
        assertThat(child.errors()).isEmpty();
    }

    /** Of the agent nothing grows but its recording, and the program's own heap is full of nothing. */
    private static void assertSteady(Measure before, Measure after) {
        assertThat(after.agents).as("threads").isLessThanOrEqualTo(before.agents);
        assertThat(after.fds).as("file descriptors").isLessThanOrEqualTo(before.fds + 2);
        assertThat(after.heap - before.heap).as("heap").isLessThan(8L << 20);
        assertThat(after.metaspace - before.metaspace).as("metaspace").isLessThan(3L << 20);
    }

    /** The program measures itself twice, and ends; what it leaves behind is its recording. */
    private void assertSteadyAndRight(ChildJvm child) throws Exception {
        Measure before = Measure.read(child);
        assertSteady(before, Measure.read(child));
        assertRight(child);
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(temporary.resolve("recording"));
        }
    }

    @Test
    void virtualThreads() throws Exception {
        Path recording = temporary.resolve("recording");
        try (ChildJvm child = start(Jdks.current(), "record=" + recording, "virtual",
                Integer.toString(Hosts.size(50_000, 1_000_000)))) {
            assertSteadyAndRight(child);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void poolsThatComeAndGo(Path jdk) throws Exception {
        Path recording = temporary.resolve("recording");
        try (ChildJvm child = start(jdk, "record=" + recording, "pools",
                Integer.toString(Hosts.size(2_000, 50_000)))) {
            assertSteadyAndRight(child);
        }
    }

    /** An agent that finds no memory may go, and says so; the application never notices. */
    @ParameterizedTest
    @MethodSource("jdks")
    void applicationsThatRunOutOfMemory(Path jdk) throws Exception {
        for (String heap : List.of("-Xmx8m", "-Xmx16m")) {
            List<String> options = List.of(heap, "-XX:+UseSerialGC", Hosts.agent(""));
            try (ChildJvm child = new Hosts(temporary).start(
                    jdk, options, "memory", Integer.toString(Hosts.size(5, 100)))) {
                assertThat(child.end()).hasSize(1).allMatch(line -> line.startsWith("right"));
                // The second is what the JVM says where it has no memory to show an agent a class that is being loaded.
                assertThat(child.errors().lines()).as(heap).allMatch(line -> line.startsWith("loomscope: ")
                        || line.startsWith("*** java.lang.instrument ASSERTION FAILED ***"))
                        .hasSizeLessThan(10);
            }
        }
    }

    /** Memory of the JVM's own for classes that were retransformed grows by what is known of it, and not by more. */
    @ParameterizedTest
    @MethodSource("jdks")
    void agentsThatComeAndGo(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        int rounds = Hosts.size(6, 100);
        try (ChildJvm child = hosts.start(jdk, List.of("-Xmx256m"), "load")) {
            comeAndGo(hosts, child, 2);
            Hosts.awaitGone(child);
            Measure before = Measure.of(child);
            comeAndGo(hosts, child, rounds);
            Hosts.awaitGone(child);
            Measure after = Measure.of(child);

            assertThat(after.agents).as("threads").isEqualTo(before.agents).isZero();
            assertThat(after.fds).as("file descriptors").isLessThanOrEqualTo(before.fds + 2);
            assertThat(after.heap - before.heap).as("heap").isLessThan((8L << 20) + rounds * (20L << 10));
            assertThat(after.metaspace - before.metaspace).as("metaspace")
                    .isLessThan((3L << 20) + rounds * (800L << 10));
            try (Stream<Path> files = Files.list(hosts.endpointFile(1).getParent())) {
                assertThat(files).isEmpty();
            }
            child.say("end");
            assertThat(child.end()).containsExactly("right");
            assertThat(child.errors().lines()).allMatch(line -> line.startsWith("WARNING: "));
        }
    }

    private static void comeAndGo(Hosts hosts, ChildJvm child, int rounds) throws Exception {
        for (int i = 0; i < rounds; i++) {
            child.attach(Hosts.AGENT, "");
            try (Socket socket = hosts.connect(child)) {
                var frames = hosts.welcome(child, socket);
                Hosts.await(frames, FrameType.EVENTS);
                child.attach(Hosts.AGENT, "detach");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void clientsThatMisbehave(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        List<Socket> sockets = new ArrayList<>();
        try (ChildJvm child = start(jdk, "", "load")) {
            hosts.endpoint(child);
            Measure before = Measure.whole(child);
            try {
                misbehave(hosts, child, sockets);
                child.say("");
                assertThat(child.line()).isEqualTo("worked");
                try (Socket socket = hosts.connect(child)) {
                    var frames = hosts.welcome(child, socket);
                    Hosts.await(frames, FrameType.EVENTS);
                }
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
            Measure after = Measure.of(child);
            while (after.agents > before.agents || after.fds > before.fds + 2) {
                after = Measure.of(child);
            }
            assertSteady(before, after);
            child.say("end");
            assertRight(child);
        }
    }

    /** Some that read nothing, many that say nothing, and some that say what is wrong. */
    private static void misbehave(Hosts hosts, ChildJvm child, List<Socket> sockets) throws Exception {
        for (int i = 0; i < 4; i++) {
            Socket deaf = hosts.connect(child);
            sockets.add(deaf);
            hosts.welcome(child, deaf);
        }
        for (int i = 0; i < 40; i++) {
            sockets.add(hosts.connect(child));
        }
        Random random = new Random(7);
        byte[] garbage = new byte[10_000];
        for (int i = 0; i < 20; i++) {
            random.nextBytes(garbage);
            try (Socket socket = hosts.connect(child)) {
                if (i % 2 == 0) {
                    hosts.welcome(child, socket);
                }
                socket.getOutputStream().write(garbage);
                socket.getOutputStream().write(garbage);
            } catch (SocketException e) {
                // It was shown the door.
            }
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aFullDisk(Path jdk) throws Exception {
        Path recording = Files.createSymbolicLink(temporary.resolve("recording"), Path.of("/dev/full"));
        try (ChildJvm child = start(jdk, "record=" + recording, "load")) {
            assertRecordingEndsAndWorkGoesOn(child);
        } finally {
            Files.delete(recording);
        }
    }

    private static void assertRecordingEndsAndWorkGoesOn(ChildJvm child) throws Exception {
        while (child.errors().isEmpty()) {
            Thread.sleep(1);
        }
        Measure before = Measure.whole(child);
        child.say("");
        assertThat(child.line()).isEqualTo("worked");
        assertSteady(before, Measure.of(child));
        child.say("end");
        assertThat(child.end()).containsExactly("right, watched");
        assertThat(child.errors().lines()).hasSize(1).allMatch(
                line -> line.startsWith("loomscope: the recording ") && line.contains("ends here"));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aLimitOnFileSizes(Path jdk) throws Exception {
        Path recording = temporary.resolve("recording");
        List<String> command = List.of("bash", "-c", "ulimit -f 4; exec \"$0\" \"$@\"",
                jdk.resolve("bin/java").toString(), "-XX:-UsePerfData", "-Djava.io.tmpdir=" + temporary,
                Hosts.agent("record=" + recording), "-cp", Hosts.program().toString(),
                dev.loomscope.agent.it.stress.StressMain.class.getName(), "load");
        try (ChildJvm child = ChildJvm.run(command)) {
            Hosts.awaitReady(child);
            assertRecordingEndsAndWorkGoesOn(child);
        }
        assertThat(recording).isNotEmptyFile();
    }
}
