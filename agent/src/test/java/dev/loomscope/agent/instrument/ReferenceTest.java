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

/** Into every class that has hooks, of each JDK, the same is inserted as ASM inserts, nothing else is changed, and it verifies. */
class ReferenceTest {
    static Stream<Path> jdks() {
        return Stream.of(Jdks.current(), Jdks.jdk17());
    }

    /** All that may ever be inserted into the JDK. */
    static List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(GroupHookPoints.all());
        points.addAll(TimerHookPoints.withOlder());
        points.addAll(ThreadHookPoints.all());
        points.addAll(VirtualWaitHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(FutureHookPoints.all());
        points.addAll(OldFrames.hookPoints());
        points.add(ExecutorClasses.threadStart());
        return points;
    }

    static List<HookPoint> points(String target) {
        return points().stream().filter(point -> point.target().equals(target)).toList();
    }

    /** The classes that may get hooks. */
    static Set<String> targets() {
        Set<String> targets = new LinkedHashSet<>();
        points().forEach(point -> targets.add(point.target()));
        return targets;
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isWhatAsmInserts(Path jdk) throws Exception {
        int compared = 0;
        try (JdkImage image = new JdkImage(jdk)) {
            for (String target : targets()) {
                if (image.has(target)) {
                    compare(image, target);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(20);
    }

    private static void compare(JdkImage image, String target) throws Exception {
        byte[] code = image.read(target);
        Inserted expected = Inserted.byAsm(code, points(target));
        Inserted inserted = Inserted.byUs(code, points(target));

        assertThat(inserted.hooks()).as(target).containsExactlyInAnyOrderElementsOf(expected.hooks());
        assertThat(inserted.constants()).as(target).isEqualTo(expected.constants());
        assertThat(inserted.listing()).as(target).containsExactlyElementsOf(expected.listing());
        assertThat(image.verify(inserted.code())).as(target).isEmpty();
    }
}
