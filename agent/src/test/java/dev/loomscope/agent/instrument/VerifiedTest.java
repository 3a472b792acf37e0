package dev.loomscope.agent.instrument;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.loomscope.agent.it.Jdks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The JDK's classes verify with hooks in them, with all and with each alone: the JVM itself does not verify what is its own. */
class VerifiedTest {
    static Stream<Path> jdks() {
        return Stream.of(Jdks.current(), Jdks.jdk17());
    }

    /** All that may ever be inserted into the JDK. */
    private static List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(GroupHookPoints.all());
        points.addAll(TimerHookPoints.all());
        points.addAll(TimerHookPoints.withOlder());
        points.addAll(ThreadHookPoints.all());
        points.addAll(VirtualWaitHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(FutureHookPoints.all());
        points.addAll(OldFrames.hookPoints());
        points.add(ExecutorClasses.threadStart());
        return points;
    }

    private static Set<String> targets(JdkImage image, List<HookPoint> points) {
        Set<String> targets = new LinkedHashSet<>();
        for (HookPoint point : points) {
            if (image.has(point.target())) {
                targets.add(point.target());
            }
        }
        return targets;
    }

    private static byte[] withHooks(String target, byte[] code, List<HookPoint> points) {
        byte[] changed = new HookTransformer(points, type -> "Installed" + type).transform(target, code);
        return changed == null ? code : changed;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void withHooksEveryClassVerifies(Path jdk) throws Exception {
        List<HookPoint> points = points();
        try (JdkImage image = new JdkImage(jdk)) {
            Set<String> targets = targets(image, points);
            assertThat(targets).hasSizeGreaterThan(20);
            for (String target : targets) {
                assertThat(image.verify(withHooks(target, image.read(target), points))).as(target).isEmpty();
                // Each by itself: none is right only beside another one.
                for (HookPoint point : points) {
                    if (point.target().equals(target)) {
                        byte[] code = withHooks(target, image.read(target), List.of(point));
                        assertThat(image.verify(code)).as(point.toString()).isEmpty();
                    }
                }
            }
        }
    }
}
