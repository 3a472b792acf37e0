package dev.loomscope.agent.instrument;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.loomscope.agent.it.Jdks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import static org.assertj.core.api.Assertions.assertThat;

/** Into every class that has hooks, of each JDK, the same is inserted as ASM inserts, and nothing else is changed. */
class ReferenceTest {
    static Stream<Path> jdks() {
        return Stream.of(Jdks.current(), Jdks.jdk17());
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isWhatAsmInserts(Path jdk) throws Exception {
        List<HookPoint> points = new ArrayList<>(TaskHookPoints.all());
        points.addAll(VirtualThreadHookPoints.all());
        points.addAll(GroupHookPoints.all());
        points.addAll(TimerHookPoints.all());
        points.addAll(ThreadHookPoints.all());
        points.addAll(VirtualWaitHookPoints.all());
        points.addAll(ForkJoinHookPoints.all());
        points.addAll(FutureHookPoints.all());
        points.addAll(OldFrames.hookPoints());
        points.add(ExecutorClasses.threadStart());
        Set<String> targets = new LinkedHashSet<>();
        points.forEach(point -> targets.add(point.target()));
        int compared = 0;
        try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", jdk.toString()))) {
            for (String target : targets) {
                Path file = image.getPath("modules", "java.base", target + ".class");
                if (Files.exists(file)) {
                    compare(target, Files.readAllBytes(file), points);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(20);
    }

    private static void compare(String target, byte[] code, List<HookPoint> points) {
        List<HookPoint> here = points.stream().filter(point -> point.target().equals(target)).toList();
        Found expected = new Found();
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ReferenceVisitor(writer, here, type -> "Installed" + type, expected), 0);
        Found found = new Found();
        byte[] changed = new HookInsertion(code, here, type -> "Installed" + type, found).changed();

        assertThat(found.inserted).as(target).containsExactlyInAnyOrderElementsOf(expected.inserted);
        assertThat(found.constants).as(target).isEqualTo(expected.constants);
        assertThat(changed == null).as(target).isEqualTo(expected.inserted.isEmpty());
        assertThat(listing(changed == null ? code : changed)).as(target)
                .containsExactlyElementsOf(listing(writer.toByteArray()));
    }

    /** Everything that ASM sees in a class, in order. The depth of stacks may be larger than is needed. */
    private static List<String> listing(byte[] code) {
        List<String> lines = new ArrayList<>();
        new ClassReader(code).accept(new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                lines.add(name + descriptor);
                return new Listing(lines);
            }
        }, 0);
        return lines;
    }

    private static final class Found implements HookInsertion.Findings {
        private final List<String> inserted = new ArrayList<>();
        private final Map<String, Integer> constants = new HashMap<>();

        @Override
        public void inserted(HookPoint point) {
            inserted.add(point.name());
        }

        @Override
        public void constant(String name, int value) {
            constants.put(name, value);
        }
    }
}
