package dev.loomscope.agent.instrument;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A copy does what the original does, under another name. */
class ClassCopyTest {
    private static final String PREFIX = "dev/loomscope/agent/instrument/ClassCopyTest$";

    /** Has constants of each kind that is long, a descriptor with its own name twice, and a text that is not plain. */
    static final class Original implements Supplier<String> {
        private final long number;

        Original() {
            this(Long.MAX_VALUE - 7);
        }

        private Original(long number) {
            this.number = number;
        }

        private Original twin(Original other) {
            return new Original(other.number + (long) Math.floor(2.5e200 / 1.25e200));
        }

        @Override
        public String get() {
            return getClass().getName() + "äß€\0😀" + twin(this).number + this.<Object>prefix();
        }

        private <T> String prefix() {
            return "dev/loomscope/agent/instrument/";
        }
    }

    private static byte[] code() throws Exception {
        try (InputStream in = Original.class.getResourceAsStream("ClassCopyTest$Original.class")) {
            return in.readAllBytes();
        }
    }

    @Test
    void aCopyDoesTheSameUnderItsName() throws Exception {
        byte[] copy = ClassCopy.of(code(), PREFIX, name -> PREFIX + "Copied" + name);
        Object copied = MethodHandles.lookup().defineClass(copy).getDeclaredConstructor().newInstance();

        assertThat(copied.getClass().getName())
                .isEqualTo("dev.loomscope.agent.instrument.ClassCopyTest$CopiedOriginal");
        assertThat(((Supplier<?>) copied).get())
                .isEqualTo(new Original().get().replace("$Original", "$CopiedOriginal"));
    }

    @Test
    void whatHoldsNoSuchNameIsCopiedByteByByte() throws Exception {
        assertThat(ClassCopy.of(code(), "dev/loomscope/none/", name -> "other")).isEqualTo(code());
    }

    @Test
    void whatIsNoClassFileIsRefused() {
        assertThatThrownBy(() -> ClassCopy.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 2, 0}, "a", name -> name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a class file: tag=2");
    }
}
