package dev.loomscope.attach;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LocalJvmsTest {
    @TempDir
    private Path directory;

    @Test
    void showsWhatAJvmIs() throws IOException {
        try (ChildJvm older = ChildJvm.waiting(directory, ChildJvm.java17(), "Older");
                ChildJvm newer = ChildJvm.waiting(directory, ChildJvm.java25(), "Newer")) {
            LocalJvm on17 = listed(older.pid());
            LocalJvm on25 = listed(newer.pid());

            assertThat(on17.main()).isEqualTo("Older");
            assertThat(on17.jdk()).startsWith("17");
            assertThat(on17.user()).isEqualTo(System.getProperty("user.name"));
            assertThat(on17.agentLive()).isFalse();
            assertThat(on17.refusal()).isEmpty();
            assertThat(on17.attachable()).isTrue();
            assertThat(on25.main()).isEqualTo("Newer");
            assertThat(on25.jdk()).isEqualTo(System.getProperty("java.version"));
        }
    }

    @Test
    void leavesThisProcessOut() {
        assertThat(LocalJvms.list()).extracting(LocalJvm::pid).doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void forgetsAJvmThatEnded() throws IOException {
        ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Short");
        child.close();

        assertThat(LocalJvms.list()).extracting(LocalJvm::pid).doesNotContain(child.pid());
    }

    @Test
    void saysWhyAJvmCannotBeAttachedTo() throws IOException {
        try (ChildJvm disabled = ChildJvm.waiting(directory, ChildJvm.java25(), "Disabled",
                "-XX:+DisableAttachMechanism");
                ChildJvm deaf = ChildJvm.waiting(directory, ChildJvm.java17(), "Deaf", "-Xrs")) {
            assertThat(listed(disabled.pid()).refusal()).startsWith("takes no part in attach");
            assertThat(listed(deaf.pid()).refusal()).startsWith("takes no part in attach");
            assertThat(listed(deaf.pid()).attachable()).isFalse();
        }
    }

    @Test
    void findsAJvmWithoutCounters() throws IOException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Silent", "-XX:-UsePerfData")) {
            LocalJvm jvm = listed(child.pid());

            assertThat(jvm.main()).isEqualTo("Silent");
            assertThat(jvm.jdk()).isEqualTo(System.getProperty("java.version"));
            assertThat(jvm.attachable()).isTrue();
        }
    }

    @Test
    void listsAJvmThatIsStopped() throws IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.waiting(directory, ChildJvm.java25(), "Stopped")) {
            new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
            // Its threads stop one by one.
            while (!ProcessFacts.of(child.pid()).stopped()) {
                Thread.sleep(1);
            }

            LocalJvm jvm = listed(child.pid());

            assertThat(jvm.main()).isEqualTo("Stopped");
            assertThat(jvm.refusal()).startsWith("is stopped");
        }
    }

    @Test
    void passesOverWhatIsNoJvm() throws IOException {
        Process cat = new ProcessBuilder("cat").start();
        try {
            assertThat(LocalJvms.find(cat.pid())).isEmpty();
        } finally {
            cat.destroy();
        }
    }

    @Test
    void readsTheFeatureOfAVersion() {
        assertThat(LocalJvms.feature("25.0.3")).isEqualTo(25);
        assertThat(LocalJvms.feature("1.8.0_412")).isEqualTo(8);
        assertThat(LocalJvms.feature("26-ea")).isEqualTo(26);
        assertThat(LocalJvms.feature("")).isEqualTo(Integer.MAX_VALUE);
    }

    private static LocalJvm listed(long pid) {
        Optional<LocalJvm> jvm = LocalJvms.list().stream().filter(candidate -> candidate.pid() == pid).findFirst();
        assertThat(jvm).isPresent().isEqualTo(LocalJvms.find(pid));
        return jvm.orElseThrow();
    }
}
