package dev.loomscope.view.findings;

import java.util.List;

import dev.loomscope.view.findings.StackLines.Line;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackLinesTest {
    @Test
    void theApplicationsFramesStandOutAndTheOthersAreCounted() {
        assertThat(StackLines.of(List.of("jdk.internal.misc.Unsafe.park(Native Method)", "java.util.A.b(A.java:1)",
                "java.util.A.c(A.java:2)", "com.acme.Pay.run(Pay.java:7)", "com.acme.Pay.call(Pay.java:3)",
                "java.lang.Thread.run(Thread.java:9)"))).containsExactly(
                        new Line("at jdk.internal.misc.Unsafe.park(Native Method)", false),
                        new Line("   2 frames of the JDK", false),
                        new Line("at com.acme.Pay.run(Pay.java:7)", true),
                        new Line("at com.acme.Pay.call(Pay.java:3)", true));
        assertThat(StackLines.of(List.of())).isEmpty();
    }

    @Test
    void theSignForMoreFramesIsNoFrame() {
        assertThat(StackLines.of(List.of("com.acme.Pay.run(Pay.java:7)", "java.lang.Thread.run(Thread.java:9)", "…")))
                .containsExactly(new Line("at com.acme.Pay.run(Pay.java:7)", true),
                        new Line("   1 frame of the JDK", false), new Line("…", false));
    }
}
