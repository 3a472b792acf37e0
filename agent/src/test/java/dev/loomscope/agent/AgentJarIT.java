package dev.loomscope.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the delivered jar promises to the application that it is loaded into. */
class AgentJarIT {

    private static final Path JAR = Path.of(System.getProperty("loomscope.agent.jar"));

    @Test
    void holdsNoClassThatTheApplicationCouldMistakeForItsOwn() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")))
                    .allMatch(name -> name.startsWith("dev/loomscope/") || name.startsWith("META-INF/"))
                    .noneMatch(name -> name.startsWith("META-INF/") && name.endsWith(".class"));
        }
    }

    @Test
    void startsWithTheApplicationAndSaysNothing() throws Exception {
        for (var home : new String[] {System.getProperty("java.home"),
                System.getProperty("loomscope.maven.java.home")}) {
            var process = new ProcessBuilder(Path.of(home, "bin", "java").toString(), "-javaagent:" + JAR, "-version")
                    .redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).doesNotContainIgnoringCase("warning").doesNotContain("dev.loomscope");
        }
    }
}
