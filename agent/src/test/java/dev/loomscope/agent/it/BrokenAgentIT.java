package dev.loomscope.agent.it;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An agent that fails after its hooks are in, on several of its threads at once, takes them out and leaves nothing behind. */
@Timeout(120)
class BrokenAgentIT {
    @TempDir
    private Path temporary;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    /** The delivered agent, without a class that its stream needs. */
    private Path broken() throws Exception {
        Path broken = temporary.resolve("broken.jar");
        try (JarFile whole = new JarFile(Hosts.AGENT.toFile());
                OutputStream file = Files.newOutputStream(broken);
                JarOutputStream out = new JarOutputStream(file, whole.getManifest())) {
            for (JarEntry entry : (Iterable<JarEntry>) whole.stream()::iterator) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.endsWith("/JsonFactory.class")) {
                    out.putNextEntry(new JarEntry(name));
                    out.write(whole.getInputStream(entry).readAllBytes());
                    out.closeEntry();
                }
            }
        }
        return broken;
    }

    private static void assertGone(ChildJvm child, Path jar) throws Exception {
        String line;
        do {
            child.say("measure");
            line = child.line();
        } while (!line.startsWith("agents=0 "));
        child.attach(jar, "probe");
        assertThat(child.line()).isEqualTo("hooked=0");
        child.say("end");
        assertThat(child.end()).containsExactly("right");
        assertThat(child.errors().lines().filter(text -> !text.startsWith("WARNING: ")))
                .isNotEmpty()
                .hasSizeLessThan(10)
                .allMatch(text -> text.startsWith("loomscope: "))
                .anyMatch(text -> text.startsWith("loomscope: not started: "));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void attached(Path jdk) throws Exception {
        Path broken = broken();
        Path probe = TestAgentJar.build(temporary);
        try (ChildJvm child = new Hosts(temporary).start(jdk, List.of(), "load")) {
            for (int i = 0; i < 3; i++) {
                child.attach(broken, "");
            }
            assertGone(child, probe);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void fromTheStart(Path jdk) throws Exception {
        Path broken = broken();
        Path probe = TestAgentJar.build(temporary);
        try (ChildJvm child = new Hosts(temporary).start(jdk, List.of("-javaagent:" + broken), "load")) {
            assertGone(child, probe);
        }
    }
}
