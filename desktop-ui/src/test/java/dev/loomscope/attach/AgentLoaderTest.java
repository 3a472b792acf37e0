package dev.loomscope.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

import dev.loomscope.protocol.BadInputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Loads agents that do what a test needs into real JVMs. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AgentLoaderTest {
    private static final String JAR = "loomscope.agent.jar";

    /** Says where it listens, and says nothing there; takes that back when it is detached. */
    private static final String WELL_BEHAVED = """
            long pid = ProcessHandle.current().pid();
            Path dir = Path.of(System.getProperty("java.io.tmpdir"), "loomscope-" + System.getProperty("user.name"));
            Path file = dir.resolve(pid + ".json");
            if ("detach".equals(args)) {
                Files.delete(file);
                return;
            }
            Files.createDirectories(dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(dir, "x", ".tmp");
            Files.writeString(fresh, "{\\"pid\\":" + pid + ",\\"uuid\\":\\"00000000-0000-0000-0000-00000000002a\\",\\"port\\":" + new ServerSocket(0).getLocalPort() + ","
                + "\\"host\\":\\"127.0.0.1\\",\\"token\\":\\"" + "ab".repeat(32) + "\\",\\"startWallMs\\":" + System.currentTimeMillis() + ",\\"agentVersion\\":\\"0\\","
                + "\\"protocol\\":\\"1.0\\"}");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            """;

    @TempDir
    private Path directory;

    private final String before = System.getProperty(JAR, "");

    @BeforeEach
    void useAWellBehavedAgent() throws IOException {
        agent("Good", WELL_BEHAVED);
    }

    @AfterEach
    void useTheRealAgentAgain() {
        if (before.isEmpty()) {
            System.clearProperty(JAR);
        } else {
            System.setProperty(JAR, before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void takesTheAgentInAndOutAgain(int jdk) throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, jdk == 17 ? ChildJvm.java17() : ChildJvm.java25(),
                "Target")) {
            Attachment first = AgentLoader.attach(child.pid());
            assertThat(first.loaded()).isTrue();
            assertThat(first.warned()).isEqualTo(jdk >= 21);
            assertThat(first.endpoint().pid()).isEqualTo(child.pid());
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isTrue();

            Attachment second = AgentLoader.attach(child.pid());
            assertThat(second.loaded()).isFalse();
            assertThat(second.warned()).isFalse();
            assertThat(second.endpoint().address()).isEqualTo(first.endpoint().address());

            AgentLoader.detach(child.pid());
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isFalse();
            assertThatThrownBy(() -> AgentLoader.detach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessage("pid=" + child.pid() + " has no agent: there is nothing to detach");
        }
    }

    @Test
    void findsTheAgentOfAJvmThatKeepsItsTemporaryFilesElsewhere() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target",
                "-Djava.io.tmpdir=" + elsewhere)) {
            assertThat(AgentLoader.attach(child.pid()).loaded()).isTrue();
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isTrue();
            AgentLoader.detach(child.pid());
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isFalse();
        }
    }

    @Test
    void passesOverWhatAnEarlierProcessLeftBehind() throws IOException {
        agent("Leaving", WELL_BEHAVED.replace("new ServerSocket(0).getLocalPort()", "1"));
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target")) {
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).hasMessageContaining("does not listen");
            assertThat(LocalJvms.find(child.pid()).orElseThrow().agentLive()).isFalse();

            agent("Good", WELL_BEHAVED);
            assertThat(AgentLoader.attach(child.pid()).loaded()).isTrue();
        }
    }

    @Test
    void saysWhyTheAgentDidNotStart() throws IOException {
        agent("Failing", "System.setProperty(\"loomscope.agent.failure\", \"no room\\nfor rings\");");
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target")) {
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessage(
                            "pid=" + child.pid() + " has loaded the agent, but it did not start: no room for rings");
            assertThat(child.process().isAlive()).isTrue();
        }
    }

    @Test
    void saysThatAnAgentThrew() throws IOException {
        agent("Throwing", "throw new IllegalStateException(\"broken\");");
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target")) {
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("pid=" + child.pid() + " has loaded the agent, but it did not start:");
        }
    }

    @Test
    void saysThatAgentsAreRefused() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target",
                "-XX:-EnableDynamicAgentLoading")) {
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessage("pid=" + child.pid()
                            + " refuses agents (-XX:-EnableDynamicAgentLoading): start it without that"
                            + " flag, or with -javaagent:loomscope-agent.jar");
        }
    }

    @Test
    void saysThatThereIsNoAgentJar() throws IOException {
        System.setProperty(JAR, directory.resolve("absent.jar").toString());
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target")) {
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessageContaining("absent.jar").hasMessageStartingWith("pid=" + child.pid());
        }
    }

    @Test
    void doesNotWaitForAStoppedJvm() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Target")) {
            new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
            // Its threads stop one by one.
            while (!ProcessFacts.of(child.pid()).stopped()) {
                Thread.sleep(1);
            }
            assertThatThrownBy(() -> AgentLoader.attach(child.pid())).isInstanceOf(BadInputException.class)
                    .hasMessage("pid=" + child.pid() + " is stopped by a signal or a debugger: let it continue first");
        }
    }

    private void agent(String name, String body) throws IOException {
        Path source = Files.writeString(directory.resolve(name + ".java"), """
                import java.net.*;
                import java.nio.file.*;
                import java.nio.file.attribute.*;
                public class %s { public static void agentmain(String args) throws Exception { %s } }
                """.formatted(name, body));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "17", "-d",
                directory.toString(),
                source.toString());
        assertThat(result).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", name);
        Path jar = directory.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(name + ".class"));
            out.write(Files.readAllBytes(directory.resolve(name + ".class")));
        }
        System.setProperty(JAR, jar.toString());
    }
}
