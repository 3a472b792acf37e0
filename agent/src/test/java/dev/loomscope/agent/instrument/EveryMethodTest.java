package dev.loomscope.agent.instrument;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Into every method of java.base, of each JDK, a call can be inserted at every kind of place: what comes out is what ASM makes
 * of it, and verifies. That is more than hooks ask for, and every shape of code that javac gives the JDK.
 */
class EveryMethodTest {
    /** A jump of 16 bits that would have to become one of 32. */
    private static final String TOO_FAR = "a jump is too far";

    static Stream<Path> jdks() {
        return ReferenceTest.jdks();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void isWhatAsmInsertsAndVerifies(Path jdk) throws Exception {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        AtomicInteger calls = new AtomicInteger();
        try (JdkImage image = new JdkImage(jdk)) {
            image.types().parallelStream().forEach(type -> {
                byte[] code = read(image, type);
                List<HookPoint> points = EveryPlace.of(code);
                Inserted expected = Inserted.byAsm(code, points);
                Inserted inserted;
                try {
                    inserted = Inserted.byUs(code, points);
                } catch (IllegalStateException e) {
                    refused.add(type + ": " + e.getMessage());
                    return;
                }
                calls.addAndGet(inserted.hooks().size());
                if (!sorted(inserted).equals(sorted(expected)) || !inserted.listing().equals(expected.listing())) {
                    wrong.add(type + " differs");
                }
                List<?> objections = image.verify(inserted.code());
                if (!objections.isEmpty()) {
                    wrong.add(type + " " + objections);
                }
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(refused).allMatch(each -> each.endsWith(TOO_FAR)).hasSizeLessThan(5);
        assertThat(calls).hasValueGreaterThan(200_000);
    }

    private static List<String> sorted(Inserted inserted) {
        return inserted.hooks().stream().sorted().toList();
    }

    private static byte[] read(JdkImage image, String type) {
        try {
            return image.read(type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
