package dev.loomscope.attach;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JavaCommandTest {
    @Test
    void readsTheJvmsOwnCounter() {
        assertThat(JavaCommand.main("com.acme.Shop --port 80")).isEqualTo("com.acme.Shop");
        assertThat(JavaCommand.main("/opt/my app/shop.jar --port 80")).isEqualTo("shop.jar");
        assertThat(JavaCommand.main("shop.jar")).isEqualTo("shop.jar");
        assertThat(JavaCommand.main("com.acme.Pack /tmp/a.jar x")).isEqualTo("com.acme.Pack");
        assertThat(JavaCommand.main("jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher dir/Try.java a"))
                .isEqualTo("Try.java");
        assertThat(JavaCommand.main("")).isEmpty();
    }

    @Test
    void readsTheWordsOfACommandLine() {
        assertThat(JavaCommand.main(List.of("java", "-Xmx1g", "-cp", "a:b", "com.acme.Shop", "x")))
                .isEqualTo("com.acme.Shop");
        assertThat(JavaCommand.main(List.of("/usr/bin/java", "-jar", "/opt/shop.jar", "-x"))).isEqualTo("shop.jar");
        assertThat(JavaCommand.main(List.of("java", "-p", "mods", "-m", "acme/com.acme.Shop")))
                .isEqualTo("acme/com.acme.Shop");
        assertThat(JavaCommand.main(List.of("java", "-jar"))).isEmpty();
        assertThat(JavaCommand.main(List.of("java"))).isEmpty();
    }
}
