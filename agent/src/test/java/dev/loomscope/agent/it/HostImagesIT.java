package dev.loomscope.agent.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import dev.loomscope.agent.it.stress.StressMain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that are modules, that bring their own image of the JDK, or that start from an archive of classes. */
@Timeout(300)
class HostImagesIT {
    private static final String MAIN = StressMain.class.getName();

    @TempDir
    private Path temporary;

    private Path application;
    private Path recording;

    static Stream<Path> jdks() {
        return Hosts.jdks();
    }

    /** A jar, which is also an automatic module. */
    @BeforeEach
    void build() throws IOException {
        application = temporary.resolve("application.jar");
        recording = temporary.resolve("recording");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", "application");
        String directory = StressMain.class.getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(application);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> classes = Files.list(Hosts.program().resolve(directory))) {
            for (Path type : (Iterable<Path>) classes.sorted()::iterator) {
                out.putNextEntry(new JarEntry(directory + '/' + type.getFileName()));
                out.write(Files.readAllBytes(type));
                out.closeEntry();
            }
        }
    }

    private void assertRight(Path home, List<String> options, String... program) throws Exception {
        List<String> command = new ArrayList<>(options);
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(program));
        command.addAll(List.of("mix", "2"));
        try (ChildJvm child = ChildJvm.start(home, command)) {
            assertThat(child.end()).contains(options.contains(agent()) ? "right, watched" : "right");
            assertThat(child.errors().lines()).noneMatch(line -> line.contains("oomscope"));
        }
    }

    private String agent() {
        return Hosts.agent("record=" + recording);
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(command + "\n" + out).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aModule(Path jdk) throws Exception {
        assertRight(jdk, List.of(agent()), "-p", application.toString(), "-m", "application/" + MAIN);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anImageOfTheLeastModules(Path jdk) throws Exception {
        Path image = temporary.resolve("image");
        run(List.of(jdk.resolve("bin/jlink").toString(), "--add-modules", "java.base,java.instrument", "--output",
                image.toString()));
        assertRight(image, List.of(agent()), "-cp", application.toString(), MAIN);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void anArchiveOfClasses(Path jdk) throws Exception {
        Path archive = temporary.resolve("archive");
        assertRight(
                jdk, List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive), "-cp", application.toString(),
                MAIN);
        assertThat(archive).isNotEmptyFile();
        assertRight(
                jdk, List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive, agent()), "-cp",
                application.toString(), MAIN);
    }

    /** Virtual threads go on where the JVM has its own classes from a cache: some agents have stopped them there. */
    @Test
    void aCacheOfCode() throws Exception {
        Path cache = temporary.resolve("cache");
        Path jdk = Jdks.current();
        assertRight(
                jdk, List.of("-Xlog:disable", "-XX:AOTCacheOutput=" + cache), "-cp", application.toString(), MAIN);
        assertThat(cache).isNotEmptyFile();
        assertRight(
                jdk, List.of("-Xlog:disable", "-XX:AOTCache=" + cache, agent()), "-cp", application.toString(), MAIN);
        try (ChildJvm child = ChildJvm.start(jdk, List.of("-Xlog:disable", "-XX:AOTMode=on", "-XX:AOTCache=" + cache,
                "-Djava.io.tmpdir=" + temporary, "-cp", application.toString(), MAIN, "load"))) {
            Hosts.awaitReady(child);
            child.attach(Hosts.AGENT, "");
            child.say("");
            assertThat(child.line()).isEqualTo("worked");
            child.attach(Hosts.AGENT, "detach");
            Hosts.awaitGone(child);
            child.say("end");
            assertThat(child.end()).containsExactly("right");
        }
    }
}
