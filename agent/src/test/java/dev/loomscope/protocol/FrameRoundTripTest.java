package dev.loomscope.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Frames, headers, indexes: whole they are read, damaged they are refused with one exception. */
class FrameRoundTripTest {
    private final Random random = new Random(41);

    private Frame frame() {
        byte[] payload = new byte[random.nextInt(300)];
        random.nextBytes(payload);
        return new Frame(random.nextInt(256), random.nextLong(), random.nextLong(), random.nextLong(), payload);
    }

    private static List<Frame> read(byte[] bytes, List<Frame> into) throws IOException {
        FrameReader reader = new FrameReader(new ByteArrayInputStream(bytes), "test", 0);
        for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
            into.add(frame);
        }
        return into;
    }

    private static boolean same(Frame a, Frame b) {
        return a.type() == b.type()
                && a.sequence() == b.sequence()
                && a.firstTime() == b.firstTime()
                && a.lastTime() == b.lastTime()
                && Arrays.equals(a.payload(), b.payload());
    }

    private byte[] encode(List<Frame> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            out.writeBytes(FrameLayout.encode(frame));
        }
        return out.toByteArray();
    }

    @Test
    void framesAreReadAsWritten() throws IOException {
        List<Frame> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            written.add(frame());
        }
        List<Frame> read = read(encode(written), new ArrayList<>());
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            assertThat(same(read.get(i), written.get(i))).as("frame %d", i).isTrue();
        }
    }

    @Test
    void aFlippedByteIsRefusedAndWhatWasBeforeIsKept() {
        for (int round = 0; round < 500; round++) {
            List<Frame> written = List.of(frame(), frame(), frame());
            byte[] bytes = encode(written);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 + random.nextInt(255));
            List<Frame> read = new ArrayList<>();
            assertThatThrownBy(() -> read(bytes, read)).as("byte %d", at).isInstanceOf(BadInputException.class);
            for (int i = 0; i < read.size(); i++) {
                assertThat(same(read.get(i), written.get(i))).isTrue();
            }
        }
    }

    @Test
    void aCutStreamIsRefusedUnlessItEndsBetweenFrames() throws IOException {
        List<Frame> written = List.of(frame(), frame());
        byte[] bytes = encode(written);
        int first = FrameLayout.encode(written.get(0)).length;
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length == 0 || length == first) {
                assertThat(read(cut, new ArrayList<>())).hasSize(length == 0 ? 0 : 1);
            } else {
                assertThatThrownBy(() -> read(cut, new ArrayList<>())).isInstanceOf(BadInputException.class);
            }
        }
    }

    @Test
    void garbageIsRefused() {
        for (int round = 0; round < 2_000; round++) {
            byte[] garbage = new byte[1 + random.nextInt(200)];
            random.nextBytes(garbage);
            assertThatThrownBy(() -> read(garbage, new ArrayList<>())).isInstanceOf(BadInputException.class);
            assertThatThrownBy(() -> StreamHeader.read(new ByteArrayInputStream(garbage), "test"))
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void anIndexIsReadAsWrittenAndADamagedOneIsRefused() throws IOException {
        long[] offsets = random.longs(100, 1, 1L << 40).sorted().toArray();
        long[] times = random.longs(100, 1, 1L << 50).sorted().toArray();
        byte[] payload = IndexLayout.encode(offsets, times, 100);
        assertThat(IndexLayout.decode(payload)).isDeepEqualTo(new long[][] {offsets, times});
        assertThat(IndexLayout.indexOffset(IndexLayout.trailer(123_456_789_012L))).isEqualTo(123_456_789_012L);
        assertThat(IndexLayout.indexOffset(new byte[IndexLayout.TRAILER_LENGTH])).isEqualTo(-1);
        assertThatThrownBy(() -> IndexLayout.decode(Arrays.copyOf(payload, payload.length / 2)))
                .isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> IndexLayout.decode(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, 127}))
                .isInstanceOf(BadInputException.class);
    }
}
