package dev.loomscope.agent.it;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.loomscope.protocol.FrameType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM that had one version of the agent gets another: that one runs, with hooks of its own, whatever became of the first. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpgradeIT {
    private static final String HOOK = "dev/loomscope/agent/hook/Counters.class";

    /** Classes of a version of the hooks: those that are copied, and the one that is made. */
    private static final String HOOKS = "33";

    private static final Pattern VERSIONS = Pattern.compile("classes=\\{(.*)\\} called=\\[(.*)\\]");

    @TempDir
    private Path temporary;

    private Path earlier;
    private Path later;
    private Path probe;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    @BeforeEach
    void build() throws Exception {
        earlier = Files.copy(Hosts.AGENT, temporary.resolve("earlier.jar"));
        later = temporary.resolve("later.jar");
        probe = TestAgentJar.build(temporary);
        try (JarFile whole = new JarFile(Hosts.AGENT.toFile());
                OutputStream file = Files.newOutputStream(later);
                JarOutputStream out = new JarOutputStream(file, whole.getManifest())) {
            for (JarEntry entry : (Iterable<JarEntry>) whole.stream()::iterator) {
                if (entry.getName().endsWith(".class")) {
                    byte[] code = whole.getInputStream(entry).readAllBytes();
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(entry.getName().equals(HOOK) ? changed(code) : code);
                    out.closeEntry();
                }
            }
        }
    }

    private static byte[] changed(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(writer, 0);
        writer.visitField(Opcodes.ACC_STATIC, "later", "I", null, null).visitEnd();
        return writer.toByteArray();
    }

    /** Looks which versions of the hooks there are, and gives the one that is called, or an empty text. */
    private String called(ChildJvm child, int versions) throws Exception {
        child.attach(probe, "versions");
        String line = child.line();
        Matcher matcher = VERSIONS.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        assertThat(matcher.group(1).split(", ")).as(line).hasSize(versions)
                .allMatch(each -> each.endsWith("=" + HOOKS));
        return matcher.group(2);
    }

    private static void assertStreams(Hosts hosts, ChildJvm child) throws Exception {
        try (Socket socket = hosts.connect(child)) {
            Hosts.await(hosts.welcome(child, socket), FrameType.EVENTS);
        }
    }

    private static void assertRight(ChildJvm child) throws Exception {
        child.say("end");
        assertThat(child.end()).containsExactly("right");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatIsAttachedLastRuns(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        try (ChildJvm child = hosts.start(jdk, List.of(), "load")) {
            child.attach(earlier, "");
            String first = called(child, 1);
            child.attach(earlier, "detach");

            child.attach(later, "");
            assertStreams(hosts, child);
            String second = called(child, 2);
            assertThat(second).matches("[0-9a-f]+").isNotEqualTo(first);
            child.attach(later, "detach");
            assertThat(called(child, 2)).isEmpty();

            Files.delete(earlier);
            child.attach(later, "");
            assertStreams(hosts, child);
            assertThat(called(child, 2)).isEqualTo(second);
            child.attach(later, "detach");

            Files.delete(later);
            child.attach(Hosts.AGENT, "");
            assertStreams(hosts, child);
            assertThat(called(child, 2)).isEqualTo(first);
            child.attach(Hosts.AGENT, "detach");
            assertRight(child);
            assertThat(child.errors().lines()).allMatch(line -> line.startsWith("WARNING: "));
        }
    }

    /** The jar of an agent is in a temporary directory, which may be swept. */
    @ParameterizedTest
    @MethodSource("jdks")
    void aJarThatIsGoneIsNoObstacleToTheNext(Path jdk) throws Exception {
        Hosts hosts = new Hosts(temporary);
        Path empty = temporary.resolve("empty.jar");
        try (JarFile whole = new JarFile(Hosts.AGENT.toFile());
                OutputStream file = Files.newOutputStream(empty)) {
            new JarOutputStream(file, whole.getManifest()).close();
        }
        try (ChildJvm child = hosts.start(jdk, List.of(), "load")) {
            child.attach(earlier, "");
            child.attach(earlier, "detach");
            Files.delete(earlier);
            child.attach(empty, "");
            child.attach(empty, "detach");
            assertThat(child.errors().lines().filter(line -> !line.startsWith("WARNING: ")))
                    .containsExactly("loomscope: not started: java.nio.file.NoSuchFileException: " + earlier);

            child.attach(later, "");
            assertStreams(hosts, child);
            child.attach(later, "detach");
            assertRight(child);
        }
    }
}
