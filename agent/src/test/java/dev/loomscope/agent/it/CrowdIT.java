package dev.loomscope.agent.it;

import java.nio.file.Path;
import java.util.List;

import dev.loomscope.protocol.EventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A crowd of virtual threads comes through while it is looked at. */
class CrowdIT {
    private static final int THREADS = 100_000;
    private static final int WAVES = 3;

    @TempDir
    private Path temporary;

    @Test
    void everyThreadOfACrowdGoesOnWhileItIsLookedAt() throws Exception {
        try (var jvm = WatchedJvm.start(Jdks.current(), temporary, List.of("-Xmx1g"), CrowdMain.class,
                Integer.toString(THREADS), Integer.toString(WAVES))) {
            assertThat(jvm.child.line()).isEqualTo("waiting");
            jvm.connect();
            jvm.await("a keyframe", () -> !jvm.samples.isEmpty());
            jvm.child.say("");
            jvm.await("a wait", () -> jvm.hasEvent(event -> event.kind() == EventKind.WAIT
                    && event.type().equals(StringBuilder.class.getName())));
            assertThat(jvm.child.line()).isEqualTo("done");
            jvm.child.say("");
            jvm.readTheRest();
            assertThat(jvm.child.end()).containsExactly("steps=" + ((long) THREADS * WAVES + 100));
            assertThat(jvm.child.errors()).isEmpty();
        }
    }
}
